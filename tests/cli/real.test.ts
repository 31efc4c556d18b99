/** The command with the real engine and rules, as it is shipped. */
import { spawn } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { ROOT } from '../../scripts/rule-folders.ts'
import { buildCommand, run, temporaryFolder, tree } from './command.ts'

let cli = ''
beforeAll(async () => {
  cli = await buildCommand('real')
})

interface Json {
  files: number
  skipped: number
  diagnostics: { file: string; line: number; column: number; rule: string; message: string; platforms: string[] }[]
  errors: { file: string; message: string }[]
}

const FAULTY = `#include <sys/socket.h>
#include <netinet/in.h>
int serve(void)
{
    struct sockaddr_in addr = {0};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(50001);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    return s;
}
`
const FOUND = { rule: 'bind/port-in-dynamic-range', line: 12, column: 9 }

async function lintJson(args: readonly string[], cwd: string): Promise<Json & { code: number | null }> {
  const { code, stdout, stderr } = await run(cli, [...args, '--format', 'json'], { cwd })
  if (stdout === '') throw new Error(stderr)
  return { ...(JSON.parse(stdout) as Json), code }
}

describe('the examples', () => {
  test('every broken one has findings, no mended one has any', async () => {
    const cwd = temporaryFolder()
    cpSync(join(ROOT, 'examples'), cwd, { recursive: true })
    const broken = await lintJson(['broken'], cwd)
    expect(broken).toMatchObject({ code: 1, skipped: 0, errors: [] })
    expect(new Set(broken.diagnostics.map(({ file }) => file)).size).toBe(broken.files)
    expect(await lintJson(['mended'], cwd)).toMatchObject({ code: 0, diagnostics: [], errors: [] })
  })

  test('the number of threads changes nothing, in these and in every fixture', async () => {
    const command = ['--preset', 'strict', '--format', 'json', 'examples', 'rules', 'tests/engine/flow/idioms']
    const [one, ...others] = await Promise.all(
      ['1', '2', '3', '4'].map((threads) => run(cli, ['--threads', threads, ...command], { cwd: ROOT })),
    )
    expect(one?.code).toBe(1)
    for (const other of others) expect(other).toEqual(one)
  })
})

describe('odd input', () => {
  const bytes = (text: string): Buffer => Buffer.from(text)

  test.each([
    ['CRLF', bytes(FAULTY.replaceAll('\n', '\r\n')), FOUND],
    ['a byte order mark', bytes(`\ufeff${FAULTY}`), FOUND],
    ['no-break spaces', bytes(FAULTY.replaceAll('    ', '\u00a0\u00a0\u00a0\u00a0')), FOUND],
    ['UTF-16', Buffer.from(`\ufeff${FAULTY}`, 'utf16le'), FOUND],
    ['a function with unbalanced braces after it', bytes(`${FAULTY}int f(void) {{{ if (`), FOUND],
  ])('%s: the finding stays where it is', async (_, content, found) => {
    const result = await lintJson(['a.c'], tree({ 'a.c': content }))
    expect(result).toMatchObject({ code: 1, diagnostics: [found], errors: [] })
  })

  test('broken UTF-8, binary and empty files lose nothing else', async () => {
    const cwd = tree({
      'good.c': FAULTY,
      'broken.c': Buffer.concat([bytes('/* \u00e9'), Buffer.from([0xe9, 0x20, 0xff]), bytes(` */\n${FAULTY}`)]),
      'binary.c': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]),
      'empty.c': '',
    })
    const result = await lintJson([], cwd)
    expect(result).toMatchObject({ code: 1, files: 4 })
    expect(result.diagnostics.map(({ file }) => file)).toEqual(['broken.c', 'good.c'])
    expect(result.errors.map(({ file }) => file)).toEqual(['binary.c', 'broken.c'])
  })

  test('standard input', async () => {
    const { stdout, code } = await run(cli, ['--stdin', '--stdin-filename', 'x/y.cpp', '-f', 'json'], {
      cwd: tree({}),
      stdin: FAULTY,
    })
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ files: 1, diagnostics: [{ ...FOUND, file: 'x/y.cpp' }] })
  })
})

test.each(['en', 'ja'] as const)('every rule is listed and explained (%s)', async (language) => {
  const cwd = temporaryFolder()
  const list = await run(cli, ['rules', '--format', 'json', '--lang', language], { cwd })
  const listed = JSON.parse(list.stdout) as { id: string; title: string }[]
  expect(listed.map(({ id }) => id)).toEqual(rules.map(({ id }) => id).sort())
  for (const { id, title } of listed) {
    expect(title, id).not.toBe('')
    const page = await run(cli, ['explain', id, '--lang', language], { cwd })
    expect(page.code, id).toBe(0)
    expect(page.stdout, id).toContain(id)
    expect(page.stdout, id).not.toMatch(/```|^#|\]\(|^\|/m)
  }
})

describe('a configuration file', () => {
  const OWN = 'int serve(void) { return net_listen(50001); }\n#include <sys/socket.h>\n'
  const MODEL = '{ "name": "net_listen", "makes": "listening", "type": "stream", "arguments": ["port"] }'

  test('tells of functions of the project, to every thread', async () => {
    const cwd = tree({
      'a.c': OWN,
      'b.c': OWN.replace('serve', 'serve_too'),
      'conf/lint.json': `{\n  // ours\n  "models": [${MODEL}],\n}\n`,
    })
    const found = (args: readonly string[]): Promise<(string | number)[][]> =>
      lintJson(args, cwd).then(({ diagnostics }) => diagnostics.map(({ file, rule, line }) => [file, rule, line]))
    expect(await found(['.'])).toEqual([])
    const expected = ['a.c', 'b.c'].map((file) => [file, 'bind/port-in-dynamic-range', 1])
    expect(await found(['.', '--config', 'conf/lint.json'])).toEqual(expected)
    expect(await found(['.', '--config', 'conf/lint.json', '--threads', '2'])).toEqual(expected)
  })

  test('gives way to the command line', async () => {
    const cwd = tree({ 'a.c': FAULTY, 'off.json': `{ "preset": "off", "rules": { "${FOUND.rule}": "info" } }` })
    const severities = async (...args: string[]): Promise<string[]> => {
      const { stdout } = await run(cli, ['a.c', '--format', 'json', '--config', 'off.json', ...args], { cwd })
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: { rule: string; severity: string }[] }
      return diagnostics.filter(({ rule }) => rule === FOUND.rule).map(({ severity }) => severity)
    }
    expect(await severities()).toEqual(['info'])
    expect(await severities('--rule', `${FOUND.rule}=error`)).toEqual(['error'])
    expect(await severities('--rule', `${FOUND.rule}=off`)).toEqual([])
    expect(await severities('--rule', `${FOUND.rule}=on`, '--preset', 'strict')).toEqual(['warning'])
  })

  test.each([
    ['none.json', null, 'socklint: none.json: cannot read this configuration file: it no longer exists\n'],
    ['bad.json', '{ "preset": "best" }', 'socklint: bad.json:1:13: preset is "best", but must be one of'],
    ['bad.json', '{ "preset": }', 'socklint: bad.json:1:13: not valid JSON'],
  ])('that is wrong stops the run: %s %s', async (name, content, complaint) => {
    const cwd = tree({ 'a.c': FAULTY, ...(content === null ? {} : { [name]: content }) })
    const { code, stdout, stderr } = await run(cli, ['a.c', '--config', name], { cwd })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(complaint)
  })
})

test('the language server answers over standard input and output', async () => {
  const server = spawn(process.execPath, [cli, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  let received = ''
  const answer = new Promise<void>((resolve) => {
    server.stdout.on('data', (chunk: Buffer) => {
      received += chunk.toString()
      if (received.includes('"id":1')) resolve()
    })
  })
  const ended = new Promise<number | null>((resolve) => server.on('exit', resolve))
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } })
  await answer
  expect(received).toContain('"capabilities"')
  send({ id: 2, method: 'shutdown' })
  send({ method: 'exit' })
  expect(await ended).toBe(0)
})
