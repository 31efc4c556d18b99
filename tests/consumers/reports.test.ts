/**
 * Reports of the built command, given to programs that read such reports. Run with `npm run test:consumers`; not part of the
 * default run, because it installs those programs (about 110 MB, from the npm registry) in a temporary folder first.
 *
 * - SARIF: Microsoft's validator, which holds the log against the published schema and against what GitHub's code scanning asks.
 * - JUnit: junit2json. Checkstyle and JUnit: the XML validator of fast-xml-parser.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/rule-folders.ts'
import { build } from '../../scripts/build.ts'

const PACKAGES = ['@microsoft/sarif-multitool@5.7.0', 'junit2json@4.0.0', 'fast-xml-parser@5.12.1']

/** Japanese and what XML, JSON and addresses escape, in names and before the token. */
const ODD_SOURCE = `#include <sys/socket.h>
#include <netinet/in.h>

void 日本(int fd, struct sockaddr_in addr)
{
    /* 待ち受け 𠮷 <&> "%" */ bind(fd, (struct sockaddr *)addr, sizeof addr);
}
`

let folder = ''
let code = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'socklint-consumers-'))
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...PACKAGES], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  })
  await build({ outdir: join(folder, 'dist'), bundles: ['cli', 'worker', 'pages'] })
  code = join(folder, 'code')
  execFileSync('cp', ['-r', join(ROOT, 'examples'), code])
  mkdirSync(join(code, 'odd & <日本>'), { recursive: true })
  writeFileSync(join(code, 'odd & <日本>', '100%.c'), ODD_SOURCE)
})

afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true })
})

function report(format: string, language: string): string {
  const file = join(folder, `${language}.${format}`)
  const parameters = [join(folder, 'dist/cli.js'), '.', '--format', `${format}=${file}`, '--lang', language]
  const { status, stderr } = spawnSync(process.execPath, parameters, { cwd: code, encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(1)
  return file
}

test.each(['en', 'ja'])('SARIF is what the schema and GitHub ask (%s)', (language) => {
  const log = report('sarif', language)
  const tool = join(folder, 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool')
  execFileSync('chmod', ['u+x', tool])
  const output = join(folder, `${language}.findings.sarif`)
  const parameters = ['validate', log, '--rule-kind', 'Sarif;Ghas', '--output', output, '--log', 'ForceOverwrite']
  const { stdout } = spawnSync(tool, parameters, { cwd: folder, encoding: 'utf8' })
  expect(stdout).toContain('1 files scanned')
  const { runs } = JSON.parse(readFileSync(output, 'utf8')) as {
    runs: { results: { ruleId: string; level: string; message: { text?: string } }[] }[]
  }
  const found = runs.flatMap(({ results }) => results)
  expect(found.filter(({ level }) => level === 'error')).toEqual([])
})

test('the SARIF validator sees a broken log', () => {
  const log = report('sarif', 'en')
  const broken = join(folder, 'broken.sarif')
  writeFileSync(broken, readFileSync(log, 'utf8').replace('"startColumn"', '"beginColumn"'))
  const tool = join(folder, 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool')
  const { stdout } = spawnSync(tool, ['validate', broken], { cwd: folder, encoding: 'utf8' })
  expect(stdout).toMatch(/error JSON\d+.*beginColumn/)
})

test.each(['junit', 'checkstyle'])('%s is valid XML', (format) => {
  const file = report(format, 'ja')
  const script = `const { XMLValidator } = require('fast-xml-parser')
    process.stdout.write(JSON.stringify(XMLValidator.validate(require('fs').readFileSync(process.argv[1], 'utf8'))))`
  expect(execFileSync(process.execPath, ['-e', script, file], { cwd: folder, encoding: 'utf8' })).toBe('true')
})

test('a reader of JUnit finds every finding', () => {
  const file = report('junit', 'en')
  const findings = JSON.parse(readFileSync(report('json', 'en'), 'utf8')) as { diagnostics: unknown[] }
  const script = `import { parse } from 'junit2json'
    import { readFileSync } from 'node:fs'
    process.stdout.write(JSON.stringify(await parse(readFileSync(process.argv[1], 'utf8'))))`
  const parameters = ['--input-type=module', '-e', script, file]
  const read: unknown = JSON.parse(execFileSync(process.execPath, parameters, { cwd: folder, encoding: 'utf8' }))
  expect(read).toMatchObject({ failures: findings.diagnostics.length, errors: 0 })
  expect(JSON.stringify(read)).toContain('odd & <日本>/100%.c')
})
