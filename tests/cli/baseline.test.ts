import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { matchKnown, type KnownFinding } from '../../cli/known-findings.ts'
import { buildCommand, run, tree, type Ran } from './command.ts'

let cli = ''
beforeAll(async () => {
  cli = await buildCommand('fake')
})

const lint = (cwd: string, ...args: string[]): Promise<Ran> => run(cli, ['-f', 'gcc', ...args], { cwd })
const put = (cwd: string, file: string, text: string): void => writeFileSync(join(cwd, file), text)
const get = (cwd: string, file = 'known.json'): string => readFileSync(join(cwd, file), 'utf8')

describe('a baseline', () => {
  test('hides what it has, wherever it has moved to, and tells what is new and what is mended', async () => {
    const cwd = tree({ 'src/a.c': 'bad one;\nbad two;\nbad two;\n', 'src/b.c': 'worse' })
    const written = await lint(cwd, '--write-baseline', 'known.json')
    expect(written).toEqual({
      code: 0,
      stdout: '',
      stderr: 'socklint: wrote 4 findings into the baseline known.json\n',
    })
    expect(get(cwd)).toBe(`{
  "version": 1,
  "findings": [
    {"file":"src/a.c","rule":"test/word","function":"main","code":"bad one;"},
    {"file":"src/a.c","rule":"test/word","function":"main","code":"bad two;","count":2},
    {"file":"src/b.c","rule":"test/word","function":"","code":"worse"}
  ]
}
`)
    // Moved, indented, and with a third of a kind that is known twice; in another working folder.
    put(cwd, 'src/a.c', '\n\nbad two;\n   bad   two;\nbad two;\nbad one;\n')
    const after = await lint(join(cwd, 'src'), '--baseline', '../known.json')
    expect(after.stdout.split('\n').slice(0, -1)).toEqual([expect.stringMatching(/^a\.c:5:1: warning: this is bad/)])
    expect(after.stderr).toBe('socklint: left out 4 findings of the baseline ../known.json\n')
    expect(after.code).toBe(1)

    put(cwd, 'src/a.c', 'bad two;\n')
    const mended = await lint(cwd, '--baseline', 'known.json')
    expect(mended.code).toBe(0)
    expect(mended.stderr).toContain('the baseline known.json still has 2 findings that are mended')
    expect((await lint(cwd, '--baseline', 'known.json', '--strict')).code).toBe(1)
    expect((await lint(cwd, '--baseline', 'known.json', '--lang', 'ja')).stderr).toContain('2 件は解消しています')
  })

  test('shrinks by --prune-baseline, and grows by --update-baseline only', async () => {
    const cwd = tree({ 'a.c': 'bad one;\nbad two;\n', 'b.c': 'bad three;\n' })
    await lint(cwd, '--write-baseline', 'known.json')
    put(cwd, 'a.c', 'bad two;\nbad new;\n')
    const pruned = await lint(cwd, '--baseline', 'known.json', '--prune-baseline')
    expect(pruned.stderr).toBe('socklint: took 1 finding out of the baseline known.json: mended\n')
    expect(pruned.stdout).toContain('a.c:2:1')
    expect(pruned.code).toBe(1)
    expect(get(cwd).match(/"code":"[^"]*"/g)).toEqual(['"code":"bad two;"', '"code":"bad three;"'])
    const updated = await lint(cwd, '--baseline', 'known.json', '--update-baseline')
    expect({ code: updated.code, stdout: updated.stdout }).toEqual({ code: 0, stdout: '' })
    expect(get(cwd).match(/"code":"[^"]*"/g)).toEqual(['"code":"bad new;"', '"code":"bad two;"', '"code":"bad three;"'])
  })

  test('keeps what a run does not judge: other files, rules that are off, one platform', async () => {
    const cwd = tree({ 'a.c': 'bad one;\n', 'b.c': 'bad two;\n' })
    await lint(cwd, '--write-baseline', 'known.json')
    const before = get(cwd)
    put(cwd, 'a.c', 'fine\n')
    for (const args of [['b.c'], ['--rule', 'test/word=off'], ['--target', 'posix']]) {
      const { stderr } = await lint(cwd, '--baseline', 'known.json', '--prune-baseline', ...args)
      expect(stderr).toContain('took 0 findings')
      expect(get(cwd)).toBe(before)
    }
    await lint(cwd, 'b.c', '--write-baseline', 'known.json')
    expect(get(cwd)).toBe(before)
  })

  test('follows a file that got another name, and forgets one that is gone', async () => {
    const cwd = tree({ 'a.c': 'bad one;\n', 'b.c': 'bad two;\n' })
    await lint(cwd, '--write-baseline', 'known.json')
    renameSync(join(cwd, 'a.c'), join(cwd, 'c.c'))
    expect(await lint(cwd, '--baseline', 'known.json')).toMatchObject({ code: 0, stdout: '' })
    await lint(cwd, '--baseline', 'known.json', '--update-baseline')
    expect(get(cwd).match(/"file":"[^"]*"/g)).toEqual(['"file":"b.c"', '"file":"c.c"'])
  })

  test.each([
    ['', 'known.json:1:1: not valid JSON'],
    ['{"version": 1, "findings": [{}, 2]}', 'known.json:1:29: an entry of a baseline needs'],
    ['{"version": 7, "findings": []}', 'known.json:1:1: this is no baseline of a version known here'],
    [null, 'known.json: there is no such baseline; write it by --write-baseline known.json'],
  ])('that is wrong stops the run: %j', async (text, complaint) => {
    const cwd = tree({ 'a.c': 'bad', ...(text === null ? {} : { 'known.json': text }) })
    const { code, stdout, stderr } = await lint(cwd, '--baseline', 'known.json')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(complaint)
    expect((await lint(cwd, '--write-baseline', 'known.json')).code).toBe(0)
  })

  test('that cannot be written is told of', async () => {
    const { code, stderr } = await lint(tree({ 'a.c': 'bad' }), '--write-baseline', 'no/known.json')
    expect(code).toBe(2)
    expect(stderr).toContain('cannot write no/known.json')
  })
})

test('more of one kind than are known: the later ones are new', () => {
  const identity = { file: 'a', rule: 'r', function: 'f', code: 'x' }
  const known: KnownFinding[] = [{ ...identity, count: 1 }]
  const diagnostic = (line: number): Parameters<typeof matchKnown>[0][number] => ({
    identity,
    diagnostic: {
      ...{ file: 'a', rule: 'r', severity: 'info', span: { start: 0, end: 0 }, message: { en: '', ja: '' } },
      ...{ platforms: [], functionName: null, related: [], cwe: [], fixes: [] },
      range: { start: { line, character: 0 }, end: { line, character: 1 } },
    },
  })
  const { fresh, missing } = matchKnown([diagnostic(1), diagnostic(2)], known, () => false)
  expect(fresh.map((found) => found.diagnostic.range.start.line)).toEqual([2])
  expect(missing).toEqual([])
})
