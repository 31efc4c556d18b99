import { beforeAll, describe, expect, test } from 'vitest'
import { UNUSED_SUPPRESSION } from '../../../engine/lint/suppressions.ts'
import { applyEdits } from '../../support/lint.ts'
import { callRule, type LintHarness, lintHarness } from './harness.ts'

const A = 'test/a'
const B = 'test/b'
let harness: LintHarness
beforeAll(async () => {
  harness = await lintHarness([
    callRule(A, 'a'),
    callRule(B, 'b'),
    callRule('test/extra', 'extra', { presets: ['strict'] }),
  ])
})

/** `line rule` of what is reported for the lines of a function body, which starts on line 2. */
function found(...lines: string[]): string[] {
  const text = `void f(void) {\n${lines.join('\n')}\n}\n`
  return harness.run(text).diagnostics.map((d) => `${d.range.start.line + 1} ${d.rule}`)
}

const UNUSED = UNUSED_SUPPRESSION

describe('what a comment switches off', () => {
  test.each<[string, string[], string[]]>([
    ['nothing without one', ['a(); b();'], [`2 ${A}`, `2 ${B}`]],
    ['this line', [`a(); // socklint-disable-line ${A}`, 'a();'], [`3 ${A}`]],
    ['this line, in the other kind of comment', [`a(); /* socklint-disable-line ${A} */`, 'a();'], [`3 ${A}`]],
    ['this line, comment first', [`/* socklint-disable-line ${A} */ a();`], []],
    ['one rule alone', [`a(); b(); // socklint-disable-line ${A}`], [`2 ${B}`]],
    ['two rules', [`a(); b(); // socklint-disable-line ${A}, ${B}`], []],
    ['two rules with blanks', [`a(); b(); // socklint-disable-line ${A} ${B}`], []],
    ['the next line', [`// socklint-disable-next-line ${A}`, 'a();', 'a();'], [`4 ${A}`]],
    [
      'the next line after a comment of two lines',
      [`/* socklint-disable-next-line ${A}`, '   -- why */', 'a();', 'a();'],
      [`5 ${A}`],
    ],
    [
      'a range',
      ['a();', `/* socklint-disable ${A} */`, 'a();', 'a();', `/* socklint-enable ${A} */`, 'a();'],
      [`2 ${A}`, `7 ${A}`],
    ],
    ['a range with line comments', [`// socklint-disable ${A}`, 'a();', `// socklint-enable ${A}`, 'a();'], [`5 ${A}`]],
    ['a range up to the end', ['a();', `// socklint-disable ${A}`, 'a();', 'b();'], [`2 ${A}`, `5 ${B}`]],
    [
      'a range that enable without a name ends',
      [`// socklint-disable ${A}`, 'a();', '// socklint-enable', 'a();'],
      [`5 ${A}`],
    ],
    [
      'one of two rules of a range again',
      [`// socklint-disable ${A} ${B}`, 'a(); b();', `// socklint-enable ${A}`, 'a(); b();'],
      [`5 ${A}`],
    ],
    [
      'ranges within ranges',
      [
        `// socklint-disable ${A}`,
        `// socklint-disable ${B}`,
        'a(); b();',
        `// socklint-enable ${B}`,
        'a(); b();',
        `// socklint-enable ${A}`,
        'a();',
      ],
      [`6 ${B}`, `8 ${A}`],
    ],
    ['enable alone does nothing', [`// socklint-enable ${A}`, 'a();'], [`3 ${A}`]],
    ['with a reason', [`a(); // socklint-disable-line ${A} -- the peer expects it`], []],
    ['with a reason in Japanese', [`a(); // socklint-disable-line ${A} -- 相手側の仕様のため`], []],
    ['with a reason after a wide blank', [`a(); // socklint-disable-line ${A}\u3000-- 理由`], []],
    ['with a reason that names another rule', [`a(); b(); // socklint-disable-line ${A} -- not ${B}`], [`2 ${B}`]],
    ['without blanks around it', [`a(); //socklint-disable-line ${A}`], []],
    ['a text is no comment', [`a("// socklint-disable-line ${A}");`], [`2 ${A}`]],
    ['prose is no order', [`a(); // see socklint-disable-line ${A}`], [`2 ${A}`]],
  ])('%s', (_, lines, wanted) => {
    expect(found(...lines)).toEqual(wanted)
  })

  test('the whole file, from its top, also what stands above', () => {
    const text = `/* about */ // socklint-disable ${A}\nvoid f(void) { a(); b(); }\n`
    expect(harness.run(text).places).toEqual([`2:21 ${B}`])
    expect(harness.run(text).analysis.suppressions.map((s) => s.kind)).toEqual(['file'])
  })

  test('reasons are kept', () => {
    const reasons = (comment: string): string[] =>
      harness.run(`void f(void) { a(); ${comment}\n}\n`).analysis.suppressions.map((s) => s.reason)
    expect(reasons(`// socklint-disable-line ${A} -- 仕様`)).toEqual(['仕様'])
    expect(reasons(`// socklint-disable-line ${A} -- one -- two`)).toEqual(['one -- two'])
    expect(reasons(`/* socklint-disable-line ${A} -- why */`)).toEqual(['why'])
    expect(reasons(`// socklint-disable-line ${A}`)).toEqual([''])
  })

  test.each(['\n', '\r\n'])('line ends %j', (end) => {
    const lines = [
      'void f(void) {',
      `  a(); // socklint-disable-line ${A} -- why`,
      `  // socklint-disable-next-line ${A}`,
      '  a();',
      '  a();',
      '}',
      '',
    ]
    expect(harness.run(lines.join(end)).diagnostics.filter((d) => d.range.start.line !== 4)).toEqual([])
    expect(harness.run(lines.join(end)).places).toEqual([`5:3 ${A}`])
  })

  test('a comment that no platform compiles still counts', () => {
    const text = `#ifdef _WIN32\n#include <winsock2.h>\nvoid f(void) { a(); } // socklint-disable-line ${A}\n#endif\n`
    expect(harness.run(text).places).toEqual([])
  })
})

describe('comments that suppress nothing', () => {
  test.each<[string, string[], string[]]>([
    ['are reported', [`c(); // socklint-disable-line ${A}`], [`2 ${UNUSED}`]],
    ['next line', [`// socklint-disable-next-line ${A}`, 'c();', 'a();'], [`2 ${UNUSED}`, `4 ${A}`]],
    ['range', [`// socklint-disable ${A}`, 'c();', `// socklint-enable ${A}`], [`2 ${UNUSED}`]],
    ['a rule that does not exist', ['a(); // socklint-disable-line test/none'], [`2 ${A}`, `2 ${UNUSED}`]],
    [
      'a rule that does not exist beside one that does',
      [`a(); // socklint-disable-line ${A} test/none`],
      [`2 ${UNUSED}`],
    ],
    ['not a rule that is off', ['c(); // socklint-disable-line test/extra'], []],
    ['not for every rule while some are off', ['c(); // socklint-disable-line'], []],
    [
      'one part of a range',
      [`// socklint-disable ${A} ${B}`, 'a();', `// socklint-enable ${A}`, 'c();'],
      [`2 ${UNUSED}`],
    ],
  ])('%s', (_, lines, wanted) => {
    expect(found(...lines)).toEqual(wanted)
  })

  test('for every rule, when every rule is on', () => {
    const text = 'void f(void) { c(); } // socklint-disable-line\n'
    expect(harness.run(text, { preset: 'strict' }).places).toEqual([`1:23 ${UNUSED}`])
  })

  test('the message says which name is unknown, in both languages', () => {
    const [unknown] = harness.run('void f(void) { c(); } // socklint-disable-line test/none\n').diagnostics
    expect(unknown?.message.en).toContain('test/none')
    expect(unknown?.message.ja).toContain('test/none')
    expect(unknown?.severity).toBe('info')
  })

  test.each([
    [
      'with its line',
      `void f(void) {\r\n\t// socklint-disable-next-line ${A} -- why\r\n\tc();\r\n}\r\n`,
      'void f(void) {\r\n\tc();\r\n}\r\n',
    ],
    [
      'with the comment that ends it',
      `/* socklint-disable ${A} */\nvoid f(void) { c(); }\n/* socklint-enable ${A} */\nint x;\n`,
      'void f(void) { c(); }\nint x;\n',
    ],
    [
      'without code behind it',
      `void f(void) {\n  /* socklint-disable-line ${A} */ c();\n}\n`,
      'void f(void) {\n   c();\n}\n',
    ],
    ['with the last line', `void f(void) { c(); }\n// socklint-disable-line ${A}`, 'void f(void) { c(); }\n'],
  ])('the fix removes the comment %s', (_, text, expected) => {
    const [unused] = harness.run(text).diagnostics
    expect(applyEdits(text, unused?.fixes[0]?.edits ?? [])).toBe(expected)
  })

  test('the fix removes the comment and nothing else', () => {
    const text = `void f(void) {\n  c(); // socklint-disable-line ${A} -- 理由\n}\n`
    const [unused] = harness.run(text).diagnostics
    expect(applyEdits(text, unused?.fixes[0]?.edits ?? [])).toBe('void f(void) {\n  c();\n}\n')
  })

  test('can be switched off, and made worse', () => {
    const text = `void f(void) { c(); } // socklint-disable-line ${A}\n`
    expect(harness.run(text, { rules: { [UNUSED]: 'off' } }).places).toEqual([])
    expect(harness.run(text, { rules: { [UNUSED]: 'error' } }).diagnostics.map((d) => d.severity)).toEqual(['error'])
  })

  test('are not judged by a run that looks at some platforms only, nor with all rules off', () => {
    const text = `#ifdef _WIN32\n#include <winsock2.h>\nvoid f(void) { a(); } // socklint-disable-line ${A}\n#else\n#include <sys/socket.h>\n#endif\n`
    expect(harness.run(text, { targets: ['posix'] }).places).toEqual([])
    expect(harness.run(text, { targets: ['windows'] }).places).toEqual([])
    expect(harness.run(text).places).toEqual([])
    expect(harness.run('void f(void) { c(); } // socklint-disable-line test/none\n', { preset: 'off' }).places).toEqual(
      [],
    )
  })
})
