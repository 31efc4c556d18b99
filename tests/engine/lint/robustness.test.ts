/** Texts of every kind: the analysis ends within its bounds, says which it passed, and keeps its places right. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Engine, FileAnalysis, SourceInput } from '../../../engine/index.ts'
import { realEngine } from '../../support/assets.ts'
import { brief, EVERY_RULE, lint } from '../../support/lint.ts'

let engine: Engine
beforeAll(async () => {
  engine = await realEngine()
})

const RULE = 'bind/option-after-bind'
const HEAD = '#include <sys/socket.h>\n#include <netinet/in.h>\n#include <unistd.h>\n'
/** One finding of RULE at the setsockopt() of the last line but two. */
const BODY =
  'int s = socket(AF_INET, SOCK_STREAM, 0), on = 1;\n struct sockaddr_in sa = {0};\n sa.sin_family = AF_INET;\n bind(s, (struct sockaddr *)&sa, sizeof sa);\n'
const LATE = ' setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);\n'
const SOURCE = `${HEAD}int main(void)\n{\n ${BODY}${LATE} return 0;\n}\n`
const many = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('')

function analyse(content: string | Uint8Array, path = 'x.c'): FileAnalysis {
  return engine.analyse({ path, content }, EVERY_RULE)
}

/** `line:column` of the findings of RULE, one-based. */
function places(content: string | Uint8Array, path = 'x.c'): string[] {
  return lint(engine, [{ path, content }], EVERY_RULE)
    .diagnostics.filter((d) => d.rule === RULE)
    .map((d) => `${d.range.start.line + 1}:${d.range.start.character + 1}`)
}

describe('encodings and line ends', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

  test('the plain file has one finding', () => {
    expect(places(SOURCE)).toEqual(['10:2'])
  })

  test.each<[string, string | Uint8Array]>([
    ['bytes', bytes(SOURCE)],
    ['a byte order mark', bytes(`\uFEFF${SOURCE}`)],
    ['CRLF', SOURCE.replaceAll('\n', '\r\n')],
    ['CRLF in bytes after a byte order mark', bytes(`\uFEFF${SOURCE.replaceAll('\n', '\r\n')}`)],
    ['blanks of another kind (U+00A0)', SOURCE.replaceAll('\n ', '\n\u00a0')],
    ['no line end at the end', SOURCE.trimEnd()],
    ['tabs', SOURCE.replaceAll('\n ', '\n\t')],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, ...[...SOURCE].flatMap((c) => [c.charCodeAt(0), 0])])],
  ])('%s: the same place', (_, content) => {
    expect(places(content)).toEqual(['10:2'])
    expect(analyse(content).errors).toEqual([])
  })

  test('columns count UTF-16 units', () => {
    const text = (comment: string): string => SOURCE.replace(' setsockopt', ` /* ${comment} */ setsockopt`)
    expect(places(text('あ'))).toEqual(places(text('a')))
    expect(places(text('\u{1F600}'))).toEqual(places(text('ab')))
    expect(places(bytes(text('あ')))).toEqual(['10:10'])
  })

  test('broken UTF-8 is said and does not stop the analysis', () => {
    const whole = bytes(SOURCE.replace('main', 'main/* ? */'))
    const broken = Uint8Array.from(whole, (byte) => (byte === 0x3f ? 0xff : byte))
    expect(places(broken)).toEqual(['10:2'])
    expect(analyse(broken).errors.map((e) => e.message.en)).toEqual([expect.stringMatching(/UTF-8/)])
  })

  test('a binary file is refused with a reason', () => {
    const analysis = analyse(Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]))
    expect(analysis.parsed).toBe(false)
    expect(analysis.errors).toHaveLength(1)
    expect(engine.conclude([analysis], EVERY_RULE).diagnostics).toEqual([])
  })
})

describe('damaged text', () => {
  test.each([
    ['empty', ''],
    ['blanks', '\n\n  \n'],
    ['one brace', '}'],
    ['one bracket', '{'],
    ['a comment that does not end', '/* socket('],
    ['a string that does not end', 'char *s = "socket('],
    ['#if that does not end', `#if 1\n${SOURCE}`],
    ['#endif alone', `#endif\n${SOURCE}`],
    ['#else twice', `#if X\n#else\n#else\n#endif\n${SOURCE}`],
    ['half a function', SOURCE.slice(0, -20)],
    ['a brace too many', SOURCE.replace('return 0;', 'return 0; }')],
    ['a brace too few', SOURCE.replace(/\}\n$/, '')],
    ['lone surrogates', SOURCE.replace('main', 'main /* \ud800 */')],
    ['no C at all', '-----BEGIN CERTIFICATE-----\nMIIsocket(\n'],
  ])('%s', (_, content) => {
    const run = lint(engine, [{ path: 'x.c', content }], EVERY_RULE)
    expect(run.errors).toEqual([])
    for (const { span } of run.diagnostics) {
      expect(span.start).toBeGreaterThanOrEqual(0)
      expect(span.end).toBeLessThanOrEqual(content.length)
    }
  })

  test('damage in one function leaves the others alone', () => {
    expect(places(`${SOURCE}int g(void) { if ( ) = = }\n`)).toEqual(['10:2'])
    expect(places(`int g(void) { int x = (; }\n${SOURCE}`)).toEqual(['11:2'])
  })

  test('any prefix of a file ends, with places inside it', () => {
    for (let end = 0; end < SOURCE.length; end += 7) {
      const run = lint(engine, [{ path: 'x.c', content: SOURCE.slice(0, end) }], EVERY_RULE)
      expect(run.errors, `${end}`).toEqual([])
      expect(
        run.diagnostics.every((d) => d.span.end <= end),
        `${end}`,
      ).toBe(true)
    }
  })
})

describe('size', () => {
  const inMain = (code: string): string => `${HEAD}int main(int argc)\n{\n ${BODY}${code}\n${LATE} return 0;\n}\n`
  /** The finding after the code, or the bound that made the function fall silent: one or the other. */
  const found = (code: string): string[] => {
    const analysis = analyse(inMain(code))
    expect(analysis.errors).toEqual([])
    const rules = analysis.diagnostics.filter((d) => d.rule === RULE).map((d) => d.rule)
    const limits = analysis.limits.map((l) => `${l.functionName}: ${l.limit}`)
    expect(rules.length + limits.length).toBe(1)
    return [...rules, ...limits]
  }

  test.each<[string, string]>([
    ['200 ifs in a row', many(200, (n) => `if (argc > ${n}) argc++;\n`)],
    ['200 ifs with sends in a row', many(200, (n) => `if (argc > ${n} && send(s, "x", 1, 0) < 0) argc++;\n`)],
    ['a function of ten thousand lines', many(10_000, (n) => `argc += ${n};\n`)],
    ['#if, one thousand deep', `${many(1000, (n) => `#if A${n}\n`)}argc++;\n${many(1000, () => '#endif\n')}`],
    ['a chain of three hundred else-if', `${many(300, (n) => `if (argc == ${n}) argc++; else `)}argc--;`],
    ['a switch with a thousand cases', `switch (argc) {\n${many(1000, (n) => `case ${n}: argc += 2; break;\n`)}}`],
    ['a hundred loops in a row', many(100, (n) => `for (int i${n} = 0; i${n} < 9; i${n}++) argc++;\n`)],
    ['a thousand variables', many(1000, (n) => `int v${n} = ${n};\n`)],
  ])('%s is followed to its end', (_, code) => {
    expect(found(code)).toEqual([RULE])
  })

  test.each<[string, string, string]>([
    ['a thousand nested blocks', `${'{'.repeat(1000)}argc++;${'}'.repeat(1000)}`, 'main: nesting'],
    ['a sum of ten thousand', `argc = ${'argc + '.repeat(10_000)}1;`, 'main: expression depth'],
    ['a computed goto', 'void *to = &&out; goto *to; out: ;', 'main: goto'],
  ])('%s passes a bound, which is told', (_, code, wanted) => {
    expect(found(code)).toEqual([wanted])
  })

  test('a bound passed in one function leaves the others alone', () => {
    const deep = `void deep(int s) { ${'{'.repeat(1000)}listen(s, 1);${'}'.repeat(1000)} }\n`
    const analysis = analyse(`${SOURCE}${deep}`)
    expect(analysis.limits).toEqual([{ functionName: 'deep', limit: 'nesting' }])
    expect(analysis.diagnostics.filter((d) => d.rule === RULE)).toHaveLength(1)
  })

  test('thousands of functions in a chain', () => {
    const chain = many(3000, (n) => `void g${n}(int s) { g${n + 1}(s); }\n`)
    const source = `${HEAD}${chain}void g3000(int s) { int on = 1; setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); }\nint main(void) {\n ${BODY} g0(s);\n return 0; }\n`
    expect(places(source)).toHaveLength(1)
    expect(analyse(source).errors).toEqual([])
  })
})

describe('nothing is remembered', () => {
  const files: readonly SourceInput[] = [
    { path: 'a.c', content: SOURCE },
    { path: 'b.cpp', content: `${HEAD}namespace n { void open() { ${BODY}${LATE} } }\n` },
    { path: 'c.c', content: 'int main(void) {' },
    {
      path: 'd.c',
      content: `#ifdef _WIN32\n#include <winsock2.h>\n#else\n${HEAD}#endif\nstatic int up(int p) { ${BODY} return s; }\nvoid f(void) { int s = up(1), on = 1;\n${LATE} }\n`,
    },
  ]

  test('analysing a file again, after others or in a changed order, gives the same', () => {
    const first = new Map(files.map((file) => [file.path, engine.analyse(file, EVERY_RULE)]))
    for (const file of [...files].reverse()) expect(engine.analyse(file, EVERY_RULE)).toEqual(first.get(file.path))
  })

  test('an analysis sent to another thread means the same', () => {
    const run = lint(engine, files, EVERY_RULE)
    expect(run.diagnostics.length).toBeGreaterThan(2)
    const cloned = structuredClone(run.analyses)
    expect(cloned).toEqual(run.analyses)
    expect(engine.conclude(cloned, EVERY_RULE)).toEqual(engine.conclude(run.analyses, EVERY_RULE))
    expect([...engine.planImports(cloned)]).toEqual([...engine.planImports(run.analyses)])
  })

  test('imports that were sent to another thread mean the same', () => {
    const parts: readonly SourceInput[] = [
      { path: 'net.c', content: `${HEAD}int up(int p) { ${BODY} return s; }\n` },
      { path: 'main.c', content: `${HEAD}int main(void) { int s = up(1), on = 1;\n${LATE} return 0; }\n` },
    ]
    const analyses = parts.map((part) => engine.analyse(part, EVERY_RULE))
    const imports = engine.planImports(analyses).get('main.c')
    expect(imports).toBeDefined()
    const main = parts[1] as SourceInput
    const direct = engine.analyse(main, EVERY_RULE, imports)
    expect(engine.analyse(main, EVERY_RULE, structuredClone(imports))).toEqual(direct)
    expect(direct.diagnostics.map((d) => d.rule)).toContain(RULE)
  })

  test('concluding does not change what it is given', () => {
    const run = lint(engine, files, EVERY_RULE)
    const before = structuredClone(run.analyses)
    const again = engine.conclude(run.analyses, EVERY_RULE)
    expect(run.analyses).toEqual(before)
    expect(again.diagnostics.map(brief)).toEqual(run.diagnostics.map(brief))
  })
})
