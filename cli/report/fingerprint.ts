import { createHash } from 'node:crypto'
import type { Diagnostic } from '../../engine/index.ts'
import type { SourceTexts } from './source-texts.ts'

/**
 * What a finding is known by from one run to the next, in the order of the diagnostics: rule, file, function and the
 * text of its line, so that code that moves keeps it. Findings that share all of that are numbered. Each is unique.
 *
 * @param pathOf what a file is called, the same wherever the command runs
 */
export function fingerprints(
  diagnostics: readonly Diagnostic[],
  sources: SourceTexts,
  pathOf: (file: string) => string,
): string[] {
  const seen = new Map<string, number>()
  return diagnostics.map(({ rule, file, functionName, range }) => {
    const line = sources.of(file)?.line(range.start.line)
    // White space may change by formatting alone.
    const text = line === undefined ? `${range.start.line}` : line.replace(/\s+/g, ' ').trim()
    const key = [rule, pathOf(file), functionName ?? '', text].join('\0')
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return createHash('sha256').update(`${key}\0${count}`).digest('hex').slice(0, 32)
  })
}
