import type { Diagnostic } from '../engine/index.ts'
import type { SourceTexts } from './report/source-texts.ts'

/**
 * What a finding is known by from one run to the next: not by its line, so that code that moves keeps it. Findings of
 * one function on lines of one text share it, and are told apart by counting only.
 */
export interface Identity {
  /** As whoever keeps it calls the file. */
  readonly file: string
  readonly rule: string
  /** Empty outside of functions. */
  readonly function: string
  /** The line's text, white space made one blank: formatting alone changes nothing. */
  readonly code: string
}

/** @param pathOf what a file is called, the same wherever the command runs */
export function identityOf(
  { rule, file, functionName, range }: Diagnostic,
  sources: SourceTexts,
  pathOf: (file: string) => string,
): Identity {
  const line = sources.of(file)?.line(range.start.line)
  const code = line === undefined ? `${range.start.line}` : line.replace(/\s+/g, ' ').trim()
  return { file: pathOf(file), rule, function: functionName ?? '', code }
}

/** One text for all of an identity. */
export function identityKey({ file, rule, function: functionName, code }: Identity): string {
  return [rule, file, functionName, code].join('\0')
}
