/** Reads commits of git checkouts without touching their work trees. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'

/** Names under which `owner/name` may lie in a folder of checkouts. */
const FOLDERS: readonly ((owner: string, name: string) => string)[] = [
  (owner, name) => `${owner}+${name}`,
  (owner, name) => `${owner}__${name}`,
  (owner, name) => join(owner, name),
  (_owner, name) => name,
]

/** What is a git directory inside such a folder: that of a work tree, a bare one beside other things, or the folder. */
const GIT_DIRECTORIES = ['.git', 'repo/.git', 'repo', '.']

const FILES_AT_A_TIME = 500

const HEADER = /\.(?:h|hh|hpp|hxx|h\+\+)$/i
const SOURCE = /\.(?:c|cc|cpp|cxx|c\+\+)$/i

/** A hunk of a difference: 1-based first lines and numbers of lines, 0 for none. */
export interface Hunk {
  readonly before: number
  readonly removed: number
  readonly after: number
  readonly added: number
}

/** The git directory of `owner/name` under `folder` when it holds the revision, else null. */
export function findCheckout(folder: string, repo: string, revision: string): string | null {
  const [owner = '', name = ''] = repo.split('/')
  for (const nameOf of FOLDERS) {
    for (const inner of GIT_DIRECTORIES) {
      const directory = join(folder, nameOf(owner, name), inner)
      if (!existsSync(join(directory, 'HEAD')) || !existsSync(join(directory, 'objects'))) continue
      if (holds(directory, revision)) return directory
    }
  }
  return null
}

function holds(directory: string, revision: string): boolean {
  try {
    git(directory, ['rev-parse', '--quiet', '--verify', `${revision}^{tree}`])
    return true
  } catch {
    return false
  }
}

/**
 * What a revision has of the program that `path` belongs to, by path: the C and C++ files of its folder, and all headers
 * of the project; in order of their paths.
 */
export function readProgram(directory: string, revision: string, path: string): Map<string, Uint8Array> {
  const folder = posix.dirname(path)
  const belongs = (name: string): boolean => HEADER.test(name) || (posix.dirname(name) === folder && SOURCE.test(name))
  return new Map(readFiles(directory, revision, belongs))
}

/** The files of a revision that belong to what is asked for, with their paths and in the order of these. */
export function* readFiles(
  directory: string,
  revision: string,
  belongs: (path: string) => boolean,
): Generator<readonly [path: string, bytes: Uint8Array]> {
  const entries = git(directory, ['ls-tree', '-r', '-z', revision])
    .toString()
    .split('\0')
    .flatMap((line) => {
      const [, object = '', path = ''] = /^100\d+ blob (\w+)\t(.*)$/s.exec(line) ?? []
      return object !== '' && belongs(path) ? [{ object, path }] : []
    })
  // Some at a time: a project's whole text need not be in memory at once.
  for (let first = 0; first < entries.length; first += FILES_AT_A_TIME) {
    const some = entries.slice(first, first + FILES_AT_A_TIME)
    const output = git(directory, ['cat-file', '--batch'], some.map(({ object }) => `${object}\n`).join(''))
    let at = 0
    for (const { path } of some) {
      const end = output.indexOf('\n', at)
      const size = Number(/ blob (\d+)$/.exec(output.subarray(at, end).toString())?.[1] ?? NaN)
      at = end + 1
      // A partial clone may lack an object: the others are read all the same.
      if (Number.isNaN(size)) continue
      yield [path, output.subarray(at, at + size)]
      at += size + 1
    }
  }
}

/** What a commit changed in a file. */
export function readHunks(directory: string, commit: string, path: string): Hunk[] {
  const text = git(directory, ['diff', '--unified=0', '--no-ext-diff', '--no-color', `${commit}^`, commit, '--', path])
  return [...text.toString('latin1').matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)].map((match) => ({
    before: Number(match[1]),
    removed: Number(match[2] ?? 1),
    after: Number(match[3]),
    added: Number(match[4] ?? 1),
  }))
}

function git(directory: string, args: readonly string[], input = ''): Buffer {
  return execFileSync('git', [`--git-dir=${directory}`, ...args], {
    input,
    maxBuffer: 2 ** 30,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}
