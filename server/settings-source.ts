import type { Connection } from 'vscode-languageserver'
import { isRecord, joinPath, type KnownRules, type Localised } from '../engine/index.ts'
import { pathOfUri } from './files.ts'
import { localised, reasonOf } from './l10n.ts'
import type { Folder } from './programs.ts'
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts'

/** An editor that does not answer for its settings must not keep us from working. In milliseconds. */
const SETTINGS_TIMEOUT = 5000

export interface SettingsSourceInput {
  readonly connection: Connection
  /** The client answers `workspace/configuration`. */
  readonly asks: boolean
  readonly knownRules: KnownRules
  readonly warn: (message: Localised) => void
}

/** The editor's settings, asked for once for each program and change. */
export class SettingsSource {
  readonly #input: SettingsSourceInput
  readonly #known = new Map<string, Promise<Settings>>()
  #pushed: unknown

  /** @param given the `socklint` section as the client sent it along, for one that is not asked */
  constructor(input: SettingsSourceInput, given: unknown) {
    this.#input = input
    this.#pushed = given
  }

  /** Settings changed. `sent` is what the notification carries, if anything. */
  changed(sent: unknown): void {
    if (isRecord(sent) && sent.socklint !== undefined) this.#pushed = sent.socklint
    this.#known.clear()
  }

  /** Forgets what was asked for: folders come and go. */
  forget(): void {
    this.#known.clear()
  }

  /** The settings of a program; `folder` is undefined for files outside of all folders. */
  of(program: string, folder: Folder | undefined): Promise<Settings> {
    const known = this.#known.get(program)
    if (known !== undefined) return known
    const settings = this.#ask(folder)
    this.#known.set(program, settings)
    return settings
  }

  async #ask(folder: Folder | undefined): Promise<Settings> {
    const { connection, asks, knownRules, warn } = this.#input
    let given = this.#pushed
    if (asks) {
      const item = { section: 'socklint', ...(folder === undefined ? {} : { scopeUri: folder.uri }) }
      try {
        given = await withTimeout(connection.workspace.getConfiguration(item))
      } catch (error) {
        warn(localised('settingsUnavailable', { reason: reasonOf(error) }))
        return DEFAULT_SETTINGS
      }
    }
    const { settings, problems } = readSettings(given, knownRules)
    for (const problem of problems) warn(localised('settingsIgnored', { problem }))
    return folder === undefined ? settings : fromFolder(settings, pathOfUri(folder.uri))
  }
}

/** Paths in settings start at the workspace folder. */
function fromFolder(settings: Settings, root: string): Settings {
  const { includePaths, compileCommands } = settings.project
  const project = {
    ...settings.project,
    includePaths: includePaths.map((path) => joinPath(root, path)),
    compileCommands: compileCommands?.map((path) => joinPath(root, path)) ?? null,
  }
  return { ...settings, project }
}

function withTimeout<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${SETTINGS_TIMEOUT} ms`)), SETTINGS_TIMEOUT)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
