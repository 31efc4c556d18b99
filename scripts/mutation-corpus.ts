/** The code that mutants are made of: files by path, and our own correct code. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { globSync } from 'tinyglobby'
import { decodeSource } from '../engine/text/decode.ts'
import type { Corpus } from './mutation.ts'
import { ROOT, readRepositoryFile, ruleFolders } from './rule-folders.ts'

/** Files and folders as one program; what `others` name belongs to it and is not changed. */
export function corpusOf(paths: readonly string[], others: readonly string[]): Corpus {
  const changed = new Set(filesOf(paths))
  const texts = new Map<string, string>()
  for (const path of [...changed, ...filesOf(others)]) {
    const decoded = decodeSource(readFileSync(path))
    if (decoded.ok) texts.set(path, decoded.text)
  }
  return { texts, changed, leavesOut: () => false }
}

/** Each folder in a folder as a program of its own. */
export function programsIn(folder: string, others: readonly string[]): Corpus[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => resolve(folder, name))
    .sort()
    .map((path) =>
      corpusOf(
        [path],
        others.map((other) => resolve(other)),
      ),
    )
    .filter(({ changed }) => changed.size > 0)
}

function filesOf(paths: readonly string[]): string[] {
  return paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? globSync('**/*.{c,cc,cpp,cxx}', { cwd: path, absolute: true, expandDirectories: false }).sort()
      : [path],
  )
}

/** Folders of correct code beside the rules' fixtures. Functions of idioms are right or wrong by their names. */
const EXAMPLES = 'examples/mended'
const IDIOMS = 'tests/engine/flow/idioms'

/**
 * A damaged fixture shows that nothing is concluded from what its functions lack: a close left out there is to be told by
 * nobody, so that its mutants say nothing about the linter.
 */
const DAMAGED = /\.damaged\./

/** Our own correct code: good fixtures of the rules that are not damaged, mended examples, right functions of the idioms; each a program. */
export function ownCorpora(): Corpus[] {
  const programs = [
    ...ruleFolders().flatMap(({ fixtures }) =>
      fixtures.filter(({ kind, path }) => kind === 'good' && !DAMAGED.test(path)).map(({ sources }) => sources),
    ),
    ...[EXAMPLES, IDIOMS].flatMap((folder) =>
      readdirSync(join(ROOT, folder))
        .sort()
        .map((name) => [readRepositoryFile(`${folder}/${name}`)]),
    ),
  ]
  return programs.map((sources) => ({
    texts: new Map(sources.map(({ file, text }) => [file, text])),
    changed: new Set(sources.map(({ file }) => file)),
    leavesOut: (name) => /\bwrong_/.test(name),
  }))
}
