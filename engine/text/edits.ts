import type { TextEdit } from './span.ts'

/** Two edits that want the same text, or one that reaches outside of it. */
export interface EditConflict {
  readonly ok: false
  readonly reason: 'overlap' | 'outside'
  /** The edits in question: two that overlap, or the one outside. */
  readonly edits: readonly TextEdit[]
}

export type EditedText = { readonly ok: true; readonly text: string } | EditConflict
export type MergedEdits = { readonly ok: true; readonly edits: readonly TextEdit[] } | EditConflict

/**
 * Applies edits that all refer to the text as it is (UTF-16 offsets), in any order. Insertions at one place keep the
 * order in which they were given. Edits that touch are fine, edits that overlap are refused.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): EditedText {
  const sorted = inOrder(edits)
  let result = ''
  let here = 0
  let last: TextEdit | undefined
  for (const edit of sorted) {
    const { start, end } = edit.span
    if (start < 0 || end < start || end > text.length) return { ok: false, reason: 'outside', edits: [edit] }
    if (last !== undefined && start < last.span.end) return { ok: false, reason: 'overlap', edits: [last, edit] }
    result += text.slice(here, start) + edit.newText
    here = end
    last = edit
  }
  return { ok: true, text: result + text.slice(here) }
}

/**
 * Joins several sets of edits of one text into one, in text order. An edit that occurs in more than one set counts once
 * (two fixes may add the same `#include`), edits that differ and overlap are refused.
 */
export function mergeEdits(...sets: readonly (readonly TextEdit[])[]): MergedEdits {
  const all: TextEdit[] = []
  const seen = new Set<string>()
  for (const set of sets) {
    // Within one set a repeated insertion is meant; only what an earlier set has already is left out.
    const own: string[] = []
    for (const edit of set) {
      const key = `${edit.span.start},${edit.span.end},${edit.newText}`
      if (!seen.has(key)) all.push(edit)
      own.push(key)
    }
    for (const key of own) seen.add(key)
  }
  const sorted = inOrder(all)
  for (let i = 1; i < sorted.length; i++) {
    const [last, edit] = [sorted[i - 1], sorted[i]]
    if (last !== undefined && edit !== undefined && edit.span.start < last.span.end) {
      return { ok: false, reason: 'overlap', edits: [last, edit] }
    }
  }
  return { ok: true, edits: sorted }
}

/** By start; at one start insertions come before the edit that takes text away. The sort is stable. */
function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}
