import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, run, tree, type Ran } from './command.ts'

let cli = ''
let real = ''
beforeAll(async () => {
  ;[cli, real] = await Promise.all([buildCommand('fake'), buildCommand('real')])
})

function git(cwd: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false']
  execFileSync('git', [...identity, ...args], { cwd, stdio: 'pipe' })
}

/** A repository with one commit on its branch `main`. */
function repository(files: Readonly<Record<string, string>>): string {
  const cwd = tree(files)
  git(cwd, 'init', '-q', '-b', 'main')
  git(cwd, 'add', '.')
  git(cwd, 'commit', '-qm', 'first')
  return cwd
}

const put = (cwd: string, file: string, text: string): void => writeFileSync(join(cwd, file), text)
const lint = (cwd: string, ...args: string[]): Promise<Ran> => run(cli, ['-f', 'gcc', ...args], { cwd })
/** `file:line` of what is reported. */
const places = ({ stdout }: Ran): string[] =>
  [...stdout.matchAll(/^([^:\n]+:\d+):\d+: (?!note)/gm)].map(([, at = '']) => at)

describe('only what is new is reported', () => {
  test('since the last commit, with files that git does not know yet', async () => {
    const cwd = repository({ 'a.c': 'bad old;\n', 'b.c': 'bad other;\n', '.gitignore': 'gen/\n' })
    expect(places(await lint(cwd, '--changed'))).toEqual([])
    put(cwd, 'a.c', '\n// moved\n  bad  old;\nbad new;\n')
    put(cwd, 'c.c', 'bad c;\n')
    const ran = await lint(cwd, '--changed')
    expect(places(ran)).toEqual(['a.c:4', 'c.c:1'])
    expect(ran).toMatchObject({ code: 1, stderr: 'socklint: left out 2 findings that were there before\n' })
    // The same from a folder below the top, and with threads.
    mkdirSync(join(cwd, 'sub'))
    expect(places(await lint(join(cwd, 'sub'), '--changed', '..', '--threads', '2'))).toEqual(['../a.c:4', '../c.c:1'])
    git(cwd, 'add', '.')
    expect(places(await lint(cwd, '--changed'))).toEqual(['a.c:4', 'c.c:1'])
    git(cwd, 'commit', '-qm', 'second')
    expect(await lint(cwd, '--changed')).toMatchObject({ code: 0 })
    expect(places(await lint(cwd, '--since', 'HEAD~1'))).toEqual(['a.c:4', 'c.c:1'])
  })

  test('since the branch was left, whatever has become of the other one', async () => {
    const cwd = repository({ 'a.c': 'bad old;\n', 'b.c': 'bad b;\n' })
    git(cwd, 'checkout', '-qb', 'work')
    put(cwd, 'a.c', 'bad old;\nbad mine;\n')
    git(cwd, 'commit', '-qam', 'mine')
    git(cwd, 'checkout', '-q', 'main')
    put(cwd, 'b.c', 'mended;\n')
    git(cwd, 'commit', '-qam', 'theirs')
    git(cwd, 'checkout', '-q', 'work')
    expect(places(await lint(cwd, '--since', 'main'))).toEqual(['a.c:2'])
  })

  test('by a change elsewhere too: facts of the whole project count on both sides', async () => {
    const cwd = repository({ 'a.c': 'use n1\n', 'b.c': 'int x;\n', 'c.c': 'use n2\n', 'd.c': 'def n2\n' })
    put(cwd, 'b.c', 'def n1\n')
    // The line itself is as it was; the definition is new.
    expect(places(await lint(cwd, '--changed'))).toEqual(['a.c:1'])
    expect(places(await lint(cwd, '--changed', 'a.c', 'b.c'))).toEqual(['a.c:1'])
    // A file that is gone was there before.
    rmSync(join(cwd, 'd.c'))
    put(cwd, 'e.c', 'def n2\n')
    expect(places(await lint(cwd, '--changed'))).toEqual(['a.c:1'])
    renameSync(join(cwd, 'e.c'), join(cwd, 'd.c'))
  })

  test('not by another name of a file, nor by a header that has moved', async () => {
    const cwd = repository({ 'a.c': 'bad old;\n' })
    git(cwd, 'mv', 'a.c', 'b.c')
    for (const option of ['--changed', '--staged']) expect(places(await lint(cwd, option))).toEqual([])
    put(cwd, 'b.c', 'bad old;\nbad new;\n')
    expect(places(await lint(cwd, '--changed'))).toEqual(['b.c:2'])

    const server = `#include "net.h"
#include <sys/socket.h>
#include <netinet/in.h>
int serve(int s)
{
    struct sockaddr_in addr = {0};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}
`
    const project = repository({ 'src/a.c': server, 'one/net.h': '#define PORT 50001\n' })
    const check = (...args: string[]): Promise<Ran> =>
      run(real, ['-f', 'gcc', '--preset', 'off', '--rule', 'bind/port-in-dynamic-range=on', ...args], { cwd: project })
    expect(places(await check())).toEqual(['src/a.c:10'])
    mkdirSync(join(project, 'two'))
    git(project, 'mv', 'one/net.h', 'two/net.h')
    expect(places(await check('--changed'))).toEqual([])
    put(project, 'two/net.h', '#define PORT 80\n')
    git(project, 'commit', '-qam', 'second')
    put(project, 'two/net.h', '#define PORT 50002\n')
    // The fault came with the header alone; what is staged has none yet.
    expect(places(await check('--changed'))).toEqual(['src/a.c:10'])
    expect(places(await check('--staged'))).toEqual([])
  })

  test('in what is staged, not in what is only on disk', async () => {
    const cwd = repository({ 'a.c': 'bad old;\n', 'b.c': 'int x;\n' })
    put(cwd, 'a.c', 'bad old;\nbad staged;\n')
    put(cwd, 'n.c', 'bad n;\n')
    git(cwd, 'add', '.')
    put(cwd, 'a.c', 'bad disk;\nbad old;\n')
    put(cwd, 'b.c', 'bad b;\n')
    put(cwd, 'u.c', 'bad untracked;\n')
    rmSync(join(cwd, 'n.c'))
    const ran = await lint(cwd, '--staged')
    expect(places(ran)).toEqual(['a.c:2', 'n.c:1'])
    // The report quotes what is staged.
    expect((await run(cli, ['--staged'], { cwd })).stdout).toContain('| bad staged;')
    expect(places(await lint(cwd, '--changed'))).toEqual(['a.c:1', 'b.c:1', 'u.c:1'])
  })

  test('in a repository without a commit', async () => {
    const cwd = tree({ 'a.c': 'bad\n', 'b.c': 'bad\n' })
    git(cwd, 'init', '-q')
    git(cwd, 'add', 'a.c')
    expect(places(await lint(cwd, '--staged'))).toEqual(['a.c:1'])
    expect(places(await lint(cwd, '--changed'))).toEqual(['a.c:1', 'b.c:1'])
  })

  test('beside a baseline', async () => {
    const cwd = repository({ 'a.c': 'bad old;\n' })
    put(cwd, 'a.c', 'bad old;\nbad new;\n')
    await lint(cwd, '--write-baseline', 'known.json')
    put(cwd, 'a.c', 'bad old;\nbad new;\nbad newest;\n')
    expect(places(await lint(cwd, '--changed', '--baseline', 'known.json'))).toEqual(['a.c:3'])
  })
})

describe('what keeps git from answering', () => {
  test.each([['--changed'], ['--staged'], ['--since', 'main']])('no repository: %s', async (...args) => {
    const { code, stdout, stderr } = await lint(tree({ 'a.c': 'bad' }), ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe(
      'socklint: --since, --changed and --staged need a work tree of git, and this folder is in none\n',
    )
  })

  test('a reference that means nothing, or looks like an option', async () => {
    const cwd = repository({ 'a.c': 'bad\n' })
    for (const ref of ['origin/main', 'HEAD~9', '@{nonsense']) {
      const { code, stderr } = await lint(cwd, '--since', ref)
      expect(code).toBe(2)
      expect(stderr).toContain(`--since: git knows no commit "${ref}"`)
    }
    expect((await lint(cwd, '--since=--output=x')).stderr).toContain('git knows no commit "--output=x"')
    git(cwd, 'commit', '-q', '--allow-empty', '-m', 'second')
    git(cwd, 'clone', '-q', '--depth', '1', `file://${cwd}`, 'clone')
    expect((await lint(join(cwd, 'clone'), '--since', 'other')).stderr).toContain('this clone is shallow')
  })

  test('no git', async () => {
    const { code, stderr } = await run(cli, ['--changed'], {
      cwd: repository({ 'a.c': 'bad' }),
      env: { PATH: '/none' },
    })
    expect(code).toBe(2)
    expect(stderr).toContain('git is needed for this')
    const ja = await run(cli, ['--changed', '--lang', 'ja'], { cwd: tree({}), env: { PATH: '/none' } })
    expect(ja.stderr).toContain('git が必要です')
  })
})
