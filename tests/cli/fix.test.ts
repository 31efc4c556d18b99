import { chmodSync, cpSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Fix } from '../../engine/index.ts'
import { fixAll } from '../../cli/fix/fix-all.ts'
import { fixText } from '../../engine/index.ts'
import { writeFileAtomically } from '../../cli/write-file.ts'
import { ROOT } from '../../scripts/rule-folders.ts'
import { buildCommand, run, temporaryFolder, tree, type Ran } from './command.ts'

let cli = ''
let real = ''
beforeAll(async () => {
  ;[cli, real] = await Promise.all([buildCommand('fake'), buildCommand('real')])
})

const lint = (cwd: string, ...args: string[]): Promise<Ran> => run(cli, ['-f', 'gcc', ...args], { cwd })
const get = (cwd: string, file = 'a.c'): string => readFileSync(join(cwd, file), 'utf8')

describe('--fix', () => {
  test('mends what is safe, writes it, and reports what is left', async () => {
    const cwd = tree({ 'a.c': 'bad; bad;\nworse;\n', 'b.c': 'bad\n', 'c.c': 'hint\n' })
    const ran = await lint(cwd, '--fix')
    expect(get(cwd)).toBe('fine; fine;\nworse;\n')
    expect(get(cwd, 'b.c')).toBe('fine\n')
    expect(ran.stderr).toBe('socklint: mended 3 findings in 2 files\n')
    expect(ran.stdout).toMatch(/^a\.c:2:1: error/)
    expect(ran.stdout).not.toContain('bad')
    expect(ran.code).toBe(1)
    expect(readdirSync(cwd).toSorted()).toEqual(['a.c', 'b.c', 'c.c'])
  })

  test('takes suggestions only when told, and looks again until nothing is left', async () => {
    const cwd = tree({ 'a.c': 'worse\n' })
    const ran = await lint(cwd, '--fix', '--fix-suggestions', '--threads', '2')
    expect(get(cwd)).toBe('fine\n')
    expect(ran).toMatchObject({ code: 0, stdout: '', stderr: 'socklint: mended 2 findings in 1 file\n' })
  })

  test('ends when a fix calls for the next for ever', async () => {
    const cwd = tree({ 'a.c': 'grow\n' })
    const ran = await lint(cwd, '--fix')
    expect(ran.stderr).toContain('after 10 passes there is still something to mend')
    expect(get(cwd).match(/grow/g)).toHaveLength(1024)
  })

  test('leaves alone what is hidden, and mends only what is new', async () => {
    const cwd = tree({ 'a.c': 'bad one;\n' })
    await lint(cwd, '--write-baseline', 'known.json')
    writeFileSync(join(cwd, 'a.c'), 'bad one;\nbad two;\n')
    expect((await lint(cwd, '--baseline', 'known.json', '--fix')).code).toBe(0)
    expect(get(cwd)).toBe('bad one;\nfine two;\n')
  })

  test('writes nothing while something is wrong with the configuration', async () => {
    const cwd = tree({ 'a.c': 'bad\n', '.socklintrc.json': '{ "preset": 1 }' })
    const { code, stderr } = await lint(cwd, '--fix')
    expect(code).toBe(2)
    expect(stderr).toContain(
      'nothing is mended, because of these errors:\nsocklint: .socklintrc.json:1:13: preset is 1',
    )
    expect(get(cwd)).toBe('bad\n')
  })

  test('keeps line ends, byte order marks, permissions and links', async () => {
    const cwd = tree({ 'a.c': '\ufeffbad;\r\ngrow\r\n' })
    chmodSync(join(cwd, 'a.c'), 0o640)
    symlinkSync('a.c', join(cwd, 'link.c'))
    const ran = await run(cli, ['--fix', 'a.c', 'link.c', '--lang', 'ja'], { cwd })
    expect(ran.stderr).not.toContain('変更されました')
    const text = get(cwd)
    expect(text.startsWith('\ufefffine;\r\ngrow\r\ngrow\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(statSync(join(cwd, 'a.c')).mode & 0o777).toBe(0o640)
    expect(lstatSync(join(cwd, 'link.c')).isSymbolicLink()).toBe(true)
  })

  test.each([
    ['latin1', Buffer.from([...Buffer.from('bad; // caf'), 0xe9, 0x0a])],
    ['UTF-16', Buffer.from('\ufeffbad;\n', 'utf16le')],
    ['Shift_JIS', Buffer.from([...Buffer.from('bad; // '), 0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x0a])],
  ])('does not write what is not UTF-8: %s', async (name, bytes) => {
    const cwd = tree({ 'a.c': bytes, 'b.c': 'bad\n' })
    const { stderr } = await lint(cwd, '--fix')
    expect(readFileSync(join(cwd, 'a.c')).equals(bytes)).toBe(true)
    expect(get(cwd, 'b.c')).toBe('fine\n')
    if (name !== 'UTF-16') expect(stderr).toContain('a.c: not mended, because it is not UTF-8 throughout')
  })

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('leaves a read-only file alone', async () => {
    const cwd = tree({ 'a.c': 'bad\n' })
    chmodSync(join(cwd, 'a.c'), 0o444)
    const { code, stderr } = await lint(cwd, '--fix')
    expect(code).toBe(2)
    expect(stderr).toContain('cannot write a.c: permission denied')
    expect(get(cwd)).toBe('bad\n')
  })
})

describe('--fix-dry-run and --diff write nothing', () => {
  test('the report is the one that --fix would leave', async () => {
    const cwd = tree({ 'a.c': 'bad;\nworse;\n' })
    const ran = await run(cli, ['--fix-dry-run', '-f', 'stylish'], { cwd })
    expect(ran).toMatchObject({ code: 1, stderr: 'socklint: would mend 1 finding in 1 file\n' })
    expect(ran.stdout).not.toContain('this is bad')
    expect(get(cwd)).toBe('bad;\nworse;\n')
  })

  test('the changes can be applied', async () => {
    const files = { 'src/a.c': 'int x;\r\nbad;\r\nworse;\r\n', 'b.c': 'bad' }
    const cwd = tree(files)
    const ran = await lint(cwd, '--diff', '-f', 'json=report.json')
    expect(ran.code).toBe(1)
    expect(ran.stdout).toMatch(/^--- a\/b\.c\n\+\+\+ b\/b\.c\n@@ -1,1 \+1,1 @@\n-bad\n/)
    expect(get(cwd, 'src/a.c')).toBe(files['src/a.c'])
    expect(JSON.parse(get(cwd, 'report.json'))).toMatchObject({ diagnostics: [{ message: 'this is worse' }] })
    execFileSync('git', ['apply', '-'], { cwd, input: ran.stdout })
    expect(get(cwd, 'src/a.c')).toBe('int x;\r\nfine;\r\nworse;\r\n')
    expect(get(cwd, 'b.c')).toBe('fine')
    expect(await lint(cwd, '--diff')).toMatchObject({ code: 0, stdout: '' })
  })
})

const fix = (start: number, end: number, newText: string): { fixes: Fix[] } => ({
  fixes: [{ title: { en: 'x', ja: 'x' }, safety: 'safe', edits: [{ span: { start, end }, newText }] }],
})
const takesAll = (): boolean => true

test('fixes that overlap wait, those that touch do not, and the same insertion counts once', () => {
  const touching = [fix(0, 2, 'AB'), fix(1, 3, 'xx'), fix(2, 4, 'CD')]
  expect(fixText('abcd', touching, takesAll)).toEqual({ text: 'ABCD', applied: 2 })
  expect(fixText('abcd', [fix(0, 0, '#\n'), fix(0, 0, '#\n')], takesAll)).toEqual({ text: '#\nabcd', applied: 2 })
  expect(fixText('abcd', [fix(0, 1, 'a')], takesAll)).toEqual({ text: 'abcd', applied: 0 })
})

test('a file that can no longer be read is left alone', async () => {
  const reported = [
    {
      ...{ rule: 'r', severity: 'info' as const, span: { start: 0, end: 1 }, message: { en: '', ja: '' } },
      ...{ platforms: [], functionName: null, related: [], cwe: [], ...fix(0, 1, 'x'), file: 'a.c' },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
    },
  ]
  const checked = { reported }
  const fixed = await fixAll({
    checked,
    read: () => 'unreadable' as const,
    check: () => Promise.resolve(checked),
    isWanted: takesAll,
  })
  expect(fixed).toEqual({
    checked,
    changed: [],
    applied: 0,
    unsettled: false,
    passes: 0,
    leftAlone: [['a.c', 'unreadable']],
  })
})

describe('a file is written in one step', () => {
  test('unless somebody else has changed it', () => {
    const file = join(temporaryFolder(), 'a.c')
    writeFileSync(file, 'theirs')
    const written = writeFileAtomically(file, 'ours', Buffer.from('before'))
    expect(written).toMatchObject({ ok: false, reason: { en: 'it was changed meanwhile' } })
    expect(readFileSync(file, 'utf8')).toBe('theirs')
    expect(writeFileAtomically(file, 'ours', Buffer.from('theirs'))).toEqual({ ok: true })
    expect(readFileSync(file, 'utf8')).toBe('ours')
    expect(readdirSync(join(file, '..'))).toEqual(['a.c'])
  })

  test('or not at all', () => {
    expect(writeFileAtomically(join(temporaryFolder(), 'no', 'a.c'), 'x')).toMatchObject({ ok: false })
  })
})

test('with the real engine: fixes of the examples leave fewer findings, and settle', async () => {
  const cwd = temporaryFolder()
  cpSync(join(ROOT, 'examples/broken'), cwd, { recursive: true })
  const check = async (...args: string[]): Promise<{ readonly count: number; readonly stderr: string }> => {
    const { stdout, stderr } = await run(real, ['--preset', 'strict', '-f', 'json', ...args], { cwd })
    return { count: (JSON.parse(stdout) as { diagnostics: unknown[] }).diagnostics.length, stderr }
  }
  const before = await check()
  const fixed = await check('--fix', '--fix-suggestions')
  expect(fixed.count).toBeLessThan(before.count)
  expect(fixed.stderr).toMatch(/^socklint: mended \d+ findings? in \d+ files?\n$/)
  expect((await check()).count).toBe(fixed.count)
})
