import { existsSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { isRecord, type AnalysisError, type Localised } from '../engine/index.ts'
import { readJson } from '../configuration/jsonc.ts'
import { codeOf, reasonOf } from './failures.ts'
import { sortKnown, type KnownFinding } from './known-findings.ts'
import { message } from './messages.ts'
import { writeFileAtomically } from './write-file.ts'

const VERSION = 1

/**
 * The findings that a project lives with for now, in a file of its own: JSON, one finding a line, so that people and
 * version control can read what changes.
 */
export class Baseline {
  readonly path: string
  readonly entries: readonly KnownFinding[]
  readonly #folder: string

  /** @param path absolute */
  constructor(path: string, entries: readonly KnownFinding[]) {
    this.path = path
    this.entries = entries
    this.#folder = dirname(path)
  }

  /** What the baseline calls a file: from its own folder, so that it is the same wherever the command runs. */
  nameOf(absolute: string): string {
    const name = relative(this.#folder, absolute)
    return sep === '/' ? name : name.replaceAll(sep, '/')
  }

  /** The absolute path of a file that an entry names. */
  fileOf(name: string): string {
    return resolve(this.#folder, name)
  }

  /** True when the file of an entry is no longer there. */
  isGone(name: string): boolean {
    return !existsSync(this.fileOf(name))
  }

  /** The same file with other findings. */
  with(entries: readonly KnownFinding[]): Baseline {
    return new Baseline(this.path, sortKnown(entries))
  }

  /** Writes it; gives the reason when it cannot be written. */
  write(): Localised | null {
    const lines = this.entries.map(({ count, ...identity }) =>
      JSON.stringify(count === 1 ? identity : { ...identity, count }),
    )
    const findings = lines.length === 0 ? '[]' : `[\n    ${lines.join(',\n    ')}\n  ]`
    const written = writeFileAtomically(this.path, `{\n  "version": ${VERSION},\n  "findings": ${findings}\n}\n`)
    return written.ok ? null : written.reason
  }
}

/** Reads a baseline. What is wrong with it comes as an error with its place: then nothing should be run. */
export function readBaseline(
  path: string,
  shownPath: string,
): { readonly ok: true; readonly baseline: Baseline } | { readonly ok: false; readonly error: AnalysisError } {
  const wrong = (error: Omit<AnalysisError, 'file'>): { readonly ok: false; readonly error: AnalysisError } => ({
    ok: false,
    error: { file: shownPath, ...error },
  })
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return wrong({ message: message('noBaseline', { path: shownPath }) })
    return wrong({ message: message('cannotReadBaseline', { reason: reasonOf(error) }) })
  }
  const json = readJson(text)
  const [problem] = json.problems
  if (problem !== undefined) return wrong(problem)
  const { value } = json
  if (!isRecord(value) || value.version !== VERSION || !Array.isArray(value.findings))
    return wrong({ ...json.place([], 'value'), message: message('noBaselineFormat') })
  const entries: KnownFinding[] = []
  for (const [index, given] of value.findings.entries()) {
    const entry = readEntry(given)
    if (entry === undefined)
      return wrong({ ...json.place(['findings', index], 'value'), message: message('badBaselineEntry') })
    entries.push(entry)
  }
  return { ok: true, baseline: new Baseline(path, entries) }
}

function readEntry(given: unknown): KnownFinding | undefined {
  if (!isRecord(given)) return undefined
  const { file, rule, function: functionName, code, count = 1 } = given
  const isCount = typeof count === 'number' && Number.isInteger(count) && count > 0
  if (typeof file !== 'string' || typeof rule !== 'string' || typeof functionName !== 'string') return undefined
  return typeof code === 'string' && isCount ? { file, rule, function: functionName, code, count } : undefined
}
