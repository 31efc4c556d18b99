/** Project headers, compilation databases and defines on the command line, with the real engine. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, run, tree } from './command.ts'

let cli = ''
beforeAll(async () => {
  cli = await buildCommand('real')
})

interface Report {
  readonly skipped: number
  readonly diagnostics: readonly { readonly file: string; readonly rule: string; readonly platforms: string[] }[]
  readonly errors: readonly { readonly file: string; readonly message: string }[]
}

const ONLY = ['--preset', 'off', '--rule', 'bind/port-in-dynamic-range=on']

async function lint(cwd: string, ...args: string[]): Promise<Report & { found: string[] }> {
  const { stdout, stderr } = await run(cli, ['--format', 'json', ...ONLY, ...args], { cwd })
  if (stdout === '') throw new Error(stderr)
  const report = JSON.parse(stdout) as Report
  return { ...report, found: report.diagnostics.map(({ file, rule }) => `${file} ${rule}`) }
}

const server = (port: string, header = 'net.h', socket = 'socket(AF_INET, SOCK_STREAM, 0)', bind = 'bind'): string =>
  `#include "${header}"
int serve(void)
{
    struct sockaddr_in addr = {0};
    int s = ${socket};
    addr.sin_family = AF_INET;
    addr.sin_port = htons(${port});
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (${bind}(s, (struct sockaddr *)&addr, sizeof addr) < 0)
        return -1;
    return s;
}
`
const RULE = 'bind/port-in-dynamic-range'
const NET = '#include <sys/socket.h>\n#include <netinet/in.h>\n'

describe('headers of the project', () => {
  test('are found beside the file, in the project, and when a single file is named', async () => {
    const cwd = tree({
      'src/a.c': server('PORT'),
      'src/b/c.c': server('PORT'),
      'include/net.h': `${NET}#define PORT 50001\n`,
      'include/more/net.h': null,
    })
    expect((await lint(cwd)).found).toEqual([`src/a.c ${RULE}`, `src/b/c.c ${RULE}`])
    expect((await lint(cwd, 'src/b/c.c')).found).toEqual([`src/b/c.c ${RULE}`])
  })

  test('a file that calls sockets by nothing but names of its headers is checked', async () => {
    const source = server('50001', 'net.h', 'net_open(FAMILY, SOCK_STREAM, 0)', 'net_bind')
      .replace(/AF_INET/g, 'FAMILY')
      .replaceAll('sockaddr', 'address')
    const names = '#define FAMILY AF_INET\n#define address sockaddr\n#define address_in sockaddr_in\n'
    // The header matters itself: it has a call.
    const calls = `${NET}${names}#define net_open(f, t, p) socket(f, t, p)\n#define net_bind bind\n`
    expect(await lint(tree({ 'a.c': source, 'net.h': calls }))).toMatchObject({ skipped: 0, found: [`a.c ${RULE}`] })
    // It has none: then it is seen when a file that matters includes it.
    const aliases = `${names}#define net_open socket\n#define net_bind bind\n`
    const alone = { 'a.c': source, 'net.h': aliases }
    expect(await lint(tree(alone))).toMatchObject({ skipped: 2, found: [] })
    const other = { 'b.c': `#include "net.h"\n${NET}int f(void) { return listen(3, 5); }\n` }
    expect(await lint(tree({ ...alone, ...other }))).toMatchObject({ skipped: 1, found: [`a.c ${RULE}`] })
  })

  test('text on standard input has the headers of the file it stands for', async () => {
    const cwd = tree({ 'src/net.h': `${NET}#define PORT 50001\n` })
    const args = ['--stdin', '--stdin-filename', 'src/a.c', '--format', 'json', ...ONLY]
    const { stdout } = await run(cli, args, { cwd, stdin: server('PORT') })
    expect((JSON.parse(stdout) as Report).diagnostics).toMatchObject([{ file: 'src/a.c', rule: RULE }])
  })

  test('the number of threads and the order of the paths change nothing', async () => {
    const files: Record<string, string> = {}
    for (let i = 0; i < 12; i++) {
      files[`m${i}/a.c`] = server(
        i % 2 === 0 ? 'PORT' : 'OTHER',
        i % 3 === 0 ? 'net.h' : 'all.h',
        'net_open(SOCK_STREAM)',
      )
      files[`m${i}/own.h`] = `#define OTHER ${50000 + i}\n`
    }
    files['include/net.h'] = `${NET}#include "all.h"\n#define net_open(t) socket(AF_INET, t, 0)\n#define PORT 50001\n`
    files['include/all.h'] =
      '#include "net.h"\n#include "own.h"\n#ifdef WITH_IT\n#include "m1/own.h"\n#endif\n#define OTHER 50002\n'
    const cwd = tree(files)
    const folders = Object.keys(files).flatMap((path) => (path.endsWith('a.c') ? [path.replace('/a.c', '')] : []))
    const outputs = await Promise.all([
      lint(cwd, '--threads', '1', 'include', ...folders),
      lint(cwd, '--threads', '3', 'include', ...folders),
      lint(cwd, '--threads', '2', ...folders.toReversed(), 'include'),
      lint(cwd),
    ])
    expect(outputs[0]?.found.length).toBe(12)
    for (const output of outputs) expect(output).toEqual(outputs[0])
  })

  test('a header that cannot be read is as good as none', async () => {
    const cwd = tree({ 'a.c': server('PORT'), 'net.h': new Uint8Array([0x23, 0, 0, 1, 2]) })
    const { found, errors } = await lint(cwd, 'a.c')
    expect({ found, errors }).toEqual({ found: [], errors: [] })
  })

  test('--timing tells what headers cost', async () => {
    const cwd = tree({ 'a.c': server('PORT'), 'net.h': NET })
    const { stderr } = await run(cli, ['--timing', '.'], { cwd })
    expect(stderr).toMatch(/includes and headers +\d/)
    expect((await run(cli, ['--timing', '--lang', 'ja', '.'], { cwd })).stderr).toContain('インクルードとヘッダー')
  })
})

describe('what the compiler is told', () => {
  const source = `${NET}#ifdef FOO\n${server('50001').replace('#include "net.h"\n', '')}\n#else\n${'int longer_than_the_other_branch(void) { return 0; }\n'.repeat(20)}#endif\n`

  test('--define decides conditions', async () => {
    const cwd = tree({ 'a.c': source })
    expect((await lint(cwd)).found).toEqual([])
    expect((await lint(cwd, '--define', 'FOO')).found).toEqual([`a.c ${RULE}`])
    expect((await lint(cwd, '--define', 'PORT=50001', '--define', 'FOO=1')).found).toEqual([`a.c ${RULE}`])
  })

  test('a number given from outside is known where it is used', async () => {
    const cwd = tree({ 'a.c': `${NET}${server('PORT')}` })
    expect((await lint(cwd)).found).toEqual([])
    expect((await lint(cwd, '--define', 'PORT=50001')).found).toEqual([`a.c ${RULE}`])
  })

  test.each(['compile_commands.json', 'build/compile_commands.json'])('%s is found', async (name) => {
    const database = JSON.stringify([
      { directory: '..', file: name.includes('/') ? 'a.c' : '../x/a.c', command: "cc '-DFOO=1' a.c" },
    ])
    const cwd = tree({ 'x/a.c': source, [`x/${name}`]: database })
    expect((await lint(`${cwd}/x`)).found).toEqual([`a.c ${RULE}`])
  })

  test('what stands where one is looked for keeps nothing from being checked', async () => {
    const include = `#include "${'x'.repeat(300)}.h"\n#include "build/y.h"\n`
    const cwd = tree({ 'a.c': `${include}${NET}${server('50001')}`, build: 'a file, not a folder' })
    expect(await lint(cwd)).toMatchObject({ found: [`a.c ${RULE}`], errors: [] })
  })

  test('--compile-commands names another one, as a file or a folder', async () => {
    const database = JSON.stringify([{ directory: '..', file: 'a.c', arguments: ['cc', '-DFOO', 'a.c'] }])
    const cwd = tree({ 'a.c': source, 'out/compile_commands.json': database })
    expect((await lint(cwd)).found).toEqual([])
    expect((await lint(cwd, '--compile-commands', 'out')).found).toEqual([`a.c ${RULE}`])
    expect((await lint(cwd, '--compile-commands', 'out/compile_commands.json')).found).toEqual([`a.c ${RULE}`])
    expect((await lint(cwd, '--compile-commands', 'none')).errors).toMatchObject([
      { file: 'none/compile_commands.json' },
    ])
  })

  test('several count together, in the configuration too', async () => {
    // A file without a command is told what all commands agree on, which is nothing here.
    const entries = (file: string): string =>
      JSON.stringify([
        { directory: '..', file, arguments: ['cc', '-DFOO', file] },
        { directory: '..', file: 'other.c', arguments: ['cc', 'other.c'] },
      ])
    const databases = { 'one/compile_commands.json': entries('a.c'), 'two/db.json': entries('b.c') }
    const cwd = tree({ 'a.c': source, 'b.c': source, ...databases })
    const both = [`a.c ${RULE}`, `b.c ${RULE}`]
    expect((await lint(cwd, '--compile-commands', 'one')).found).toEqual(both.slice(0, 1))
    expect((await lint(cwd, '--compile-commands', 'one', '--compile-commands', 'two/db.json')).found).toEqual(both)
    writeFileSync(join(cwd, '.socklintrc.json'), '{ "compileCommands": ["one", "two/db.json"] }')
    expect((await lint(cwd)).found).toEqual(both)
  })

  test('flags in response files count', async () => {
    const database = JSON.stringify([{ directory: '.', file: '../a.c', arguments: ['cc', '@flags.rsp', '../a.c'] }])
    const cwd = tree({ 'a.c': source, 'build/compile_commands.json': database })
    expect((await lint(cwd)).found).toEqual([])
    writeFileSync(join(cwd, 'build/flags.rsp'), "-O2 '-DFOO=1'\n")
    expect((await lint(cwd)).found).toEqual([`a.c ${RULE}`])
  })

  test('the configuration file says the same, from where it is, and the command line wins', async () => {
    const config = JSON.stringify({ defines: { FOO: 1 }, includePaths: ['two'], compileCommands: 'none' })
    const cwd = tree({ 'a.c': source, 'etc/lint.json': config })
    const { found, errors } = await lint(cwd, '--config', 'etc/lint.json')
    expect(found).toEqual([`a.c ${RULE}`])
    expect(errors).toMatchObject([{ file: 'etc/none/compile_commands.json' }])
    const headers = { 'one/net.h': `${NET}#define PORT 80\n`, 'etc/two/net.h': `${NET}#define PORT 50001\n` }
    const folders = tree({ 'a.c': server('PORT'), 'etc/lint.json': '{ "includePaths": ["two"] }', ...headers })
    expect((await lint(folders, '--config', 'etc/lint.json')).found).toEqual([`a.c ${RULE}`])
    expect((await lint(folders, '--config', 'etc/lint.json', '--include-path', 'one')).found).toEqual([])
  })

  test('a malformed one is told of, and everything is checked without it', async () => {
    const cwd = tree({ 'a.c': `${NET}${server('50001')}`, 'compile_commands.json': '[{"file": ' })
    const { found, errors } = await lint(cwd)
    expect(found).toEqual([`a.c ${RULE}`])
    expect(errors.map(({ file }) => file)).toEqual(['compile_commands.json'])
    expect(errors[0]?.message).toContain('not valid JSON')
  })

  test('include folders from the database and from --include-path choose among headers of one name', async () => {
    const files = {
      'a.c': server('PORT'),
      'one/net.h': `${NET}#define PORT 80\n`,
      'two/net.h': `${NET}#define PORT 50001\n`,
    }
    const cwd = tree(files)
    expect((await lint(cwd)).found).toEqual([])
    expect((await lint(cwd, '--include-path', 'two')).found).toEqual([`a.c ${RULE}`])
    expect((await lint(cwd, '--include-path', 'one', '--include-path', 'two')).found).toEqual([])
    const database = JSON.stringify([{ directory: '.', file: 'a.c', arguments: ['cc', '-Itwo', 'a.c'] }])
    expect((await lint(tree({ ...files, 'compile_commands.json': database }))).found).toEqual([`a.c ${RULE}`])
  })
})
