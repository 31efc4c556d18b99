/** Configuration files beside the code, with the real engine. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { CONFIGURATIONS_ON_DISK } from '../../cli/configuration/configurations.ts'
import { loadConfigFile } from '../../configuration/config-file.ts'
import { rulesNamed } from '../support/known-rules.ts'
import { buildCommand, run, tree, type Ran } from './command.ts'

let cli = ''
beforeAll(async () => {
  cli = await buildCommand('real')
})

interface Report {
  readonly diagnostics: readonly { readonly file: string; readonly rule: string; readonly severity: string }[]
  readonly errors: readonly { file: string; line?: number; column?: number; message: string }[]
}

const RULE = 'bind/port-in-dynamic-range'
const ONLY = ['--preset', 'off', '--rule', `${RULE}=on`]

const server = (socket = 'socket(AF_INET, SOCK_STREAM, 0)'): string => `#include <sys/socket.h>
#include <netinet/in.h>
int serve(void)
{
    struct sockaddr_in addr = {0};
    int s = ${socket};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(50001);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0)
        return -1;
    return s;
}
`

async function lint(cwd: string, ...args: string[]): Promise<Report & { found: string[]; ran: Ran }> {
  const ran = await run(cli, ['--format', 'json', ...args], { cwd })
  if (ran.stdout === '') throw new Error(ran.stderr)
  const report = JSON.parse(ran.stdout) as Report
  const found = report.diagnostics.flatMap(({ file, rule, severity }) => (rule === RULE ? [`${file} ${severity}`] : []))
  return { ...report, found, ran }
}

const setting = (severity: string): string => `{ "preset": "off", "rules": { "${RULE}": "${severity}" } }`

describe('the nearest file', () => {
  test('wins for each file, up to the top of the repository', async () => {
    const cwd = tree({
      '.socklintrc.json': setting('error'),
      'a.c': server(),
      'lib/.socklintrc.json': setting('info'),
      'lib/deep/b.c': server(),
      'other/.git/HEAD': '',
      'other/c.c': server(),
    })
    expect((await lint(cwd)).found).toEqual(['a.c error', 'lib/deep/b.c info', 'other/c.c warning'])
    // The same wherever the command runs, and for standard input.
    expect((await lint(`${cwd}/lib/deep`)).found).toEqual(['b.c info'])
    expect((await lint(`${cwd}/lib`, '../a.c')).found).toEqual(['../a.c error'])
    const stdin = ['--format', 'json', '--stdin', '--stdin-filename', 'lib/x.c']
    expect((await run(cli, stdin, { cwd, stdin: server() })).stdout).toContain('"severity":"info"')
  })

  test('gives way to --config, to --no-config and to single settings of the command line', async () => {
    const cwd = tree({ '.socklintrc.json': setting('error'), 'x.json': setting('info'), 'a.c': server() })
    expect((await lint(cwd, '--config', 'x.json')).found).toEqual(['a.c info'])
    expect((await lint(cwd, '--no-config')).found).toEqual(['a.c warning'])
    expect((await lint(cwd, '--rule', `${RULE}=warning`)).found).toEqual(['a.c warning'])
    expect((await run(cli, ['--config', 'x.json', '--no-config'], { cwd })).code).toBe(2)
  })

  test('says what the compiler is told, from where it is', async () => {
    const text = server().replace('50001', 'PORT').replace('#include <sys', '#include "net.h"\n#include <sys')
    const cwd = tree({
      '.git/HEAD': '',
      'one/.socklintrc.json': '{ "includePaths": ["../inc1"] }',
      'two/.socklintrc.json': '{ "includePaths": ["../inc2"], "defines": { "BASE": 50001 } }',
      'one/a.c': text,
      'two/b.c': text,
      'inc1/net.h': '#define PORT 80\n',
      'inc2/net.h': '#define PORT BASE\n',
    })
    expect((await lint(cwd, ...ONLY)).found).toEqual(['two/b.c warning'])
  })
})

describe('extends', () => {
  test('presets and other files, later ones first, the file itself most', async () => {
    const cwd = tree({
      'team/base.json': `{ "extends": "off", "rules": { "${RULE}": "error" }, "noreturn": ["die"] }`,
      'team/more.json': `{ "wrappers": { "net_socket": "socket" }, "rules": { "${RULE}": "info" } }`,
      '.socklintrc.json': '{ "extends": ["./team/base.json", "team/more.json"] }',
      'a.c': server('net_socket(AF_INET, SOCK_STREAM, 0)'),
    })
    expect((await lint(cwd)).found).toEqual(['a.c info'])
    const printed = JSON.parse((await run(cli, ['--print-config', 'a.c'], { cwd })).stdout) as Record<string, unknown>
    expect(printed).toMatchObject({
      file: 'a.c',
      sources: ['.socklintrc.json', 'team/base.json', 'team/more.json'],
      ignored: false,
      settings: { preset: 'off', noreturn: ['die'], wrappers: { net_socket: 'socket' } },
      severities: { [RULE]: 'info', 'bind/option-after-bind': 'off' },
    })
  })

  test.each([
    ['{ "extends": "strct" }', '1:14', 'extends: "strct" is no preset; did you mean strict?'],
    ['{\n  "extends": ["off", "./none.json"]\n}', '2:22', 'extends: cannot read "./none.json"'],
    ['{ "extends": "./.socklintrc.json" }', '1:14', 'extends: "./.socklintrc.json" leads back to this file'],
  ])('%s', async (text, place, complaint) => {
    const { code, stderr } = await run(cli, ['--lang', 'en'], {
      cwd: tree({ '.socklintrc.json': text, 'a.c': server() }),
    })
    expect(code).toBe(2)
    expect(stderr).toContain(`socklint: .socklintrc.json:${place}: ${complaint}`)
  })
})

describe('overrides and ignore', () => {
  test('are for some files, from the folder of the file that says so', async () => {
    const cwd = tree({
      '.socklintrc.json': `{
        "extends": "./etc/base.json",
        "overrides": [
          { "files": "tests/**", "rules": { "${RULE}": "info" } },
          { "files": ["*.gen.{c,cpp}"], "preset": "off", "rules": { "${RULE}": "off" } },
        ],
        "ignore": ["third_party/", "*.old.c"],
      }`,
      'etc/base.json': `{ "overrides": [{ "files": "deep/*.c", "rules": { "${RULE}": "error" } }] }`,
      'a.c': server(),
      'tests/b.c': server(),
      'tests/deep/c.c': server(),
      'src/x.gen.c': server(),
      'etc/deep/e.c': server(),
      'third_party/t.c': server(),
      'src/y.old.c': server(),
    })
    const found = ['a.c warning', 'etc/deep/e.c error', 'tests/b.c info', 'tests/deep/c.c info']
    for (const threads of ['1', '2', '3']) expect((await lint(cwd, '--threads', threads)).found).toEqual(found)
    expect((await lint(cwd, '**/*.c')).found).toEqual(found)
    // Named, it is wanted, unless told otherwise.
    expect((await lint(cwd, 'third_party')).found).toEqual(['third_party/t.c warning'])
    expect((await lint(cwd, 'src/y.old.c', 'a.c')).found).toEqual(['a.c warning', 'src/y.old.c warning'])
    expect((await lint(cwd, '--force-exclude', 'src/y.old.c', 'third_party', 'a.c')).found).toEqual(['a.c warning'])
    expect((await lint(cwd, '--no-ignore')).found).toContain('third_party/t.c warning')
  })

  test('--force-exclude asks .gitignore too', async () => {
    const cwd = tree({ '.git/HEAD': '', '.gitignore': 'gen/\n', 'gen/a.c': server() })
    expect((await lint(cwd, 'gen/a.c', ...ONLY)).found).toEqual(['gen/a.c warning'])
    expect((await lint(cwd, '--force-exclude', 'gen/a.c', ...ONLY)).found).toEqual([])
  })
})

describe('what is wrong', () => {
  test.each([
    ['{\n  "preset": "strict"\n  "rules": {}\n}', '3:3', 'not valid JSON: a comma is missing before this'],
    ['{ "preset": strict }', '1:13', 'not valid JSON: this is no value; texts are written in double quotes'],
    ['{ "preset": "strict }', '1:13', 'not valid JSON: this string does not end'],
    ['{ "preset" "strict" }', '1:12', 'not valid JSON: a colon is missing'],
    ['{ "preset": }', '1:13', 'not valid JSON: a value is missing here'],
    ['{ preset: "off" }', '1:3', 'not valid JSON'],
    ['{ "preset": "off"', '1:18', 'not valid JSON: a closing brace } is missing'],
    ['{ "noreturn": ["a" }', '1:20', 'not valid JSON: a closing bracket ] is missing'],
    ['{} {}', '1:4', 'not valid JSON: the configuration ends before this'],
    ['/* {}', '1:1', 'not valid JSON: this comment is not closed'],
    ['{ "preset": "a\\q" }', '1:13', 'not valid JSON: this string holds an unknown escape'],
    ['', '1:1', 'not valid JSON: a value is missing here'],
    ['[]', '1:1', 'the configuration must be one object'],
    ['{ "preset": "off", "preset": "strict" }', '1:20', '"preset" is written twice; only the last one counts'],
    ['\ufeff{\n "prest": "off" }', '2:2', 'prest is not known; did you mean preset?'],
    [
      `{\r\n "rules": {\r\n  "${RULE}s": "off" } }`,
      '3:3',
      `rules names "${RULE}s", but there is no such rule; did you mean ${RULE}`,
    ],
    ['{ "models": [{ "name": "f", "makes": "open" }] }', '1:38', 'models[0] (f).makes is "open", but must be one of'],
    ['{ "overrides": [{ "files": "x", "defines": {} }] }', '1:33', 'overrides[0].defines is not known'],
  ])('%j', (text, place, complaint) => {
    const folder = tree({ '.socklintrc.json': text })
    const { problems } = loadConfigFile(`${folder}/.socklintrc.json`, rulesNamed(RULE), CONFIGURATIONS_ON_DISK)
    const [line = 0, column = 0] = place.split(':').map(Number)
    expect(problems).toMatchObject([{ position: { line: line - 1, character: column - 1 } }])
    expect(problems[0]?.message.en).toContain(complaint)
    expect(problems[0]?.message.ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
  })

  test('is told of, and nothing else is lost', async () => {
    const cwd = tree({ 'sub/.socklintrc.json': '{ "preset": best }', 'sub/a.c': server(), 'b.c': server() })
    const { ran, errors, found } = await lint(cwd)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('socklint: sub/.socklintrc.json:1:13: not valid JSON')
    expect(errors).toMatchObject([{ file: 'sub/.socklintrc.json', line: 1, column: 13 }])
    expect(found).toEqual(['b.c warning', 'sub/a.c warning'])
  })

  test('what is right in a file with a mistake counts', async () => {
    const cwd = tree({ '.socklintrc.json': `{ "preset": "best", "rules": { "${RULE}": "info" } }`, 'a.c': server() })
    const { found, ran } = await lint(cwd)
    expect({ found, code: ran.code }).toEqual({ found: ['a.c info'], code: 2 })
  })

  test('--print-config says the same and shows nothing else', async () => {
    const cwd = tree({ '.socklintrc.json': '{ "preset": "best" }', 'a.c': server() })
    const { code, stdout, stderr } = await run(cli, ['--print-config', 'a.c'], { cwd })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('.socklintrc.json:1:13: preset is "best"')
  })
})

describe('comments that suppress nothing', () => {
  const text = `// socklint-disable-next-line ${RULE}\nint x;\n${server()}`.replace(
    'if (bind',
    `// socklint-disable-next-line ${RULE} -- ours\n    if (bind`,
  )

  test.each([
    [[], 0, 'info'],
    [['--report-unused-suppressions'], 1, 'warning'],
    [['--strict'], 1, 'error'],
    [['--strict', '--rule', 'socklint/unused-suppression=info'], 0, 'info'],
    [['--report-unused-suppressions', '--rule', `${RULE}=off`], 0, undefined],
  ])('%j', async (args, code, severity) => {
    const { ran, diagnostics } = await lint(tree({ 'a.c': text }), '--preset', 'off', '--rule', `${RULE}=on`, ...args)
    expect(ran.code).toBe(code)
    expect(diagnostics.map((found) => found.severity)).toEqual(severity === undefined ? [] : [severity])
  })

  test('are taken out by --fix', async () => {
    const cwd = tree({ 'a.c': text })
    await lint(cwd, '--preset', 'off', '--rule', `${RULE}=on`, '--fix')
    expect(readFileSync(`${cwd}/a.c`, 'utf8').match(/socklint-disable/g)).toHaveLength(1)
    expect((await lint(cwd, '--preset', 'off', '--rule', `${RULE}=on`, '--strict')).ran.code).toBe(0)
  })

  test('strictly, files that cannot be checked count too', async () => {
    const cwd = tree({ 'a.c': new Uint8Array([1, 0]) })
    expect((await lint(cwd)).ran.code).toBe(0)
    expect((await lint(cwd, '--strict')).ran.code).toBe(1)
  })
})
