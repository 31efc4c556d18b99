import { applyEdits, mergeEdits, type Diagnostic, type TextEdit } from '../engine/index.ts'

/** How often the text is looked at again: what one fix brings to light another may mend, but not for ever. */
const MAX_PASSES = 10

/**
 * The edits that apply every safe fix, and the safe fixes of what comes to light then, until nothing is left. They refer
 * to the text as it is. Undefined when nothing is to be mended, or when `check` gave up.
 *
 * @param check the findings of another text of the document; undefined when a newer version has come
 */
export async function fixAllEdits(
  text: string,
  findings: readonly Diagnostic[],
  check: (text: string) => Promise<readonly Diagnostic[] | undefined>,
): Promise<readonly TextEdit[] | undefined> {
  const first = safeEdits(findings)
  let fixed = applied(text, first)
  if (fixed === undefined || fixed === text) return undefined
  let passes = 1
  for (; passes < MAX_PASSES; passes++) {
    const left = await check(fixed)
    if (left === undefined) return undefined
    const next = applied(fixed, safeEdits(left))
    if (next === undefined || next === fixed) break
    fixed = next
  }
  return passes === 1 ? first : [difference(text, fixed)]
}

/** The edits of the safe fixes, in text order; of two that want the same text the first counts. */
function safeEdits(findings: readonly Diagnostic[]): readonly TextEdit[] {
  let edits: readonly TextEdit[] = []
  for (const { fixes } of findings) {
    const safe = fixes.find(({ safety }) => safety === 'safe')
    const merged = safe === undefined ? undefined : mergeEdits(edits, safe.edits)
    if (merged?.ok === true) edits = merged.edits
  }
  return edits
}

function applied(text: string, edits: readonly TextEdit[]): string | undefined {
  const result = applyEdits(text, edits)
  return result.ok ? result.text : undefined
}

/** One edit that makes one text of another: what is equal at both ends stays. */
function difference(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return { span: { start, end: before.length - end }, newText: after.slice(start, after.length - end) }
}
