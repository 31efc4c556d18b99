import { beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_CONFIG, type LintConfig, type Rule } from '../../../engine/index.ts'
import { Field } from '../../../engine/rule-api.ts'
import { callRule, type LintHarness, lintHarness, throwingRule } from './harness.ts'

const both = 'test/any'
const strict = 'test/all'
const told: Rule = callRule('test/told', 'told', {
  visit: {
    call_expression: (node, context) => {
      if (!context.tree.textOf(node).startsWith('told(')) return
      context.report({
        span: context.tree.span(node),
        message: 'found',
        parameters: { name: 'told', platform: context.platform },
      })
    },
  },
})
const rules: readonly Rule[] = [
  callRule(both, 'both'),
  callRule(strict, 'half', {
    merge: 'all',
    visit: {
      call_expression: (node, context) => {
        const text = context.tree.textOf(node)
        if (text === 'half()' || (text === 'posixonly()' && context.platform === 'posix'))
          context.report({ span: context.tree.span(node), message: 'plain' })
      },
    },
  }),
  callRule('test/posix', 'here', { platforms: ['posix'] }),
  callRule('test/info', 'soft', { severity: 'info', presets: ['learn', 'strict'] }),
  told,
]

const PORTABLE = '#ifdef _WIN32\n#include <winsock2.h>\n#else\n#include <sys/socket.h>\n#endif\n'

let harness: LintHarness
beforeAll(async () => {
  harness = await lintHarness(rules)
})

function found(text: string, config: Partial<LintConfig> = {}): string[] {
  return harness
    .run(text, config)
    .diagnostics.map((d) => `${d.range.start.line + 1} ${d.rule} ${d.platforms.join('+')}`)
}

describe('findings of the two views', () => {
  test('at one place are one finding, on both platforms', () => {
    expect(found(`${PORTABLE}void f(void) { both(); }\n`)).toEqual([`6 ${both} posix+windows`])
  })

  test('name the platform that sees the line', () => {
    const text = `${PORTABLE}void f(void) {\n#ifdef _WIN32\n  both();\n#else\n  both();\n#endif\n}\n`
    expect(found(text)).toEqual([`8 ${both} windows`, `10 ${both} posix`])
  })

  test('stay two when they say different things', () => {
    const run = harness.run(`${PORTABLE}void f(void) { told(1); }\n`)
    expect(run.diagnostics.map((d) => `${d.platforms.join('+')}: ${d.message.en}`)).toEqual([
      'posix: call of told on posix',
      'windows: call of told on windows',
    ])
  })

  test('"all" needs every view that contains the line', () => {
    expect(found(`${PORTABLE}void f(void) { half(); }\n`)).toEqual([`6 ${strict} posix+windows`])
    expect(found(`${PORTABLE}void f(void) { posixonly(); }\n`)).toEqual([])
    expect(found(`${PORTABLE}void f(void) {\n#ifndef _WIN32\nposixonly();\n#endif\n}\n`)).toEqual([`8 ${strict} posix`])
    expect(found('#include <sys/socket.h>\nvoid f(void) { posixonly(); }\n')).toEqual([`2 ${strict} posix`])
  })

  test('a rule for one platform is not asked on the other', () => {
    expect(found(`${PORTABLE}void f(void) { here(); }\n`)).toEqual(['6 test/posix posix'])
    expect(found('#include <winsock2.h>\nvoid f(void) { here(); }\n')).toEqual([])
  })

  test('targets choose the views', () => {
    const text = `${PORTABLE}void f(void) { both(); }\n`
    expect(found(text, { targets: ['posix'] })).toEqual([`6 ${both} posix`])
    expect(found(text, { targets: ['windows'] })).toEqual([`6 ${both} windows`])
    expect(found(text, { targets: ['windows', 'posix'] })).toEqual([`6 ${both} posix+windows`])
  })

  test('are sorted by place, then rule', () => {
    expect(found('#include <sys/socket.h>\nvoid f(void) { half(); both(); }\nvoid g(void) { both(); }\n')).toEqual([
      `2 ${strict} posix`,
      `2 ${both} posix`,
      `3 ${both} posix`,
    ])
  })
})

describe('which rules are on, and how bad they are', () => {
  const text = '#include <sys/socket.h>\nvoid f(void) { both(); soft(); }\n'
  const severities = (config: Partial<LintConfig>): string[] =>
    harness.run(text, config).diagnostics.map((d) => `${d.rule} ${d.severity}`)

  test.each<[string, Partial<LintConfig>, string[]]>([
    ['recommended', {}, [`${both} warning`]],
    ['learn', { preset: 'learn' }, [`${both} warning`, 'test/info info']],
    ['strict', { preset: 'strict' }, [`${both} warning`, 'test/info info']],
    ['off', { preset: 'off' }, []],
    ['off but one', { preset: 'off', rules: { 'test/info': 'on' } }, ['test/info info']],
    ['one off', { rules: { [both]: 'off' } }, []],
    ['one worse', { rules: { [both]: 'error', 'test/info': 'warning' } }, [`${both} error`, 'test/info warning']],
    ['a name nobody has', { rules: { 'test/none': 'error' } }, [`${both} warning`]],
  ])('%s', (_, config, wanted) => {
    expect(severities(config)).toEqual(wanted)
  })
})

describe('a rule that throws', () => {
  test('loses what it said of this file, nothing else, and the error names rule, line and column', async () => {
    const broken = await lintHarness([callRule(both, 'both'), throwingRule('test/broken', 'bad')])
    const run = broken.run('// first\nvoid f(void) { both();\n  /* 全角 */ bad(); both(); }\n')
    expect(run.places).toEqual([`2:16 ${both}`, `3:19 ${both}`])
    expect(run.errors).toHaveLength(1)
    expect(run.errors[0]?.file).toBe('x.c')
    expect(run.errors[0]?.message.en).toContain('test/broken')
    expect(run.errors[0]?.message.en).toContain('3:12')
    expect(run.errors[0]?.message.en).toContain('deliberately')
    expect(run.errors[0]?.message.ja).toContain('3:12')
    // The next file gets it again.
    expect(broken.run('void f(void) { fine(); }\n').places).toEqual(['1:16 test/broken'])
  })

  test('on an event, or with a message it does not have', async () => {
    const event: Rule = {
      ...callRule('test/event', ''),
      visit: {},
      on: {
        created: () => {
          throw new Error('on create')
        },
      },
    }
    const message: Rule = callRule('test/message', '', {
      visit: { call_expression: (node, c) => c.report({ span: c.tree.span(node), message: 'none' }) },
    })
    const broken = await lintHarness([event, message, callRule(both, 'both')])
    const run = broken.run(
      '#include <sys/socket.h>\nvoid f(void) {\n  both();\n  int s = socket(AF_INET, SOCK_STREAM, 0);\n}\n',
    )
    expect(run.places).toEqual([`3:3 ${both}`])
    expect(run.errors.map((e) => /Rule (\S+) failed at (\S+)/.exec(e.message.en)?.slice(1))).toEqual([
      ['test/message', '3:3'],
      ['test/event', '4:11'],
    ])
  })

  test('on the whole program: once, and none of its findings stay', async () => {
    const program: Rule = {
      ...callRule('test/program', ''),
      visit: {},
      program: (_, context) => {
        context.report({ file: 'x.c', span: { start: 0, end: 1 }, message: 'plain' })
        throw new Error('deliberately')
      },
    }
    const broken = await lintHarness([program, callRule(both, 'both')])
    const run = broken.run(`${PORTABLE}void f(void) { both(); }\n`)
    expect(run.places).toEqual([`6:16 ${both}`])
    expect(run.errors).toHaveLength(1)
    expect(run.errors[0]?.message.en).toContain('test/program')
  })
})

describe('reports that are one finding', () => {
  const gathered = callRule('test/once', '', {
    visit: {
      call_expression: (node, context) => {
        const name = context.tree.textOf(context.tree.child(node, Field.function))
        const key = /^lost_(\w+)$/.exec(name)?.[1]
        if (key === undefined) return
        const also = { en: `also ${name}`, ja: `${name} も` }
        context.report({ span: context.tree.span(node), message: 'plain', once: { key, also } })
      },
    },
  })
  let once: LintHarness
  beforeAll(async () => {
    once = await lintHarness([gathered])
  })
  const told = (text: string): string[] =>
    once
      .run(text)
      .diagnostics.map((d) =>
        [
          `${d.range.start.line + 1} ${d.platforms.join('+')}`,
          ...d.related.map((r) => `${r.range.start.line + 1} ${r.message.en}`),
        ].join(', '),
      )

  test('the first stays, the others become its steps', () => {
    expect(told('#include <sys/socket.h>\nvoid f(void) {\nlost_a();\nlost_b();\nlost_a();\nlost_a();\n}\n')).toEqual([
      '3 posix, 5 also lost_a, 6 also lost_a',
      '4 posix',
    ])
  })

  test('a fix stays when all of them have it, and mends all of them', async () => {
    const fixing = callRule('test/fixing', '', {
      visit: {
        call_expression: (node, context) => {
          const name = context.tree.textOf(context.tree.child(node, Field.function))
          const isHalf = name === 'portable' && context.platform === 'posix'
          if (!isHalf && !/^(lost|stuck)$/.test(name)) return
          const { start } = context.tree.span(node)
          const edits = [{ span: { start, end: start }, newText: 'close(); ' }]
          const fix = { title: { en: 'close', ja: 'クローズ' }, safety: 'suggest', edits, everywhere: true } as const
          const once = { key: 'a', also: { en: 'also', ja: 'も' } }
          context.report({
            span: context.tree.span(node),
            message: 'plain',
            once,
            ...(name !== 'stuck' ? { fixes: [fix] } : {}),
          })
        },
      },
    })
    const run = await lintHarness([fixing])
    const edits = (body: string): string[] =>
      run
        .run(`${PORTABLE}void f(void) { ${body} }\n`)
        .diagnostics.map((d) => d.fixes.map((fix) => fix.edits.length).join())
    expect(edits('lost(); lost();')).toEqual(['2'])
    expect(edits('lost(); stuck();')).toEqual([''])
    // One platform's finding, in code of both.
    expect(edits('portable();')).toEqual([''])
  })

  test('another function has its own', () => {
    expect(told('#include <sys/socket.h>\nvoid f(void) {\nlost_a(); }\nvoid g(void) {\nlost_a(); }\n')).toEqual([
      '3 posix',
      '5 posix',
    ])
  })

  test('on the platforms of all of them', () => {
    const text = `${PORTABLE}void f(void) {\n#ifndef _WIN32\nlost_a();\n#endif\nlost_a();\nlost_a();\n}\n`
    expect(told(text)).toEqual(['8 posix+windows, 10 also lost_a, 11 also lost_a'])
  })
})

describe('reports that a note of the same function takes back', () => {
  /** Reports each socket that listens, unless the function closes one. */
  const unclosed: Rule = callRule('test/unclosed', '', {
    visit: {},
    on: {
      listening: (event, context) => context.report({ span: event.span, message: 'plain', unless: 'closed' }),
      closed: (event, context) => context.note(event.span, 'closed'),
    },
  })
  let run: LintHarness
  beforeAll(async () => {
    run = await lintHarness([unclosed])
  })
  const lines = (text: string): string[] =>
    run.run(text).diagnostics.map((d) => `${d.range.start.line + 1} ${d.platforms.join('+')}`)

  test('stay without it, in another function, and on the other platform', () => {
    const text = `${PORTABLE}void f(int s) {\nlisten(s, 1); }\nvoid g(int s) {\nlisten(s, 1);\n#ifdef _WIN32\nclosesocket(s);\n#endif\n}\n`
    expect(lines(text)).toEqual(['7 posix+windows', '9 posix'])
  })

  test('go with it, on another path and later, too', () => {
    expect(lines('#include <sys/socket.h>\nvoid f(int s, int a) {\nif (a) close(s);\nelse listen(s, 1); }\n')).toEqual(
      [],
    )
    expect(lines('#include <sys/socket.h>\nvoid f(int s) {\nlisten(s, 1); close(s); }\n')).toEqual([])
  })
})

describe('notes', () => {
  /** Reports each call of want_X() in a program that nowhere calls give_X(), and names what the program does not show. */
  const absent: Rule = callRule('test/absent', '', {
    messages: { absent: { en: '{text} is missing, unknown: {unknown}', ja: '{text} なし: {unknown}' } },
    visit: {
      call_expression: (node, context) => {
        const [, tag, text] =
          /^(want|give)_(\w+)$/.exec(context.tree.textOf(context.tree.child(node, Field.function))) ?? []
        if (tag !== undefined && text !== undefined) context.note(context.tree.span(node), tag, text)
      },
    },
    program: (facts, context) => {
      for (const note of facts.notes.filter(({ tag }) => tag === 'want')) {
        const { file, span, text } = note
        for (const program of facts.programsOf(note)) {
          if (program.notes.some((other) => other.tag === 'give' && other.text === text)) continue
          const unknown = [...program.unknown].filter((name) => !/^(want|give)_/.test(name)).join() || 'none'
          context.report({ file, span, message: 'absent', parameters: { text, unknown } })
        }
      }
    },
  })
  let noted: LintHarness
  beforeAll(async () => {
    noted = await lintHarness([absent, callRule('test/other', 'want_x')])
  })
  const HEAD = '#include <sys/socket.h>\n'
  const told = (files: Readonly<Record<string, string>>): string[] => {
    const analyses = Object.entries(files).map(([path, text]) =>
      noted.engine.analyse({ path, content: `${HEAD}${text}` }, DEFAULT_CONFIG),
    )
    return noted.engine
      .conclude(analyses, DEFAULT_CONFIG)
      .diagnostics.filter((d) => d.rule === 'test/absent')
      .map((d) => `${d.file} ${d.functionName} ${d.message.en}`)
  }

  test('one program: what it lacks in all its files, and what of it is not seen', () => {
    const main = 'int main(void) { setup(); want_x(); want_y(); helper(); }'
    const other = 'void setup(void) { give_x(); }'
    expect(told({ 'main.c': main, 'other.c': other })).toEqual(['main.c main y is missing, unknown: helper'])
  })

  test('two programs do not help each other', () => {
    const text = (more: string): string => `int main(void) { want_x(); ${more} }`
    expect(told({ 'a.c': text(''), 'b.c': text('give_x();') })).toEqual(['a.c main x is missing, unknown: none'])
  })

  test('a function whose address is taken belongs to the program', () => {
    expect(told({ 'a.c': 'void on_x(int n) { give_x(); } int main(void) { want_x(); handle(1, on_x); }' })).toEqual([])
  })

  test('without a main() that reaches it nothing is known', () => {
    expect(told({ 'a.c': 'void f(void) { want_x(); }', 'b.c': 'int main(void) { return 0; }' })).toEqual([])
  })
})
