import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type FileFinding, lint } from './lib/command-line.ts'
import { HERE, ROOT } from './lib/paths.ts'
import type { Step } from './lib/report.ts'
import { temporaryFolder } from './lib/processes.ts'

const sample = (name: string): string => readFileSync(path.join(HERE, 'samples', name), 'utf8')

/** A struct cast to a pointer, with a safe fix. */
export const CAST = {
  file: 'cast.c',
  text: sample('cast.c'),
  rule: 'address/struct-value-cast',
  before: 'if (bind(s, (SOCKADDR*)addrin, sizeof(addrin)) == SOCKET_ERROR) {',
  after: 'if (bind(s, (SOCKADDR*)&addrin, sizeof(addrin)) == SOCKET_ERROR) {',
} as const

/** What `CAST` is after its fix. */
export const MENDED_TEXT = CAST.text.replace(CAST.before, CAST.after)

/** Two binds of one port, whose outcome differs by system: the finding has a table. */
export const BINDS = {
  file: 'binds.c',
  text: sample('binds.c'),
  rule: 'bind/specific-and-wildcard',
} as const

/** What the command line finds in one language; every editor must show the same. */
export interface Expected {
  cast: FileFinding[]
  mended: FileFinding[]
  binds: FileFinding[]
}

/** Runs the command on the samples, and fails when they do not hold what the other scenarios are about. */
export function commandLineSteps(cli: string, language: 'en' | 'ja', expected: Expected): Step[] {
  const run = async (file: string, text: string): Promise<FileFinding[]> => {
    const folder = temporaryFolder()
    try {
      writeFileSync(path.join(folder.path, file), text)
      return await lint(cli, folder.path, file, language)
    } finally {
      folder.remove()
    }
  }
  return [
    {
      name: `command line ${language}: the cast is found, with a fix`,
      async run() {
        expected.cast = await run(CAST.file, CAST.text)
        if (only(expected.cast, CAST.rule).fixes.length === 0) throw new Error('the finding has no fix')
      },
    },
    {
      name: `command line ${language}: the mended cast is not found`,
      async run() {
        expected.mended = await run(CAST.file, MENDED_TEXT)
        if (expected.mended.some(({ rule }) => rule === CAST.rule)) throw new Error('it is still found')
      },
    },
    {
      name: `command line ${language}: the mixed binds are found once, with the first bind as related place`,
      async run() {
        expected.binds = await run(BINDS.file, BINDS.text)
        if (only(expected.binds, BINDS.rule).related.length === 0) throw new Error('the finding has no related place')
      },
    },
  ]
}

/** The one finding of this rule. */
export function only(findings: readonly FileFinding[], rule: string): FileFinding {
  const [finding, ...more] = findings.filter((each) => each.rule === rule)
  if (finding === undefined || more.length > 0) {
    throw new Error(`expected one finding of ${rule}, not ${findings.map((each) => each.rule).join(', ') || 'none'}`)
  }
  return finding
}

/** The title of a rule's page in one language, without markup. */
export function pageTitle(rule: string, language: 'en' | 'ja'): string {
  const page = readFileSync(path.join(ROOT, 'rules', rule, `doc.${language}.md`), 'utf8')
  const title = /^# (.+)$/m.exec(page)?.[1]
  if (title === undefined) throw new Error(`the page of ${rule} has no title`)
  return title.replaceAll('`', '').trim()
}
