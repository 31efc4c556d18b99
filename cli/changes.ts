import { resolve } from 'node:path'
import type { Localised } from '../engine/index.ts'
import { isSourceName } from './files.ts'
import { Git, GitError, type RawChange } from './git.ts'
import { message } from './messages.ts'
import type { Overlay, TemporaryTexts } from './overlay.ts'
import { asPath } from './project.ts'

/** What findings are to be compared with: a commit, the last commit, or the last commit with what is staged. */
export type Since = { readonly kind: 'ref'; readonly ref: string } | { readonly kind: 'changed' | 'staged' }

/** The two states of a repository that are compared. */
export interface Changes {
  readonly before: Overlay
  readonly now: Overlay
}

/**
 * The state before: for a reference, where the work has parted from it. The state now: the work tree, or what is staged.
 * Only C and C++ files count, and those that are named.
 */
export function changesSince(
  since: Since,
  cwd: string,
  isNamed: (path: string) => boolean,
  texts: TemporaryTexts,
): { readonly ok: true; readonly changes: Changes } | { readonly ok: false; readonly problem: Localised } {
  try {
    const top = resolve(cwd, new Git(cwd).wayUp())
    const git = new Git(top)
    const pathOf = (path: string): string => asPath(resolve(top, path))
    const counts = ({ path }: { readonly path: string }): boolean => isSourceName(path) || isNamed(pathOf(path))
    const overlay = (changes: readonly (readonly [path: string, object: string | null])[]): Overlay => {
      const contents = git.contents([...new Set(changes.flatMap(([, object]) => object ?? []))])
      return new Map(
        changes.map(([path, object]) => {
          const bytes = object === null ? undefined : contents.get(object)
          return [pathOf(path), bytes === undefined ? null : texts.keep(bytes)]
        }),
      )
    }
    const before = ({ path, before: object }: RawChange): readonly [string, string | null] => [path, object]
    const untracked = git
      .untracked()
      .filter((path) => counts({ path }))
      .map((path): readonly [string, null] => [path, null])
    const base = baseOf(since, git)
    if (since.kind !== 'staged') {
      const changes = git.diffWorkTree(base).filter(counts)
      return { ok: true, changes: { before: overlay([...changes.map(before), ...untracked]), now: new Map() } }
    }
    const unstaged = git.diffWorkTree(null).filter(counts).map(before)
    const now = overlay([...unstaged, ...untracked])
    const staged = overlay(git.diffIndex(base).filter(counts).map(before))
    return { ok: true, changes: { before: new Map([...now, ...staged]), now } }
  } catch (error) {
    if (error instanceof GitError) return { ok: false, problem: error.problem }
    throw error
  }
}

function baseOf(since: Since, git: Git): string {
  if (since.kind !== 'ref') return git.commit('HEAD') ?? git.emptyTree()
  const commit = git.commit(since.ref)
  if (commit === null) {
    const parameters = { ref: since.ref }
    throw new GitError(git.isShallow() ? message('unknownRefShallow', parameters) : message('unknownRef', parameters))
  }
  const head = git.commit('HEAD')
  return head === null ? commit : (git.mergeBase(commit, head) ?? commit)
}
