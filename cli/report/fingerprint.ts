import { createHash } from 'node:crypto'
import type { Diagnostic } from '../../engine/index.ts'
import { identityKey, identityOf } from '../identity.ts'
import type { SourceTexts } from './source-texts.ts'

/**
 * What code hosts know a finding by from one run to the next, in the order of the diagnostics: a hash of its identity.
 * Findings that share one are numbered. Each is unique.
 *
 * @param pathOf what a file is called, the same wherever the command runs
 */
export function fingerprints(
  diagnostics: readonly Diagnostic[],
  sources: SourceTexts,
  pathOf: (file: string) => string,
): string[] {
  const seen = new Map<string, number>()
  return diagnostics.map((diagnostic) => {
    const key = identityKey(identityOf(diagnostic, sources, pathOf))
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return createHash('sha256').update(`${key}\0${count}`).digest('hex').slice(0, 32)
  })
}
