/** The files for CI systems: held against the systems' published schemas, and what they run is run. */
import Ajv, { type ValidateFunction } from 'ajv'
import { validate as validateDockerfile } from 'dockerfile-utils'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseCommandLine } from '../../cli/options.ts'
import { isRecord } from '../../engine/index.ts'
import { ROOT, readRepositoryFile } from '../../scripts/rule-folders.ts'
import { buildCommand, temporaryFolder, tree } from '../cli/command.ts'

const text = (file: string): string => readRepositoryFile(file).text
const read = (file: string): unknown => parse(text(file))
const version = String((JSON.parse(text('package.json')) as { version: unknown }).version)

const compiled = new Map<string, ValidateFunction>()

function schema(name: string): ValidateFunction {
  const known = compiled.get(name)
  if (known !== undefined) return known
  const packed = readFileSync(join(ROOT, `tests/integrations/schemas/${name}.json.gz`))
  const value: unknown = JSON.parse(gunzipSync(packed).toString('utf8'))
  if (!isRecord(value)) throw new Error(`${name}: no schema`)
  // They are written for other validators: words that this one does not know are only for editors.
  const validate = new Ajv({ strict: false, validateFormats: false, logger: false, unicodeRegExp: false }).compile(
    value,
  )
  compiled.set(name, validate)
  return validate
}

describe.each([
  ['github-actions', 'action.yml', 'using: composite', 'using: composit'],
  ['github-workflows', 'integrations/github-actions.yml', 'runs-on:', 'run-on:'],
  ['github-workflows', 'integrations/github-actions-npx.yml', 'jobs:', 'job:'],
  ['github-workflows', 'integrations/reviewdog.yml', 'steps:', 'step:'],
  ['gitlab-ci', 'integrations/gitlab-ci.yml', 'when: always', 'when: ever'],
  ['circle-ci', 'integrations/circleci.yml', 'version: 2.1', 'version: two'],
  ['azure-pipelines', 'integrations/azure-pipelines.yml', 'steps:', 'step:'],
])('%s: %s', (name, file, right, wrong) => {
  test('is what the published schema asks', () => {
    const validate = schema(name)
    expect(validate(read(file)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
  })

  test('which a mistake is not', () => {
    expect(text(file)).toContain(right)
    expect(schema(name)(parse(text(file).replace(right, wrong)))).toBe(false)
  })
})

const FILES = [
  'integrations/github-actions-npx.yml',
  'integrations/reviewdog.yml',
  'integrations/gitlab-ci.yml',
  'integrations/Jenkinsfile',
  'integrations/azure-pipelines.yml',
  'integrations/circleci.yml',
]

test.each(FILES)('%s: its command line is understood, and names this version', (file) => {
  const folded = text(file).replace(/\n +--/g, ' --')
  const [line] = folded.match(/npx --yes socklint@.*/) ?? []
  const words = (line ?? '')
    .replace(/ \|\|.*$/, '')
    .replace(/'$/, '')
    .split(' ')
  expect(words.slice(0, 3)).toEqual(['npx', '--yes', `socklint@${version}`])
  const { command } = parseCommandLine(words.slice(3), {})
  expect(command).toMatchObject({ name: 'lint' })
})

test('the versions of the action and of the hook are this one', () => {
  for (const file of ['integrations/github-actions.yml', 'integrations/pre-commit-config.yaml'])
    expect(text(file), file).toMatch(new RegExp(`(?:@|rev: )v${version.replaceAll('.', '\\.')}\\s`))
})

test('the hooks of pre-commit: their command lines are understood', () => {
  const hooks = read('.pre-commit-hooks.yaml') as { id: string; entry: string; language: string; types_or: string[] }[]
  expect(hooks.map(({ id }) => id)).toEqual(['socklint', 'socklint-staged'])
  for (const { entry, language, types_or } of hooks) {
    expect([language, types_or]).toEqual(['node', ['c', 'c++']])
    expect(parseCommandLine(entry.split(' ').slice(1), {}).command).toMatchObject({ name: 'lint' })
  }
})

test('the Dockerfile is right, ends as an ordinary user, and copies what is built', () => {
  expect(validateDockerfile(text('Dockerfile'))).toEqual([])
  expect(validateDockerfile('FORM node\n')).not.toEqual([])
  const users = [...text('Dockerfile').matchAll(/^USER (.+)$/gm)].map(([, user]) => user)
  expect(users).toEqual(['node'])
  // What the command loads must be there: these four bundles and the grammars.
  for (const name of ['cli.js', 'worker.js', 'pages.js', 'server.js', 'tree-sitter-c.wasm', 'tree-sitter-cpp.wasm'])
    expect(text('Dockerfile')).toContain(`/build/dist/${name}`)
})

describe('the step of the GitHub action', () => {
  const BAD =
    '#include <sys/socket.h>\n#include <netinet/in.h>\nvoid f(int fd, struct sockaddr_in a)\n{\n    if (bind(fd, (struct sockaddr *)a, sizeof a) == -1)\n        return;\n}\n'
  let command = ''

  beforeAll(async () => {
    command = `${process.execPath} ${await buildCommand('real')}`
  })

  function run(folder: string, inputs: Readonly<Record<string, string>>) {
    const outputs = join(temporaryFolder(), 'outputs')
    writeFileSync(outputs, '')
    const env = { PATH: process.env['PATH'] ?? '', GITHUB_OUTPUT: outputs, SOCKLINT_COMMAND: command, ...inputs }
    const ran = spawnSync('bash', [join(ROOT, 'integrations/github-action.sh')], { cwd: folder, env, encoding: 'utf8' })
    return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr, outputs: readFileSync(outputs, 'utf8') }
  }

  test('takes every input of action.yml from the environment', () => {
    const action = read('action.yml') as { inputs: Record<string, unknown>; runs: { steps: { env: object }[] } }
    const variables = Object.keys(action.runs.steps[0]?.env ?? {})
    const elsewhere = ['upload', 'working-directory']
    const names = Object.keys(action.inputs).filter((name) => !elsewhere.includes(name))
    expect(variables.sort()).toEqual(names.map((name) => `SOCKLINT_${name.toUpperCase()}`).sort())
    for (const name of variables) expect(text('integrations/github-action.sh')).toContain(name)
  })

  test('annotates, writes SARIF, says both, and fails', () => {
    const folder = tree({ 'a.c': BAD, 'b/b.c': BAD })
    const { code, stdout, stderr, outputs } = run(folder, {})
    expect([code, stderr]).toEqual([1, ''])
    expect(stdout).toMatch(/^::error file=a\.c,line=5,.*title=address\/struct-value-cast::/m)
    expect(outputs).toBe('exit-code=1\nsarif=socklint.sarif\n')
    expect(JSON.parse(readFileSync(join(folder, 'socklint.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' })
  })

  test('hands on paths and options, one a line, whatever they begin with', () => {
    const folder = tree({ 'a.c': BAD, 'b c/-d.c': BAD, '-e.c': BAD })
    const inputs = { SOCKLINT_PATHS: 'b c\n-e.c\n', SOCKLINT_ARGS: '--rule=address/struct-value-cast=info\n--quiet\n' }
    expect(run(folder, inputs)).toMatchObject({ code: 0, stdout: '', outputs: 'exit-code=0\nsarif=socklint.sarif\n' })
    const { stdout } = run(folder, { ...inputs, SOCKLINT_ARGS: '', SOCKLINT_LANGUAGE: 'ja' })
    expect([...stdout.matchAll(/^::error file=(.*?),/gm)].map(([, file]) => file)).toEqual(['-e.c', 'b c/-d.c'])
    expect(stdout).toMatch(/[ぁ-ん]/)
  })

  test('can leave the job green, but never hides that something went wrong', () => {
    const folder = tree({ 'a.c': BAD })
    expect(run(folder, { SOCKLINT_FAIL: 'false' })).toMatchObject({
      code: 0,
      outputs: expect.stringContaining('exit-code=1') as unknown,
    })
    const wrong = run(folder, { SOCKLINT_FAIL: 'false', SOCKLINT_SINCE: 'main' })
    expect(wrong.code).toBe(2)
    expect(wrong.outputs).toContain('exit-code=2')
  })
})
