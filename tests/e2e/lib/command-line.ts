import { runCommand } from './processes.ts'

/** A finding as every host must show it: 1-based, columns in UTF-16 units. */
export interface Finding {
  readonly rule: string
  readonly line: number
  readonly column: number
}

export interface FileFinding extends Finding {
  readonly file: string
  readonly message: string
  readonly related: readonly { readonly file: string; readonly line: number; readonly message: string }[]
  readonly fixes: readonly string[]
}

/** What the built command says about a file: the reference that every editor is held against. */
export async function lint(cli: string, folder: string, file: string, language: 'en' | 'ja'): Promise<FileFinding[]> {
  const args = [cli, 'lint', '--format', 'json', '--lang', language, file]
  const done = await runCommand(process.execPath, args, { cwd: folder, milliseconds: 60_000 })
  if (done.code > 1) throw new Error(`the command line ended with ${done.code}: ${done.stderr.slice(0, 500)}`)
  const answer: unknown = JSON.parse(done.stdout)
  return list(answer, 'diagnostics').map((item) => ({
    ...finding(item),
    file: text(item, 'file'),
    message: text(item, 'message'),
    related: list(item, 'related').map((step) => ({
      file: text(step, 'file'),
      line: count(step, 'line'),
      message: text(step, 'message'),
    })),
    fixes: list(item, 'fixes').map((fix) => text(fix, 'title')),
  }))
}

/** One line a finding, sorted: what two hosts are compared by. */
export function summary(findings: readonly Finding[]): string {
  return findings
    .map(({ rule, line, column }) => `${String(line).padStart(4)}:${String(column).padStart(3)} ${rule}`)
    .sort()
    .join('\n')
}

/** Reads rule, line and column of an untyped object. */
export function finding(value: unknown): Finding {
  return { rule: text(value, 'rule'), line: count(value, 'line'), column: count(value, 'column') }
}

export function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([name]) => name === key)?.[1]
}

export function list(value: unknown, key: string): unknown[] {
  const found = member(value, key)
  if (!Array.isArray(found)) throw new Error(`"${key}" is not a list`)
  return found
}

function text(value: unknown, key: string): string {
  const found = member(value, key)
  if (typeof found !== 'string') throw new Error(`"${key}" is not a text`)
  return found
}

function count(value: unknown, key: string): number {
  const found = member(value, key)
  if (typeof found !== 'number') throw new Error(`"${key}" is not a number`)
  return found
}
