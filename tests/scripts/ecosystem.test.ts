/** The linter on public code against what was judged: on two small repositories made here, and by its parts. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claimOf, compareFound, messageIdOf } from '../../scripts/compare-findings.ts'
import { renderEcosystemPage } from '../../scripts/ecosystem-page.ts'
import { objections } from '../../scripts/ecosystem-summary.ts'
import { type Finding, type Judged, parseJudged, parseRepositories, printJudged } from '../../scripts/judged-list.ts'
import { ROOT } from '../../scripts/rule-folders.ts'
import type { Rule } from '../../engine/rule-api.ts'
import { rules } from '../../rules/index.ts'
import { gitIn } from './git.ts'

const NET = '#include "net.h"\n#include <sys/socket.h>\n#include <netinet/in.h>\n#include <unistd.h>\n'
const TWICE = `${NET}void twice(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    close(s);
    close(s);
}
`
const SERVER = `${NET}int serve(void)
{
    struct sockaddr_in addr = {0};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(PORT);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    return s;
}
`

let folder = ''
const commits = new Map<string, string>()

/** Commits the files as the repository `some/NAME`, and then changes the work tree, which nobody must look at. */
function repository(name: string, files: Readonly<Record<string, string>>): void {
  const checkout = join(folder, `some+${name}`)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true })
    writeFileSync(join(checkout, path), text)
  }
  const git = gitIn(checkout)
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '-m', 'all')
  commits.set(`some/${name}`, git('rev-parse', 'HEAD'))
  for (const path of Object.keys(files)) writeFileSync(join(checkout, path), '')
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecosystem-'))
  repository('server', { 'src/serve.c': SERVER, 'include/net.h': '#define PORT 50001\n', 'notes.txt': 'no code\n' })
  repository('client', { 'twice.c': TWICE, 'net.h': '\n' })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const row = (repo: string, rest: Partial<Judged>): Judged => ({
  repo: `some/${repo}`,
  path: 'src/serve.c',
  line: 13,
  rule: 'bind/port-in-dynamic-range',
  platforms: 'posix',
  functionName: 'serve',
  message: 'inside',
  verdict: 'true',
  why: 'port 50001',
  ...rest,
})
const SERVE = row('server', {})
const CLOSED = { path: 'twice.c', rule: 'lifecycle/double-close', functionName: 'twice', message: 'again', line: 9 }
const DOUBLE = row('client', { ...CLOSED, why: 'closed twice' })

function run(judged: readonly Judged[], ...options: string[]): { status: number | null; out: string; err: string } {
  const list = join(folder, 'list.tsv')
  const repositories = join(folder, 'repositories.tsv')
  writeFileSync(list, printJudged(judged))
  const rows = [...commits, ['some/other', '0'.repeat(40)]].map(([repo, commit]) => `lessons\t${repo}\t${commit}\n`)
  writeFileSync(repositories, `kind\trepo\tcommit\n${rows.join('')}`)
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'scripts/ecosystem.ts'), '--from', folder, '--list', list]
      .concat('--repositories', repositories)
      .concat(options),
    { encoding: 'utf8', cwd: ROOT },
  )
  return { status, out: stdout, err: stderr }
}

describe('the command', () => {
  test('is content when all that is found was judged and is true', () => {
    const { status, out, err } = run([SERVE, DOUBLE])
    expect(out).toMatch(/^some\/server [0-9a-f]{10}: 2 files, 1 findings, [\d.]+ s$/m)
    expect(out).toContain(`some/other not linted: no checkout with ${'0'.repeat(40)}`)
    expect(out).toContain('lifecycle/double-close (error): 1 true, 0 debatable, 0 false, 90 % true: holds\n')
    expect(out).not.toMatch(/^ {2}/m)
    expect(err).toBe('')
    expect(status).toBe(0)
  })

  test('tells what is new, unjudged, false or gone', () => {
    const { status, out, err } = run([
      { ...SERVE, verdict: null, why: '' },
      row('server', { functionName: 'other', line: 40 }),
    ])
    expect(out).toMatch(/^ {2}unjudged bind\/port-in-dynamic-range \[posix\] src\/serve\.c:13 serve: Port 50001 lies/m)
    expect(out).toMatch(/^ {2}gone {5}bind\/port-in-dynamic-range \[posix\] src\/serve\.c:40 other: inside$/m)
    expect(out).toMatch(/^ {2}new {6}lifecycle\/double-close \[posix\] twice\.c:9 twice: 's' is already closed/m)
    expect(out).toContain('0 true, 0 debatable, 0 false, 1 not judged, 1 gone, 80 % true: nothing judged')
    expect(err).toContain('2 findings of recommended rules are not judged')
    expect(status).toBe(1)

    const wrong = run([SERVE, { ...DOUBLE, verdict: 'false' }])
    expect(wrong.out).toMatch(/^ {2}false {4}lifecycle\/double-close/m)
    expect(wrong.out).toContain('0 true, 0 debatable, 1 false, 90 % true: does not hold')
    expect(wrong.err).toContain('1 findings of recommended rules are judged false')
    expect(wrong.status).toBe(1)
  })

  test('looks at some repositories, rules or presets when asked to', () => {
    const one = run([], '--repo', 'some/server', '--preset', 'learn')
    expect(one.out).not.toContain('some/client')
    const rule = run([row('server', { rule: 'fork/unchecked' })], '--rule', 'fork/parent-keeps-connection')
    expect(rule.out).not.toMatch(/^ {2}/m)
    expect(rule.status).toBe(0)
  })

  test('writes what is new into a list, and drops what is gone only when told to', () => {
    const file = join(folder, 'accepted.tsv')
    const gone = row('server', { functionName: 'other', line: 40 })
    const elsewhere = row('other', {})
    run([{ ...SERVE, line: 12 }, gone, elsewhere], '--accept-unjudged', file)
    const fresh = { ...DOUBLE, verdict: null, why: '' }
    expect(parseJudged(readFileSync(file, 'utf8'))).toEqual([fresh, elsewhere, SERVE, gone])
    run([SERVE, gone, elsewhere], '--accept-unjudged', file, '--drop-gone', '--repo', 'some/server')
    expect(parseJudged(readFileSync(file, 'utf8'))).toEqual([elsewhere, SERVE])
  })

  test('wants to know where the checkouts are, and knows its rules and presets', () => {
    expect(run([], '--from', join(folder, 'nowhere')).status).toBe(2)
    expect(run([], '--preset', 'none').err).toContain('usage')
    expect(run([], '--rule', 'bind/none').err).toContain('usage')
  })
})

function ruleWith(rest: Partial<Rule>): Rule {
  const rule: Rule = {
    id: 'bind/x',
    since: '0.0.0',
    severity: 'error',
    precision: 'medium',
    presets: ['strict'],
    platforms: ['posix'],
    merge: 'any',
    cwe: [],
    messages: {},
  }
  return { ...rule, ...rest }
}

describe('findings and their rows', () => {
  const found = (line: number, rest: Partial<Finding> = {}): Finding => {
    const { verdict: _, why: __, ...finding } = row('server', { line, ...rest })
    return finding
  }

  test('are matched by line, then in order; another platform, function or message is another finding', () => {
    const listed = [row('server', { line: 5, why: 'a' }), row('server', { line: 9, why: 'b' })]
    const known = (findings: readonly Finding[]): string[] =>
      compareFound(findings, listed).known.map(({ line, why }) => `${line} ${why}`)
    expect(known([found(9)])).toEqual(['9 b'])
    expect(known([found(10), found(6)])).toEqual(['6 a', '10 b'])
    expect(known([found(7), found(5), found(9)])).toEqual(['5 a', '9 b'])
    for (const other of [
      { platforms: 'windows' },
      { functionName: 'main' },
      { message: 'inherited' },
      { path: 'b.c' },
    ]) {
      const { fresh, gone } = compareFound([found(5, other)], listed)
      expect([fresh, gone]).toEqual([[found(5, other)], listed])
    }
  })

  test('name the message that a text was made from', () => {
    const messages = { short: '{a} is {b}', long: '{a} is open (really) in {b}' }
    const texts = Object.fromEntries(Object.entries(messages).map(([id, en]) => [id, { en, ja: '' }]))
    const rule = ruleWith({ messages: texts })
    expect(messageIdOf(rule, 's is open (really) in f')).toBe('long')
    expect(messageIdOf(rule, 's is open, really')).toBe('short')
    expect(messageIdOf(rule, 's was closed')).toBeNull()
  })

  test('are objections when a recommended rule has them unjudged or false, or when nothing could be found', () => {
    const outcome = { repository: { kind: '', repo: 'some/server', commit: '' }, crashed: false }
    const finding = found(5)
    const told = (presets: Rule['presets'], known: readonly Judged[], fresh: readonly Finding[]): string[] =>
      objections(
        [{ ...outcome, comparison: { known, fresh, gone: [SERVE] } }],
        [ruleWith({ id: finding.rule, presets })],
      )
    const known = [SERVE, row('server', { verdict: null }), row('server', { verdict: 'false' })]
    expect(told(['strict'], known, [finding])).toEqual([])
    expect(told(['recommended', 'strict'], [SERVE], [])).toEqual([])
    expect(told(['recommended', 'strict'], known, [finding])).toEqual([
      '2 findings of recommended rules are not judged',
      '1 findings of recommended rules are judged false',
    ])
    const crashed = { ...outcome, comparison: { known: [], fresh: [], gone: [] }, crashed: true }
    expect(objections([crashed], rules)).toEqual(['some/server: the linter failed'])
  })

  test('bear out a claim when enough of them are true', () => {
    const claim = (severity: Rule['severity'], yes: number, debatable: number, no: number): string =>
      claimOf(ruleWith({ severity, precision: 'high' }), { true: yes, debatable, false: no })
    expect(claim('error', 9, 1, 0)).toBe('holds')
    expect(claim('error', 8, 1, 1)).toBe('does not hold')
    expect(claim('warning', 8, 0, 2)).toBe('holds')
    expect(claim('info', 7, 2, 1)).toBe('does not hold')
    expect(claim('error', 0, 0, 0)).toBe('nothing judged')
  })
})

describe('the lists of this project', () => {
  const text = readFileSync(join(ROOT, 'docs/ecosystem.tsv'), 'utf8')
  const judged = parseJudged(text)
  const repositories = parseRepositories(readFileSync(join(ROOT, 'docs/ecosystem-repositories.tsv'), 'utf8'))

  test('are in order, and every finding is judged, with a reason', () => {
    expect(printJudged(judged)).toBe(text)
    for (const { repo, path, line, verdict, why } of judged) {
      expect(verdict, `${repo} ${path}:${line}`).not.toBeNull()
      expect(why, `${repo} ${path}:${line}`).not.toBe('')
    }
  })

  test('name rules and repositories that there are', () => {
    for (const { rule } of judged) expect(rules.map(({ id }) => id)).toContain(rule)
    for (const { repo } of judged) expect(repositories.map((one) => one.repo)).toContain(repo)
  })

  test('are on the page', () => {
    const page = readFileSync(join(ROOT, 'docs/ecosystem.md'), 'utf8')
    expect(renderEcosystemPage(page, repositories, judged, rules)).toBe(page)
    expect(() => renderEcosystemPage('no marks', repositories, judged, rules)).toThrow('begin')
  })

  test('are refused when they are no such tables', () => {
    expect(() => parseJudged('repo\tpath\n')).toThrow('columns')
    expect(() => parseJudged(text.replace(/\ttrue\t/, '\tyes\t'))).toThrow(/line \d+/)
    expect(() => parseRepositories('kind\trepo\tcommit\na\tb/c\tmain\n')).toThrow('line 2')
  })
})
