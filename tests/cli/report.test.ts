/** Every report format, on findings whose columns differ by the unit they are counted in. */
import { describe, expect, test } from 'vitest'
import { FORMATS, type Format } from '../../cli/options.ts'
import { fingerprints } from '../../cli/report/fingerprint.ts'
import { reporterOf } from '../../cli/report/formats.ts'
import { repositoryPaths } from '../../cli/report/repository-paths.ts'
import type { Report } from '../../cli/report/report.ts'
import { SourceTexts } from '../../cli/report/source-texts.ts'
import { ruleAddress } from '../../rules/index.ts'
import { LineIndex, type Diagnostic, type Language } from '../../engine/index.ts'
import { tree } from './command.ts'

// Before the token: two kanji (3 bytes each) and one character outside of the basic plane (2 units, 4 bytes).
const SOURCE = 'int x;\n/* 日本𠮷 */ bind(a);\n\tclose(b);\n'
const FILE = 'src/a b.c'
const index = new LineIndex(SOURCE)

function finding(token: string, change: Partial<Diagnostic> = {}): Diagnostic {
  const start = SOURCE.indexOf(token)
  const span = { start, end: start + token.length }
  return {
    file: FILE,
    rule: 'bind/option-after-bind',
    severity: 'warning',
    span,
    range: index.range(span),
    message: { en: `"${token}" is <late> & bad, 100%`, ja: `「${token}」は遅すぎます` },
    platforms: ['posix'],
    functionName: 'main',
    related: [],
    cwe: ['CWE-605'],
    fixes: [],
    ...change,
  }
}

const LATER = finding('close')
const BIND = finding('bind', {
  severity: 'error',
  related: [{ file: FILE, span: LATER.span, range: LATER.range, message: { en: 'closed here', ja: 'ここで閉じる' } }],
  fixes: [
    {
      title: { en: 'Use it', ja: '使う' },
      safety: 'safe',
      edits: [{ span: { start: SOURCE.indexOf('bind'), end: SOURCE.indexOf('bind') + 4 }, newText: 'Bind' }],
    },
  ],
})

const reportOf = (...diagnostics: Diagnostic[]): Report => ({
  version: '1.2.3',
  files: 2,
  skipped: 1,
  diagnostics,
  errors: [],
})

async function render(format: Format, report: Report, language: Language = 'en', source = SOURCE): Promise<string> {
  const sources = new SourceTexts((file) => {
    if (file !== FILE) throw new Error(`asked for ${file}`)
    return Buffer.from(source)
  })
  const reporter = await reporterOf(format)
  return reporter(report, { language, colour: false, sources, repositoryPath: (file) => `top/${file}` })
}

async function json(format: Format, report: Report): Promise<unknown> {
  const value: unknown = JSON.parse(await render(format, report))
  return value
}

test.each(FORMATS)(
  '%s ends with a line end, says the same twice, and has something for Japanese readers',
  async (format) => {
    const report = reportOf(BIND, LATER)
    const text = await render(format, report)
    expect(text.endsWith('\n')).toBe(true)
    expect(await render(format, report)).toBe(text)
    expect(await render(format, report, 'ja')).toContain('遅すぎます')
  },
)

test.each(FORMATS)('%s copes with a file that is gone, and with nothing found', async (format) => {
  const gone = reportOf({ ...BIND, file: 'gone.c' })
  expect(await render(format, gone)).toContain('gone.c')
  expect((await render(format, reportOf())).endsWith('\n') || format === 'gcc' || format === 'github').toBe(true)
})

test.each(['stylish', 'agent'] as const)('%s leads to an explanation only where there is one', async (format) => {
  const unused = finding('bind', { rule: 'socklint/unused-suppression' })
  expect(await render(format, reportOf(unused))).not.toContain('socklint explain')
  expect(await render(format, reportOf(unused, BIND))).toMatch(/socklint explain (?:RULE|bind\/option-after-bind)/)
})

test('a rule of sarif has its page, and where it is published', async () => {
  const driver = { rules: [{ id: BIND.rule, helpUri: ruleAddress(BIND.rule, 'en') }] }
  expect(await json('sarif', reportOf(BIND))).toMatchObject({ runs: [{ tool: { driver } }] })
})

describe('columns before which Japanese stands', () => {
  test('json and sarif count UTF-16 units', async () => {
    expect(await json('json', reportOf(BIND))).toMatchObject({ diagnostics: [{ line: 2, column: 12, endColumn: 16 }] })
    expect(await json('sarif', reportOf(BIND))).toMatchObject({
      runs: [
        {
          columnKind: 'utf16CodeUnits',
          results: [
            {
              locations: [
                { physicalLocation: { region: { startLine: 2, startColumn: 12, endLine: 2, endColumn: 16 } } },
              ],
            },
          ],
        },
      ],
    })
  })

  test('gcc and rdjson count bytes of UTF-8', async () => {
    expect(await render('gcc', reportOf(BIND))).toMatch(/^src\/a b\.c:2:18: error: /)
    expect(await json('rdjson', reportOf(BIND))).toMatchObject({
      diagnostics: [{ location: { range: { start: { line: 2, column: 18 }, end: { line: 2, column: 22 } } } }],
    })
  })

  test('suggestions of rdjson, steps and replacements of sarif count as their findings do', async () => {
    const before = finding('bind', {
      related: [{ file: FILE, span: BIND.span, range: BIND.range, message: { en: 'here', ja: 'ここ' } }],
      fixes: BIND.fixes,
    })
    expect(await json('rdjson', reportOf(before))).toMatchObject({
      diagnostics: [
        { suggestions: [{ range: { start: { line: 2, column: 18 }, end: { line: 2, column: 22 } }, text: 'Bind' }] },
      ],
    })
    const region = { startLine: 2, startColumn: 12, endLine: 2, endColumn: 16 }
    expect(await json('sarif', reportOf(before))).toMatchObject({
      runs: [
        {
          results: [
            {
              relatedLocations: [{ physicalLocation: { region } }],
              fixes: [{ artifactChanges: [{ replacements: [{ deletedRegion: region }] }] }],
            },
          ],
        },
      ],
    })
    // In the lines of GCC each step is a line of its own, in bytes too.
    expect((await render('gcc', reportOf(before))).split('\n')[1]).toMatch(/^src\/a b\.c:2:18: note: /)
  })

  test('github, junit and agent count UTF-16 units', async () => {
    expect(await render('github', reportOf(BIND))).toMatch(/,line=2,endLine=2,col=12,endColumn=16,/)
    const junit = await render('junit', reportOf(BIND))
    expect(junit).toContain('name="bind/option-after-bind (2:12)"')
    expect(junit).toContain('src/a b.c:2:12: ')
    expect(await render('agent', reportOf(BIND))).toContain('  2:12 error ')
  })

  test('gitlab has lines and no columns', async () => {
    const [issue] = (await json('gitlab', reportOf(BIND))) as { location: unknown }[]
    expect(issue?.location).toEqual({ path: 'top/src/a b.c', lines: { begin: 2, end: 2 } })
  })

  test('checkstyle counts characters', async () => {
    expect(await render('checkstyle', reportOf(BIND))).toContain('line="2" column="11"')
  })

  test('the mark of stylish stands under the token', async () => {
    const lines = (await render('stylish', reportOf(BIND, LATER))).split('\n')
    const at = lines.findIndex((line) => line.includes('bind(a)'))
    // Three wide characters take two columns each, the text three units more than they have characters.
    expect(lines[at]).toBe('        | /* 日本𠮷 */ bind(a);')
    expect(lines[at + 1]).toBe(`        | ${' '.repeat(13)}^^^^`)
    expect(lines[lines.indexOf('        | \tclose(b);') + 1]).toBe('        | \t^^^^^')
  })
})

describe('sarif', () => {
  test('carries the trail, the fix, the page and the platforms', async () => {
    const log = await json('sarif', reportOf(BIND))
    expect(JSON.stringify(log)).toContain('## Why it is wrong')
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              rules: [
                {
                  id: 'bind/option-after-bind',
                  help: {},
                  properties: { tags: ['bind'] },
                },
              ],
            },
          },
          results: [
            {
              ruleIndex: 0,
              level: 'error',
              locations: [
                {
                  physicalLocation: { artifactLocation: { uri: 'top/src/a%20b.c' } },
                  logicalLocations: [{ name: 'main' }],
                },
              ],
              relatedLocations: [{ id: 1, message: { text: 'closed here' } }],
              codeFlows: [{ threadFlows: [{ locations: [{ location: {} }, { location: {} }] }] }],
              fixes: [
                {
                  artifactChanges: [
                    {
                      replacements: [
                        { deletedRegion: { startColumn: 12, endColumn: 16 }, insertedContent: { text: 'Bind' } },
                      ],
                    },
                  ],
                },
              ],
              properties: { platforms: ['posix'] },
            },
          ],
        },
      ],
    })
  })

  test('a finding over several lines is marked on its first', async () => {
    const span = { start: SOURCE.indexOf('bind'), end: SOURCE.indexOf('close') }
    const long = finding('bind', { span, range: index.range(span) })
    expect(await json('sarif', reportOf(long))).toMatchObject({
      runs: [{ results: [{ locations: [{ physicalLocation: { region: { endLine: 2, endColumn: 20 } } }] }] }],
    })
  })

  test('says what could not be checked', async () => {
    const errors = [{ file: 'x.c', message: { en: 'no', ja: '不可' }, internal: true as const }]
    expect(await json('sarif', { ...reportOf(), errors })).toMatchObject({
      runs: [
        { invocations: [{ executionSuccessful: false, toolExecutionNotifications: [{ message: { text: 'no' } }] }] },
      ],
    })
  })
})

describe('github', () => {
  /** What the runner makes of a command, by its documentation. */
  const undo = (text: string): string =>
    text.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%0A', '\n').replaceAll('%25', '%')

  test('escapes so that the runner gets the text back', async () => {
    const [line = ''] = (await render('github', reportOf(BIND))).split('\n')
    const command = /^::error (.*?)::(.*)$/.exec(line)
    expect(undo(command?.[2] ?? '')).toBe('"bind" is <late> & bad, 100% (posix)\nsrc/a b.c:3: closed here')
    const properties = new Map((command?.[1] ?? '').split(',').map((pair) => [pair.split('=')[0], pair.split('=')[1]]))
    expect(Object.fromEntries(properties)).toMatchObject({
      file: 'top/src/a b.c',
      line: '2',
      col: '12',
      title: 'bind/option-after-bind',
    })
  })

  test('the worst come first, and what GitHub would drop is listed', async () => {
    const text = await render('github', reportOf(...Array<Diagnostic>(12).fill(LATER), BIND))
    const lines = text.trimEnd().split('\n')
    expect(lines[0]).toMatch(/^::error /)
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10)
    expect(lines[11]).toContain('2 more findings')
    expect(lines.slice(12)).toHaveLength(2)
  })
})

test('gitlab: fingerprints are unique, and keep when code moves', async () => {
  const twice = reportOf(BIND, BIND, LATER)
  const before = (await json('gitlab', twice)) as { fingerprint: string; location: unknown }[]
  expect(new Set(before.map(({ fingerprint }) => fingerprint)).size).toBe(3)
  expect(before[0]).toMatchObject({ severity: 'major', location: { path: 'top/src/a b.c', lines: { begin: 2 } } })
  const move = ({ range }: Diagnostic): Diagnostic['range'] => ({
    start: { ...range.start, line: range.start.line + 2 },
    end: { ...range.end, line: range.end.line + 2 },
  })
  const moved = twice.diagnostics.map((diagnostic) => ({ ...diagnostic, range: move(diagnostic) }))
  const sources = new SourceTexts(() => Buffer.from(`\n\n${SOURCE.replace('\tclose', '    close')}`))
  expect(fingerprints(moved, sources, (file) => `top/${file}`)).toEqual(before.map(({ fingerprint }) => fingerprint))
  expect(JSON.parse(await render('gitlab', reportOf()))).toEqual([])
})

test('XML holds no character that XML forbids', async () => {
  const odd = finding('bind', { message: { en: 'a\u0000b\u001b[31m\ud800 "q" <t> & \n', ja: '「bind」' } })
  for (const format of ['junit', 'checkstyle'] as const) {
    const text = await render(format, reportOf(odd))
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f]|\p{Surrogate}/u)
    expect(text).toContain('a\ufffdb\ufffd[31m\ufffd &quot;q&quot; &lt;t&gt; &amp; &#10;')
  }
})

test('junit counts findings and errors, and has a passing case when there is neither', async () => {
  const errors = [{ file: 'x.c', message: { en: 'no', ja: '不可' } }]
  const text = await render('junit', { ...reportOf(BIND, LATER), errors })
  expect(text).toContain('<testsuites name="socklint" tests="3" failures="2" errors="1">')
  expect(await render('junit', reportOf())).toContain('<testcase name="socklint" classname="socklint"/>')
})

test('rdjson suggests fixes of one edit only: parts of a fix are wrong alone', async () => {
  expect(await json('rdjson', reportOf(BIND))).toMatchObject({
    diagnostics: [
      {
        severity: 'ERROR',
        code: { value: BIND.rule, url: ruleAddress(BIND.rule, 'en') },
        suggestions: [{ text: 'Bind' }],
      },
    ],
  })
  const [fix] = BIND.fixes
  const edits = [...(fix?.edits ?? []), { span: { start: 0, end: 0 }, newText: 'x' }]
  const report = reportOf({ ...BIND, fixes: fix === undefined ? [] : [{ ...fix, edits }] })
  expect(JSON.stringify(await json('rdjson', report))).not.toContain('suggestions')
})

test('gcc lines fit the pattern by which editors read them', async () => {
  const lines = (await render('gcc', reportOf(BIND, LATER))).trimEnd().split('\n')
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(line).toMatch(/^(.*?):(\d+):(\d+): (error|warning|note): (.*)$/)
})

test('agent tells place, severity, rule, steps and fixes, each once', async () => {
  expect(await render('agent', reportOf(BIND))).toBe(
    [
      'src/a b.c',
      '  2:12 error bind/option-after-bind: "bind" is <late> & bad, 100% (posix)',
      '    3 closed here',
      '    safe: Use it',
      '1 error, 0 warning, 0 info, 2 files',
      'socklint explain RULE tells why this is wrong and how to fix it',
      '',
    ].join('\n'),
  )
})

test('paths start at the top of the repository', () => {
  const folder = tree({ '.git/HEAD': '', 'a/b': null })
  const pathOf = repositoryPaths(`${folder}/a/b`)
  expect(['x.c', '../x.c', '../../x.c', '../../../x.c', '/x.c'].map(pathOf)).toEqual([
    'a/b/x.c',
    'a/x.c',
    'x.c',
    '../../../x.c',
    '/x.c',
  ])
})
