import { createTwoFilesPatch } from 'diff'
import type { ChangedFile } from './fix-all.ts'

/** The changes in the form that `git apply` and `patch -p1` take; empty when there are none. */
export function unifiedDiff(changed: readonly ChangedFile[]): string {
  return changed
    .map(({ file, before, after }) => {
      const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after)
      // The line of equals signs above the names is of no use to either.
      return patch.replace(/^=+\n/, '')
    })
    .join('')
}
