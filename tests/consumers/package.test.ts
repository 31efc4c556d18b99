/**
 * The package as npm makes it, installed into an empty folder: what is in it, the command, the API by import and require,
 * the types under both ways of resolving modules, and publint.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../scripts/rule-folders.ts'
import { copyCheckout } from './checkout.ts'

const SHELL = process.platform === 'win32'
/** Every file of the package. Something new belongs here, or into .npmignore. */
const CONTENT = [
  'CHANGELOG.md',
  'LICENSE',
  'README.ja.md',
  'README.md',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/api-config-error.d.ts',
  'dist/api-types.d.ts',
  'dist/api.d.ts',
  'dist/api.js',
  'dist/cli.js',
  'dist/pages.js',
  'dist/server.js',
  'dist/tree-sitter-c.wasm',
  'dist/tree-sitter-cpp.wasm',
  'dist/web-tree-sitter.wasm',
  'dist/worker.js',
  'man/socklint.1',
  'man/socklint.ja.1',
  'package.json',
  'rules/generated/socklintrc.schema.json',
]
const MOST_BYTES_PACKED = 4_000_000

const BAD = `#include <sys/socket.h>
#include <netinet/in.h>
void f(int fd, struct sockaddr_in addr)
{
    if (bind(fd, (struct sockaddr *)addr, sizeof addr) == -1)
        return;
}
`

let folder = ''
let tarball = ''
let user = ''
let installed = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'socklint-package-'))
  const checkout = join(folder, 'checkout')
  copyCheckout(checkout)
  const manifest = readFileSync(join(checkout, 'package.json'), 'utf8')
  // With its scripts: it builds, and puts the manifest for npm in the place of the extension's.
  execFileSync('npm', ['pack', '--pack-destination', folder], { cwd: checkout, stdio: 'pipe', shell: SHELL })
  expect(readFileSync(join(checkout, 'package.json'), 'utf8')).toBe(manifest)
  const [name = ''] = readdirSync(folder).filter((entry) => entry.endsWith('.tgz'))
  tarball = join(folder, name)

  user = join(folder, 'user')
  mkdirSync(user)
  writeFileSync(join(user, 'package.json'), '{ "private": true }')
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], {
    cwd: user,
    stdio: 'pipe',
    shell: SHELL,
  })
  installed = join(user, 'node_modules/socklint')
  mkdirSync(join(user, 'src'))
  writeFileSync(join(user, 'src/bad.c'), BAD)
})

afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true })
})

function run(command: string, ...parameters: string[]) {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd: user, encoding: 'utf8', shell: SHELL })
  return { status, stdout, stderr }
}

/** What the installed language server says to `initialize`. Its input stays open until then: it ends when that ends. */
function firstAnswer(): Promise<string> {
  const params = { capabilities: {}, processId: null, rootUri: null }
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })
  return new Promise((resolve, reject) => {
    const server = spawn(process.execPath, [join(installed, 'dist/cli.js'), 'lsp', '--stdio'], { cwd: user })
    let answer = ''
    server.on('error', reject)
    server.on('close', () => resolve(answer))
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      answer += text
      if (answer.includes('"capabilities"')) server.stdin.end()
    })
    server.stdin.write(`Content-Length: ${body.length}\r\n\r\n${body}`)
  })
}

test('holds what it should and nothing else, needs nothing, and is small', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => statSync(join(installed, name)).isFile())
  expect(files.sort()).toEqual([...CONTENT].sort())
  expect(readdirSync(join(user, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['socklint'])
  expect(statSync(tarball).size).toBeLessThan(MOST_BYTES_PACKED)
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<string, unknown>
  expect(manifest).toMatchObject({ name: 'socklint', main: './dist/api.js', engines: { node: '>=20' } })
  expect(manifest['description']).not.toContain('%')
  for (const name of ['dependencies', 'devDependencies', 'scripts', 'contributes', 'activationEvents', 'browser'])
    expect(manifest, name).not.toHaveProperty(name)
})

test('publint has nothing to say of it', async () => {
  const bytes = readFileSync(tarball)
  const packed = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const { messages } = await publint({ pack: { tarball: packed }, level: 'suggestion', strict: true })
  expect(messages).toEqual([])
})

describe('the command', () => {
  test('runs by npx, without the network', () => {
    const found = run('npx', '--offline', 'socklint', '--format', 'gcc', 'src')
    expect(found).toMatchObject({ status: 1, stderr: '' })
    expect(found.stdout).toContain('src/bad.c:5:')
    expect(found.stdout).toContain('[address/struct-value-cast]')
  })

  test.each([
    [['--version'], /^\d+\.\d+\.\d+\n$/],
    [['--help', '--lang', 'ja'], /使い方/],
    [['rules', '--format', 'json'], /"bind\/specific-and-wildcard"/],
    [['explain', 'bind/specific-and-wildcard', '--lang', 'ja'], /なぜ問題か/],
    [['completions', 'bash'], /complete /],
  ])('%j', (parameters, expected) => {
    const { status, stdout, stderr } = run('npx', '--offline', 'socklint', ...parameters)
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(expected)
  })

  test('writes a configuration, mends, and serves editors', async () => {
    expect(run('npx', '--offline', 'socklint', 'init')).toMatchObject({ status: 0 })
    writeFileSync(join(user, 'src/mend.c'), BAD)
    const fixed = run('npx', '--offline', 'socklint', '--fix', '--fix-suggestions', '--format', 'gcc', 'src/mend.c')
    expect(fixed.status).toBe(0)
    expect(readFileSync(join(user, 'src/mend.c'), 'utf8')).toContain('(struct sockaddr *)&addr')
    expect(await firstAnswer()).toContain('"capabilities"')
  })
})

describe('the API', () => {
  const program = (load: string): string => `${load}
createEngine().then((engine) => {
  const { findings } = engine.lintText(${JSON.stringify(BAD)}, { path: 'a.c' })
  console.log(findings.map(({ file, rule }) => file + ' ' + rule).join())
})`

  test.each([
    ['import.mjs', "import { createEngine, ConfigError } from 'socklint'"],
    ['require.cjs', "const { createEngine, ConfigError } = require('socklint')"],
  ])('%s', (name, load) => {
    writeFileSync(join(user, name), program(load))
    expect(run(process.execPath, name)).toEqual({ status: 0, stdout: 'a.c address/struct-value-cast\n', stderr: '' })
  })

  test.each(['en', 'ja'])('the first sample of its guide runs (%s)', (language) => {
    const guide = readFileSync(join(ROOT, `docs/api.${language}.md`), 'utf8')
    const sample = /```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''
    writeFileSync(join(user, 'sample.mjs'), `const source = ${JSON.stringify(BAD)}\n${sample}`)
    const { status, stdout } = run(process.execPath, 'sample.mjs')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^5: error address\/struct-value-cast: ./)
  })

  test('import and require give the same module, and the schema can be had', () => {
    writeFileSync(
      join(user, 'same.mjs'),
      `import { createRequire } from 'node:module'
import * as imported from 'socklint'
const require = createRequire(import.meta.url)
console.log(imported.createEngine === require('socklint').createEngine, require('socklint/socklintrc.schema.json').title)`,
    )
    expect(run(process.execPath, 'same.mjs')).toEqual({ status: 0, stdout: 'true Socklint\n', stderr: '' })
  })

  const TYPED = `import { ConfigError, createEngine, type Config, type Engine, type Finding, type RuleInfo } from 'socklint'

const config: Config = { preset: 'strict', rules: { 'bind/port-in-dynamic-range': 'off' }, wrappers: { my_close: 'close' } }

export async function check(text: string): Promise<readonly Finding[]> {
  const engine: Engine = await createEngine({ assets: './wasm' })
  const rules: readonly RuleInfo[] = engine.rules
  try {
    const fixed: string = engine.fixText(text, { config, suggestions: rules.length > 0 }).text
    const page: string | null = engine.explain('bind/specific-and-wildcard', 'ja')
    return engine.lintFiles([{ path: page ?? 'a.c', content: fixed }], { config }).findings
  } catch (error) {
    if (error instanceof ConfigError) throw new Error(error.problems.map(({ ja }) => ja).join())
    throw error
  }
}
`
  const compile = (name: string, text: string, ...options: string[]) => {
    writeFileSync(join(user, name), text)
    const compiler = join(ROOT, 'node_modules/ts7/bin/tsc')
    // Without skipLibCheck and without any types of node or the DOM: the declarations stand alone.
    return run(process.execPath, compiler, '--noEmit', '--strict', '--lib', 'es2023', '--types', '', ...options, name)
  }

  test.each([
    ['check.mts', '--module', 'nodenext'],
    ['check.cts', '--module', 'nodenext'],
    ['check.ts', '--module', 'esnext', '--moduleResolution', 'bundler'],
  ])('its types hold in %s (%s %s)', (name, ...options) => {
    expect(compile(name, TYPED, ...options)).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  test('its types refuse what is wrong', () => {
    const { status, stdout } = compile(
      'wrong.mts',
      TYPED.replace("preset: 'strict'", "preset: 'stric'").replace('.text\n', '.texts\n'),
      '--module',
      'nodenext',
    )
    expect(status).not.toBe(0)
    expect(stdout.match(/error TS/g)).toHaveLength(2)
  })
})

test('the extension reads its own entry from the same manifest', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>
  expect(manifest).toMatchObject({ main: './dist/client.js', browser: './dist/client-browser.js' })
})
