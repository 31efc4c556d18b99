/** Finds the rule folders and reads what lies in them. Paths in results are relative to the repository, with `/`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Language } from '../engine/text/localised.ts'
import type { RulePages, SourceText } from './pages.ts'

/** The repository's root folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')

const FIXTURE = /^(bad|good)(\.[\w-]+)*\.(c|cpp|h)$/

/** A fixture: one file, or a folder `bad.name/` whose files are linted as one program. */
export interface Fixture {
  readonly kind: 'bad' | 'good'
  /** Relative to the repository: `rules/bind/x/bad.c` or `rules/bind/x/bad.two-files`. */
  readonly path: string
  readonly sources: readonly SourceText[]
}

export interface RuleFolder {
  readonly id: string
  /** `rules/<category>/<name>` */
  readonly folder: string
  readonly fixtures: readonly Fixture[]
}

/** The text of a file of the repository. */
export function readRepositoryFile(path: string): SourceText {
  return { file: path, text: readFileSync(join(ROOT, path), 'utf8') }
}

function foldersIn(path: string): string[] {
  return readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** Every folder rules/<category>/<name>, sorted by id. */
export function ruleFolders(): RuleFolder[] {
  return foldersIn('rules')
    .filter((category) => category !== 'generated')
    .flatMap((category) => foldersIn(`rules/${category}`).map((name) => `${category}/${name}`))
    .sort()
    .map((id) => ({ id, folder: `rules/${id}`, fixtures: fixturesIn(`rules/${id}`) }))
}

function fixturesIn(folder: string): Fixture[] {
  const fixtures: Fixture[] = []
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    const kind = entry.name.startsWith('bad') ? 'bad' : 'good'
    if (entry.isFile() && FIXTURE.test(entry.name)) {
      fixtures.push({ kind, path, sources: [readRepositoryFile(path)] })
    } else if (entry.isDirectory() && /^(bad|good)(\.[\w-]+)*$/.test(entry.name)) {
      const names = readdirSync(join(ROOT, path))
        .filter((name) => /\.(c|cpp|h)$/.test(name))
        .sort()
      fixtures.push({ kind, path, sources: names.map((name) => readRepositoryFile(`${path}/${name}`)) })
    }
  }
  return fixtures.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Both pages and all fixture texts of a rule folder. A page that does not exist is an empty one. */
export function readRulePages(rule: RuleFolder): RulePages {
  const sources = (kind: Fixture['kind']): SourceText[] =>
    rule.fixtures.filter((fixture) => fixture.kind === kind).flatMap((fixture) => fixture.sources)
  const page = (language: Language): SourceText => {
    const file = `${rule.folder}/doc.${language}.md`
    return existsSync(join(ROOT, file)) ? readRepositoryFile(file) : { file, text: '' }
  }
  return {
    pages: { en: page('en'), ja: page('ja') },
    bad: sources('bad'),
    good: sources('good'),
  }
}

/** Where the golden file of a bad fixture lies: `bad.golden`, `bad.windows.golden`, `bad.cpp.golden`. */
export function goldenPath(fixture: Fixture): string {
  return `${fixture.path.replace(/\.c$/, '')}.golden`
}
