/** Scoring real fixes: on a small repository made here, through the command and by the parts it is made of. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCheckout, readHunks, readProgram } from '../../scripts/checkouts.ts'
import { rules } from '../../rules/index.ts'
import { type Fix, parseFixes, printFixes, rulesFor } from '../../scripts/fixes.ts'
import { renderPage } from '../../scripts/recall-page.ts'
import { ROOT } from '../../scripts/rule-folders.ts'
import { judge, type Told } from '../../scripts/score-fix.ts'
import { gitIn } from './git.ts'

const LEAKING = `#include "own.h"
#include <sys/socket.h>
#include <unistd.h>

int serve(const struct sockaddr *sa, socklen_t length)
{
    int s = own_socket(sa->sa_family);
    if (s < 0)
        return -1;
    if (bind(s, sa, length) < 0)
        return -1;
    if (listen(s, 5) < 0) {
        drop(s);
        return -1;
    }
    return s;
}
`
const MENDED = LEAKING.replace(
  '    if (bind(s, sa, length) < 0)\n',
  '    if (bind(s, sa, length) < 0) {\n        close(s);\n',
).replace('        return -1;\n    if (listen', '        return -1;\n    }\n    if (listen')

const TABLE_FIX: Fix = {
  id: 'T1',
  repo: 'some/server',
  commit: '',
  path: 'src/serve.c',
  functionName: 'serve',
  line: 11,
  variable: 's',
  category: 'leak-error-path',
  scope: 'intra',
  platform: 'posix',
  description: 'bind() fails',
  result: 'found',
  reason: '',
}

let folder = ''
let commit = ''

const git = (...args: string[]): string => gitIn(join(folder, 'some__server'))(...args)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recall-'))
  const source = join(folder, 'some__server/src')
  mkdirSync(source, { recursive: true })
  git('init', '--quiet')
  // A neighbour closes: without it the socket given to drop() would be known to nobody.
  writeFileSync(join(source, 'drop.c'), '#include <unistd.h>\nvoid drop(int s)\n{\n    close(s);\n}\n')
  // So does a header from elsewhere, for the one that is made.
  mkdirSync(join(folder, 'some__server/include'))
  const header = '#define own_socket(family) socket(family, SOCK_STREAM, 0)\nvoid drop(int s);\n'
  writeFileSync(join(folder, 'some__server/include/own.h'), header)
  mkdirSync(join(folder, 'some__server/other'))
  writeFileSync(join(folder, 'some__server/other/other.c'), 'int other;\n')
  writeFileSync(join(source, 'notes.txt'), 'no code\n')
  writeFileSync(join(source, 'serve.c'), LEAKING)
  git('add', '.')
  git('commit', '--quiet', '-m', 'leaks')
  writeFileSync(join(source, 'serve.c'), MENDED)
  git('commit', '--quiet', '-a', '-m', 'closes')
  commit = git('rev-parse', 'HEAD')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(fixes: readonly Fix[], ...options: string[]): { status: number | null; out: string; err: string } {
  const table = join(folder, 'fixes.tsv')
  writeFileSync(table, printFixes(fixes))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'scripts/recall.ts'), '--from', folder, '--table', table, ...options],
    { encoding: 'utf8', cwd: ROOT },
  )
  return { status, out: stdout, err: stderr }
}

describe('the command', () => {
  test('finds what is told before the fix and not after it, and lists what it has no checkout of', () => {
    const absent = { ...TABLE_FIX, id: 'T2', repo: 'some/other', commit }
    const { status, out } = run([{ ...TABLE_FIX, commit }, absent])
    expect(out).toMatch(/^T1 found +leak-error-path intra some\/server serve +src\/serve\.c:11 lost by return: s$/m)
    expect(out).toContain(`T2 not scored: no checkout of some/other with ${commit}`)
    expect(out).toContain('leak-error-path: found 1 of 1 (100 %)')
    expect(status).toBe(0)
  })

  test('fails when a fix is found no longer, and writes it into the table when asked to', () => {
    const lost = { ...TABLE_FIX, commit, category: 'double-close' }
    const { status, out, err } = run([lost])
    expect(out).toContain('T1 missed   double-close intra some/server serve (was found)')
    expect(err).toContain('T1 was found and is not any more')
    expect(status).toBe(1)

    expect(run([lost], '--update').status).toBe(0)
    expect(parseFixes(readFileSync(join(folder, 'fixes.tsv'), 'utf8'))).toEqual([{ ...lost, result: 'missed' }])
  })

  test('wants to know where the checkouts are', () => {
    expect(run([], '--from', join(folder, 'nowhere')).status).toBe(2)
  })
})

describe('checkouts', () => {
  test('are found under each of their names, with the commit', () => {
    const directory = join(folder, 'some__server/.git')
    expect(findCheckout(folder, 'some/server', commit)).toBe(directory)
    expect(findCheckout(folder, 'any/some__server', commit)).toBe(directory)
    expect(findCheckout(join(folder, 'some__server/.git/refs'), 'some/server', commit)).toBeNull()
    expect(findCheckout(folder, 'some/server', '0'.repeat(40))).toBeNull()
  })

  test('give the C files of a folder and all headers, and what a commit changed', () => {
    const directory = join(folder, 'some__server/.git')
    const files = readProgram(directory, `${commit}^`, 'src/serve.c')
    expect([...files.keys()]).toEqual(['include/own.h', 'src/drop.c', 'src/serve.c'])
    expect(Buffer.from(files.get('src/serve.c') ?? []).toString()).toBe(LEAKING)
    expect(readHunks(directory, commit, 'src/serve.c')).toEqual([
      { before: 10, removed: 1, after: 10, added: 2 },
      { before: 11, removed: 0, after: 13, added: 1 },
    ])
  })
})

describe('the verdict', () => {
  const told = (line: number, message = 'lost by return: s', functionName = 'serve'): Told => ({
    rule: 'event/lost',
    line,
    functionName,
    message,
    steps: [],
  })
  const HUNKS = [
    { before: 9, removed: 0, after: 10, added: 2 },
    { before: 11, removed: 1, after: 14, added: 1 },
  ]
  const verdict = (before: readonly Told[], after: readonly Told[], fix: Fix = TABLE_FIX): string =>
    judge(fix, before, after, HUNKS).verdict

  test('looks at the function, the kind, and the place or the variable', () => {
    expect(verdict([told(11)], [])).toBe('found')
    expect(verdict([told(21, 'lost by return: t')], [])).toBe('found')
    expect(verdict([told(22, 'lost by return: t')], [])).toBe('missed')
    expect(verdict([told(22)], [])).toBe('found')
    expect(verdict([{ ...told(40, 'lost by return: t'), steps: [30, 15] }], [])).toBe('found')
    expect(verdict([{ ...told(40, 'lost by return: t'), steps: [30] }], [])).toBe('missed')
    expect(verdict([{ ...told(11, 'misuse close closed: s'), rule: 'event/misuse' }], [])).toBe('missed')
    expect(verdict([told(11, 'lost by return: s', 'other')], [])).toBe('missed')
    expect(verdict([told(11, 'lost by return: s', 'other')], [], { ...TABLE_FIX, functionName: 'serve,other' })).toBe(
      'found',
    )
  })

  test('counts rules alone where the fault is not about a descriptor’s life', () => {
    const fix = { ...TABLE_FIX, category: 'sockopt-after-bind' }
    expect(verdict([told(11)], [], fix)).toBe('missed')
    expect(verdict([{ ...told(11), rule: 'bind/option-after-bind' }], [], fix)).toBe('found')
    expect(verdict([{ ...told(11), rule: 'bind/option-after-bind' }], [])).toBe('missed')
  })

  test('counts no rule that is about something else', () => {
    const fix = { ...TABLE_FIX, category: 'sockopt-after-bind' }
    expect(verdict([{ ...told(11), rule: 'bind/missing-reuseaddr' }], [], fix)).toBe('missed')
    expect(verdict([{ ...told(11), rule: 'lifecycle/leak' }], [])).toBe('found')
  })

  test('follows a line that stayed to its new place, and looks around one that changed', () => {
    expect(verdict([told(10)], [told(12)])).toBe('reported')
    expect(verdict([told(10)], [told(13)])).toBe('found')
    expect(verdict([told(9)], [told(9)])).toBe('reported')
    expect(verdict([told(11)], [told(17)])).toBe('reported')
    expect(verdict([told(11)], [told(17, 'lost by return: t')])).toBe('found')
    expect(verdict([told(10), told(12)], [told(12)])).toBe('found')
  })
})

describe('the table of this project', () => {
  const text = readFileSync(join(ROOT, 'docs/recall.tsv'), 'utf8')
  const fixes = parseFixes(text)

  test('is read and written without a change, and every fix was scored', () => {
    expect(printFixes(fixes)).toBe(text)
    expect(fixes.filter(({ result }) => result === null)).toEqual([])
  })

  test('says why a fault is not found, and only then', () => {
    for (const fix of fixes) expect(fix.reason === '', fix.id).toBe(fix.result === 'found')
  })

  test('names rules that exist', () => {
    const ids = new Set(rules.map(({ id }) => id))
    expect(fixes.flatMap(rulesFor).filter((id) => !ids.has(id))).toEqual([])
  })

  test('has its results on the page', () => {
    const page = readFileSync(join(ROOT, 'docs/recall.md'), 'utf8')
    expect(renderPage(page, fixes)).toBe(page)
  })

  test('refuses what is no table', () => {
    expect(() => parseFixes('id\trepo\n')).toThrow('columns')
    expect(() => parseFixes(text.replace('\tposix\t', '\t'))).toThrow('line 2')
  })
})
