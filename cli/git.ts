import { spawnSync } from 'node:child_process'
import { codeOf, reasonOf } from './failures.ts'
import type { Localised } from '../engine/index.ts'
import { message } from './messages.ts'

/** One entry of `git diff --raw`: a file that differs between two states. */
export interface RawChange {
  /** From the top of the repository, with `/`. */
  readonly path: string
  /** The file's contents before, as an object; null when there was no regular file. */
  readonly before: string | null
}

/** Git could not be asked. */
export class GitError extends Error {
  readonly problem: Localised
  constructor(problem: Localised) {
    super(problem.en)
    this.problem = problem
  }
}

/** Commands of git in one repository; each throws a GitError when git fails. */
export class Git {
  /** Absolute; in the terms of the working folder, so that its files have the same names. */
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The way from the folder up to the repository's top; throws when there is no repository. */
  wayUp(): string {
    const { status, stdout, stderr } = this.#run(['rev-parse', '--show-cdup'])
    const reason = stderr.toString().trim()
    // There may be one of another user, which git does not trust.
    if (status !== 0 && !reason.includes('not a git repository')) throw new GitError(message('gitFailed', { reason }))
    const inside = this.#run(['rev-parse', '--is-inside-work-tree'])
    if (status !== 0 || inside.stdout.toString().trim() !== 'true') throw new GitError(message('noRepository'))
    return stdout.toString().replace(/\n$/, '')
  }

  /** The commit that a name means; null when it means none. */
  commit(ref: string): string | null {
    const { status, stdout } = this.#run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
    return status === 0 ? stdout.toString().trim() : null
  }

  isShallow(): boolean {
    return this.#text(['rev-parse', '--is-shallow-repository']).trim() === 'true'
  }

  /** Where the histories of two commits part; null when they have nothing in common. */
  mergeBase(one: string, other: string): string | null {
    const { status, stdout } = this.#run(['merge-base', one, other])
    return status === 0 ? stdout.toString().trim() : null
  }

  /** The tree without files. */
  emptyTree(): string {
    return this.#text(['hash-object', '-t', 'tree', '--stdin']).trim()
  }

  /** What differs between a commit or a tree and the work tree; without one, between the index and the work tree. */
  diffWorkTree(base: string | null): RawChange[] {
    return rawChanges(this.#text([...DIFF, ...(base === null ? [] : [base]), '--']))
  }

  /** What differs between a commit or a tree and the index. */
  diffIndex(base: string): RawChange[] {
    return rawChanges(this.#text([...DIFF, '--cached', base, '--']))
  }

  /** Files that git does not know and does not ignore. */
  untracked(): string[] {
    return this.#text(['ls-files', '--others', '--exclude-standard', '-z']).split('\0').filter(Boolean)
  }

  /** The contents of objects. */
  contents(objects: readonly string[]): ReadonlyMap<string, Uint8Array> {
    const found = new Map<string, Uint8Array>()
    if (objects.length === 0) return found
    const output = this.#output(['cat-file', '--batch'], `${objects.join('\n')}\n`)
    let at = 0
    while (at < output.length) {
      const end = output.indexOf('\n', at)
      const [name = '', type, size = ''] = output.subarray(at, end).toString().split(' ')
      // What a partial clone lacks is `<name> missing`.
      if (type !== 'blob') throw new GitError(message('gitFailed', { reason: `cat-file: ${name} ${type}` }))
      const start = end + 1
      found.set(name, output.subarray(start, start + Number(size)))
      at = start + Number(size) + 1
    }
    return found
  }

  #text(args: readonly string[]): string {
    return this.#output(args).toString()
  }

  #output(args: readonly string[], input = ''): Buffer {
    const { status, stdout, stderr } = this.#run(args, input)
    if (status !== 0) throw new GitError(message('gitFailed', { reason: stderr.toString().trim() }))
    return stdout
  }

  #run(args: readonly string[], input = ''): { status: number | null; stdout: Buffer; stderr: Buffer } {
    const result = spawnSync('git', ['-C', this.#folder, ...args], {
      input,
      maxBuffer: Infinity,
      // Looking takes no locks, and what it says does not depend on the user's language.
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
    })
    if (result.error !== undefined) {
      const isMissing = codeOf(result.error) === 'ENOENT'
      throw new GitError(isMissing ? message('gitMissing') : message('gitFailed', { reason: reasonOf(result.error) }))
    }
    return result
  }
}

const DIFF = ['diff', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--ignore-submodules']

const NO_OBJECT = /^0+$/

function rawChanges(output: string): RawChange[] {
  const fields = output.split('\0')
  const changes: RawChange[] = []
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [mode = '', , object = '', , status = ''] = (fields[at] ?? '').slice(1).split(' ')
    // Of a file with a conflict another entry tells how the work tree differs.
    if (status === 'U') continue
    const before = /^100/.test(mode) && !NO_OBJECT.test(object) ? object : null
    changes.push({ path: fields[at + 1] ?? '', before })
  }
  return changes
}
