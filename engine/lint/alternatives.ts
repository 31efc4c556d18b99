import type { CodePlace } from '../flow/events.ts'

/** The part of a rule's context that knows on which unsettled `#if` conditions code rests. */
interface Assumptions {
  assumptionsAt(offset: number): readonly string[]
}

/**
 * True when the two places hang on different unsettled `#if` conditions: they are alternatives, as far as one can see,
 * though one view contains both. Places in other files are not compared.
 */
export function areAlternatives(a: CodePlace, b: CodePlace, context: Assumptions): boolean {
  if (a.file !== undefined || b.file !== undefined) return false
  const here = context.assumptionsAt(a.span.start)
  const there = context.assumptionsAt(b.span.start)
  return here.some((condition) => !there.includes(condition)) && there.some((condition) => !here.includes(condition))
}
