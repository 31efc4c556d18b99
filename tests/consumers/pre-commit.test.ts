/** The hooks, run by pre-commit itself from a clone of this repository: it installs them as it would for anybody. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitAll, copyCheckout } from './checkout.ts'

const OPEN = `#include <sys/socket.h>
#include <unistd.h>
int net_open(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
`
const USE = (closing: string): string => `#include <sys/socket.h>
#include <unistd.h>
int net_open(void);
int g(void)
{
    int fd = net_open();
    if (fd < 0)
        return -1;
    if (listen(fd, 5) == -1) {
        close(fd);
        return -1;
    }
    ${closing}return 0;
}
`

let folder = ''
let user = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'socklint-pre-commit-'))
  const repository = join(folder, 'socklint')
  copyCheckout(repository)
  unlinkSync(join(repository, 'node_modules'))
  commitAll(repository, 'all')
  const { stdout: revision } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: repository, encoding: 'utf8' })

  user = join(folder, 'user')
  mkdirSync(user)
  writeFileSync(
    join(user, '.pre-commit-config.yaml'),
    `repos:
  - repo: ${repository}
    rev: ${revision.trim()}
    hooks:
      - id: socklint
        stages: [manual]
      - id: socklint-staged
`,
  )
  writeFileSync(join(user, 'open.c'), OPEN)
  writeFileSync(join(user, 'use.c'), USE('close(fd); '))
  writeFileSync(join(user, 'notes.txt'), 'bind(fd, (struct sockaddr *)addr, 1);\n')
  commitAll(user, 'the project')
  // The long part: npm installs the repository's own tools, builds, packs and installs the package.
  const { status, output } = preCommit('install-hooks')
  expect(output).not.toContain('error')
  expect(status).toBe(0)
}, 1_200_000)

afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true })
})

function preCommit(...parameters: string[]) {
  const env = { ...process.env, PRE_COMMIT_HOME: join(folder, 'home'), LC_ALL: 'C.UTF-8' }
  const { status, stdout, stderr } = spawnSync('pre-commit', parameters, { cwd: user, env, encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

function stage(...files: string[]): void {
  spawnSync('git', ['add', ...files], { cwd: user })
}

test('the manifest is valid', () => {
  expect(preCommit('validate-manifest', join(folder, 'socklint/.pre-commit-hooks.yaml'))).toEqual({
    status: 0,
    output: '',
  })
})

test('a staged fault that lies in another file fails the commit, and only that one is told', () => {
  writeFileSync(join(user, 'use.c'), USE(''))
  stage('use.c')
  const { status, output } = preCommit('run', 'socklint-staged')
  expect(output).toContain('lifecycle/leak')
  expect(output).toContain('1 problem')
  expect(status).toBe(1)
})

test('the hook over files takes those that are staged, of C and C++ alone', () => {
  stage('notes.txt')
  const { status, output } = preCommit(
    'run',
    '--hook-stage',
    'manual',
    'socklint',
    '--files',
    'use.c',
    'open.c',
    'notes.txt',
  )
  expect(output).toContain('lifecycle/leak')
  expect(output).not.toContain('notes.txt')
  expect(status).toBe(1)
})

test('what is mended passes', () => {
  writeFileSync(join(user, 'use.c'), USE('close(fd); '))
  stage('use.c')
  writeFileSync(join(user, 'open.c'), `${OPEN}\n`)
  stage('open.c')
  const { status, output } = preCommit('run', 'socklint-staged')
  expect(output).toMatch(/Passed/)
  expect(status).toBe(0)
})
