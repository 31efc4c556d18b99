import { applyEdits, mergeEdits } from '../text/edits.ts'
import type { TextEdit } from '../text/span.ts'
import type { Diagnostic, Fix } from './diagnostic.ts'

export interface FixedText {
  readonly text: string
  /** How many findings were mended. */
  readonly applied: number
}

/**
 * Mends the findings of one text. Of fixes that overlap the first is applied; the others wait for the next look at the
 * text, in which they may be gone.
 */
export function fixText(
  text: string,
  findings: readonly Pick<Diagnostic, 'fixes'>[],
  isWanted: (fix: Fix) => boolean,
): FixedText {
  let edits: readonly TextEdit[] = []
  let applied = 0
  for (const { fixes } of findings) {
    const fix = fixes.find(isWanted)
    if (fix === undefined || fix.edits.length === 0) continue
    const merged = mergeEdits(edits, withLineBreaksOf(text, fix.edits))
    if (!merged.ok) continue
    edits = merged.edits
    applied++
  }
  const edited = applyEdits(text, edits)
  return edited.ok && edited.text !== text ? { text: edited.text, applied } : { text, applied: 0 }
}

/** New lines end as those of the text do. */
function withLineBreaksOf(text: string, edits: readonly TextEdit[]): TextEdit[] {
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  return edits.map(({ span, newText }) => ({ span, newText: newText.replace(/\r\n|\n|\r/g, lineBreak) }))
}
