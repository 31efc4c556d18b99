/** Options of rules on the command line: the same in every way of running it, shown, and explained. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, run, temporaryFolder, tree, type Ran } from './command.ts'

let cli = ''
beforeAll(async () => {
  cli = await buildCommand('real')
})

const RULE = 'bind/port-in-dynamic-range'
const BACKLOG = 'lifecycle/small-backlog'

const server = (name: string, port: number): string => `#include <sys/socket.h>
#include <netinet/in.h>
#include <unistd.h>
int ${name}(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(${port})};
    int on = 1, s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}
`
const PROJECT = {
  '.socklintrc.json': `{
  "extends": "./team.json",
  "rules": { "${RULE}": { "options": { "allow": [50001] } } },
  "overrides": [{ "files": "sub/**", "rules": { "${RULE}": { "severity": "error", "options": { "allow": [50002] } } } }]
}`,
  'team.json': `{ "preset": "off", "rules": {
    "${RULE}": "info", "${BACKLOG}": { "severity": "warning", "options": { "least": 32 } } } }`,
  'a.c': server('a', 50_001),
  'b.c': server('b', 50_002),
  'sub/c.c': server('c', 50_001),
  'sub/d.c': server('d', 50_002),
}
const FOUND = [
  `a.c ${BACKLOG} warning`,
  `b.c ${RULE} info`,
  `b.c ${BACKLOG} warning`,
  `sub/c.c ${RULE} error`,
  `sub/c.c ${BACKLOG} warning`,
  `sub/d.c ${BACKLOG} warning`,
]

const foundBy = ({ stdout }: Ran): string[] => {
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { file: string; rule: string; severity: string }[]
  }
  return diagnostics.map(({ file, rule, severity }) => `${file} ${rule} ${severity}`)
}
const lint = (cwd: string, ...args: readonly string[]): Promise<Ran> => run(cli, ['--format', 'json', ...args], { cwd })

describe('a run', () => {
  test('takes them from files, what those extend, and overrides: in one thread, in several, and from the cache', async () => {
    const cwd = tree(PROJECT)
    const whole = await lint(cwd, '--threads', '1')
    expect(foundBy(whole)).toEqual(FOUND)
    const cache = temporaryFolder()
    for (const args of [
      ['--threads', '3'],
      ['--cache-location', cache],
      ['--cache-location', cache],
    ])
      expect(await lint(cwd, ...args), args.join(' ')).toEqual(whole)
    writeFileSync(join(cwd, 'team.json'), PROJECT['team.json'].replace('32', '8'))
    const after = FOUND.filter((line) => line.includes(RULE))
    expect(foundBy(await lint(cwd, '--cache-location', cache))).toEqual(after)
  })

  test('gives a rule about the whole program those of each file', async () => {
    const id = 'bind/privileged-port'
    const main = (port: number): string => `${server('f', port)}int main(void) { return f(); }\n`
    const cwd = tree({
      '.socklintrc.json': `{ "preset": "off", "rules": { "${id}": "on" },
        "overrides": [{ "files": "ours/**", "rules": { "${id}": { "options": { "allow": [443] } } } }] }`,
      'a.c': main(443),
      'ours/b.c': main(443),
      'ours/c.c': main(80),
    })
    expect(foundBy(await lint(cwd))).toEqual([`a.c ${id} info`, `ours/c.c ${id} info`])
  })

  test('in parts says what the whole says', async () => {
    const cwd = tree(PROJECT)
    const whole = await lint(cwd)
    for (const [name, path] of [
      ['one', 'a.c'],
      ['two', 'b.c'],
      ['three', 'sub'],
    ] as const)
      expect((await run(cli, ['facts', '--output-file', `${name}.facts`, path], { cwd })).stderr).toBe('')
    const merged = await run(cli, ['merge', '--format', 'json', 'one.facts', 'two.facts', 'three.facts'], { cwd })
    expect(foundBy(merged)).toEqual(FOUND)
    expect(merged.code).toBe(whole.code)
  })

  test('with a severity from the command line keeps them', async () => {
    const cwd = tree(PROJECT)
    const expected = FOUND.map((line) => line.replace(`${BACKLOG} warning`, `${BACKLOG} error`))
    expect(foundBy(await lint(cwd, '--rule', `${BACKLOG}=error`))).toEqual(expected)
  })

  test('tells of wrong ones with line and column, in both languages, and goes on', async () => {
    const text = PROJECT['team.json'].replace('"least": 32', '\n"leest": 32')
    for (const [language, complaint] of [
      ['en', 'options.leest is not known; did you mean least?'],
      ['ja', 'options.leest という項目はありません。least のことですか'],
    ] as const) {
      const ran = await lint(tree({ ...PROJECT, 'team.json': text }), '--lang', language)
      expect(ran.code).toBe(2)
      expect(ran.stderr).toContain('team.json:3:1: ')
      expect(ran.stderr).toContain(complaint)
      expect(foundBy(ran)).toEqual(FOUND.filter((line) => line.includes(RULE)))
    }
  })
})

test('--print-config shows what is written, and what is in force with the defaults', async () => {
  const cwd = tree(PROJECT)
  const printed = async (file: string): Promise<unknown> =>
    JSON.parse((await run(cli, ['--print-config', file], { cwd })).stdout)
  expect(await printed('sub/c.c')).toMatchObject({
    settings: {
      rules: {
        [RULE]: { severity: 'error', options: { allow: [50_002] } },
        [BACKLOG]: { severity: 'warning', options: { least: 32 } },
      },
    },
    severities: { [RULE]: 'error', 'bind/privileged-port': 'off' },
    options: { [RULE]: { allow: [50_002], ranges: [] }, [BACKLOG]: { least: 32 } },
  })
  const { options } = (await printed('a.c')) as { options: object }
  expect(options).toEqual({ [RULE]: { allow: [50_001], ranges: [] }, [BACKLOG]: { least: 32 } })
})

test('explain and the list of rules tell of them', async () => {
  const page = await run(cli, ['explain', BACKLOG, '--lang', 'ja'], { cwd: tree({}) })
  expect(page.stdout).toContain('オプション')
  expect(page.stdout).toMatch(/least\s+│?\s*1 から 4096 までの整数/)
  expect(page.stdout).toContain('"options": {')
  const list = JSON.parse((await run(cli, ['rules', '--format', 'json'], { cwd: tree({}) })).stdout) as {
    id: string
    options: object
  }[]
  expect(list.find(({ id }) => id === BACKLOG)?.options).toMatchObject({ least: { type: 'integer', default: 5 } })
  expect(list.find(({ id }) => id === 'lifecycle/leak')?.options).toEqual({})
})
