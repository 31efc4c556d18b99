import { fixText, type Diagnostic, type Fix } from '../../engine/index.ts'
import { byFile } from '../report/report.ts'
import { openFixable, type FixableFile } from './fix-text.ts'

/** How often the code is looked at again: what one fix brings to light another may mend, but not for ever. */
export const MAX_PASSES = 10

export interface ChangedFile {
  /** As findings name it. */
  readonly file: string
  readonly before: string
  readonly after: string
  readonly bytesBefore: Uint8Array
  readonly bytesAfter: Uint8Array
}

/** Why a file is not mended: it is not UTF-8, it cannot be read, or its text is not the one that was looked at. */
export type LeftAlone = 'encoding' | 'unreadable' | 'changed'

export interface Fixed<Checked> {
  /** What the last look at the code has found. */
  readonly checked: Checked
  /** Sorted by file. */
  readonly changed: readonly ChangedFile[]
  /** How many findings were mended. */
  readonly applied: number
  /** After the last pass there was still something to mend. */
  readonly unsettled: boolean
  readonly passes: number
  /** Files with something to mend that are left alone, and why. Sorted by file. */
  readonly leftAlone: readonly (readonly [file: string, why: LeftAlone])[]
}

export interface FixInput<Checked extends { readonly reported: readonly Diagnostic[] }> {
  readonly checked: Checked
  /** The bytes of a file on disk, which must be those that were looked at. */
  readonly read: (file: string, checked: Checked) => Uint8Array | 'unreadable' | 'changed'
  /** Looks at the code again, with these files as given. */
  readonly check: (texts: ReadonlyMap<string, Uint8Array>) => Promise<Checked>
  readonly isWanted: (fix: Fix) => boolean
}

/** Mends what can be mended, pass after pass, until nothing is left or the passes are used up. Writes nothing. */
export async function fixAll<Checked extends { readonly reported: readonly Diagnostic[] }>(
  input: FixInput<Checked>,
): Promise<Fixed<Checked>> {
  const files = new Map<string, { readonly bytes: Uint8Array; readonly fixable: FixableFile; text: string }>()
  const leftAlone = new Map<string, LeftAlone>()
  let { checked } = input
  let applied = 0
  let pass = 0
  for (;;) {
    let news = 0
    const changes: (() => void)[] = []
    for (const [file, findings] of byFile(checked.reported)) {
      if (leftAlone.has(file) || !findings.some(({ fixes }) => fixes.some(input.isWanted))) continue
      let known = files.get(file)
      if (known === undefined) {
        const bytes = input.read(file, checked)
        const fixable = typeof bytes === 'string' ? null : openFixable(bytes)
        if (typeof bytes === 'string' || fixable === null) {
          leftAlone.set(file, typeof bytes === 'string' ? bytes : 'encoding')
          continue
        }
        known = { bytes, fixable, text: fixable.text }
        files.set(file, known)
      }
      const state = known
      const fixed = fixText(state.text, findings, input.isWanted)
      news += fixed.applied
      changes.push(() => (state.text = fixed.text))
    }
    if (news === 0 || pass === MAX_PASSES) {
      const changed = [...files].flatMap(([file, { bytes, fixable, text }]): ChangedFile[] =>
        text === fixable.text
          ? []
          : [{ file, before: fixable.text, after: text, bytesBefore: bytes, bytesAfter: fixable.encode(text) }],
      )
      changed.sort((a, b) => (a.file < b.file ? -1 : 1))
      return {
        checked,
        changed,
        applied,
        unsettled: news > 0,
        passes: pass,
        leftAlone: [...leftAlone].sort(([a], [b]) => (a < b ? -1 : 1)),
      }
    }
    for (const change of changes) change()
    applied += news
    pass++
    checked = await input.check(new Map([...files].map(([file, { fixable, text }]) => [file, fixable.encode(text)])))
  }
}
