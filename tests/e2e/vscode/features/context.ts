import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Frame } from 'playwright-core'
import { member } from '../../lib/command-line.ts'
import { ROOT } from '../../lib/paths.ts'
import { BINDS, type Expected, only } from '../../samples.ts'
import type { EditorLanguage, Host, Session } from '../host.ts'
import type { Workbench } from '../workbench.ts'

/** What the steps of a feature are given. */
export interface FeatureContext {
  readonly host: Host
  readonly expected: Expected
  session(): Session
  workbench(): Workbench
  screenshot(step: string): Promise<void>
  /** Throws when a text of ours is not in the host's language. */
  inLanguage(text: string, what: string): void
}

/** What steps of several features do, in the words of the host's language. */
export interface Actions {
  /** The line of the second bind, with its finding; 1-based. */
  bind(): number
  /** A text of the client. */
  text(english: string): string
  /** Runs one of our commands from the palette. */
  command(name: string): Promise<void>
  /** The frame of the lifecycle panel, once it is about a function. */
  panel(fn: string): Promise<Frame>
}

export function actionsOf({ host: { language }, expected, workbench }: FeatureContext): Actions {
  return {
    bind: () => only(expected.binds, BINDS.rule).line,
    text: (english) => clientText(english, language),
    command: (name) => workbench().command(`Socklint: ${title(name, language)}`),
    panel: (fn) => workbench().frameWith('main h1', fn),
  }
}

/** The title of one of our commands. */
export function title(command: string, language: EditorLanguage): string {
  return jsonText(language === 'ja' ? 'package.nls.ja.json' : 'package.nls.json', `command.${command}.title`)
}

/** A text of the client. */
export function clientText(english: string, language: EditorLanguage): string {
  return jsonText(language === 'ja' ? 'l10n/bundle.l10n.ja.json' : 'l10n/bundle.l10n.json', english)
}

function jsonText(file: string, key: string): string {
  const found = member(JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')), key)
  if (typeof found !== 'string') throw new Error(`${file} has no "${key}"`)
  return found
}

/** Waits until something is said as it should be; a reader that throws is asked again. */
export async function expectText(actual: () => Promise<string>, wanted: string): Promise<void> {
  await eventually(actual, (text) => text === wanted, `"${wanted}"`)
}

/** Waits until something is as it should be, and gives it; a reader that throws is asked again. */
export async function eventually<T>(
  actual: () => Promise<T>,
  isWanted: (value: T) => boolean,
  wanted: string,
): Promise<T> {
  let last = ''
  for (let tries = 0; tries < 300; tries++) {
    try {
      const value = await actual()
      if (isWanted(value)) return value
      last = typeof value === 'string' ? value : JSON.stringify(value)
    } catch (error) {
      last = String(error)
    }
    await sleep(100)
  }
  throw new Error(`"${last}" instead of ${wanted}`)
}
