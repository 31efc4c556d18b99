/** Calls that never return end a path: nothing behind them is judged, and nothing is lost there. */
import { beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_CONFIG } from '../../../engine/index.ts'
import { createEngine, type Rule } from '../../../engine/index.ts'
import { readAssets } from '../../support/assets.ts'
import { type FlowHarness, type FlowOptions, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

const HEAD = '#include <sys/socket.h>\n#include <stdlib.h>\n#include <unistd.h>\n'

/** A socket is made, and on failure of the next step the call in question stands where a close is missing. */
function program(declaration: string, call: string): string {
  return `${HEAD}${declaration}\nint f(void)\n{\n  int s = socket(AF_INET, SOCK_STREAM, 0);\n  if (s < 0)\n    ${call}\n  if (listen(s, 5) < 0) {\n    ${call}\n    return -1;\n  }\n  close(s);\n  return 0;\n}\n`
}

function losses(text: string, options: FlowOptions = {}): string[] {
  return harness.events(text, ['lost'], options)
}

const LOST = ['lost s return']

describe('functions that never return', () => {
  test.each([
    ['of the model', '', 'abort();'],
    ['defined: it exits', 'static void die(void) { exit(1); }', 'die();'],
    ['defined: through another', 'static void quit(int n) { exit(n); }\nstatic void die(void) { quit(3); }', 'die();'],
    ['defined: on both branches', 'static void die(int hard) { if (hard) abort(); exit(1); }', 'die(1);'],
    [
      'defined: a loop without an end',
      'static void hang(void) { for (;;) pause(); }\nstatic void die(void) { exit(1); }',
      'die();',
    ],
    ['_Noreturn', '_Noreturn void die(void);', 'die();'],
    ['noreturn of stdnoreturn.h', '#include <stdnoreturn.h>\nnoreturn void die(const char *);', 'die("x");'],
    ['__attribute__ in front', '__attribute__((noreturn)) void die(void);', 'die();'],
    [
      '__attribute__ behind',
      'void die(const char *, ...) __attribute__((format(printf, 1, 2), __noreturn__));',
      'die("x");',
    ],
    ['__attribute__ of a definition', 'static void __attribute__((noreturn)) die(void) { leave(); }', 'die();'],
    ['__declspec', '__declspec(noreturn) void die(void);', 'die();'],
    ['a macro of that name', '#define DIE() die()\n_Noreturn void die(void);', 'DIE();'],
  ])('%s', (_, declaration, call) => {
    expect(losses(program(declaration, call))).toEqual([])
  })

  test.each([
    ['[[noreturn]]', '[[noreturn]] void die();', 'die();'],
    ['[[noreturn]] among others', '[[noreturn, gnu::cold]] void die();', 'die();'],
  ])('C++: %s', (_, declaration, call) => {
    expect(losses(program(declaration, call), { path: 'x.cpp' })).toEqual([])
  })

  test.each([
    ['a prototype that says nothing', 'void die(void);', 'die();'],
    ['another attribute', 'void die(void) __attribute__((cold));', 'die();'],
    ['defined: it may return', 'static void die(int hard) { if (hard) exit(1); }', 'die(0);'],
    ['a word in a comment', '/* noreturn */ void die(void);', 'die();'],
  ])('returns: %s', (_, declaration, call) => {
    expect(losses(program(declaration, call))).toEqual(LOST)
  })

  test('a callee that exits for some arguments only', () => {
    const check = 'static void check(int ok) { if (!ok) exit(1); }'
    const body = (test: string): string =>
      `${HEAD}${check}\nint f(void) { int s = socket(AF_INET, SOCK_STREAM, 0); ${test} close(s); return 0; }`
    expect(losses(body('check(s >= 0); check(listen(s, 5) == 0);'))).toEqual([])
    expect(losses(body('check(1); if (listen(s, 5) < 0) return 1;'))).toEqual(LOST)
  })

  test('named by the user', () => {
    const text = program('void panic(void);', 'panic();')
    expect(losses(text)).toEqual(LOST)
    expect(losses(text, { noreturn: ['panic'] })).toEqual([])
  })

  test('the configuration reaches the rules', async () => {
    const lost: Rule = {
      id: 'test/lost',
      severity: 'error',
      precision: 'high',
      platforms: ['posix', 'windows'],
      merge: 'any',
      cwe: [],
      since: '0.1.0',
      presets: ['recommended'],
      messages: { lost: { en: 'lost', ja: '失われる' } },
      on: { lost: (event, context) => context.report({ span: event.span, message: 'lost' }) },
    }
    const engine = await createEngine(readAssets(), [lost])
    const found = (noreturn: readonly string[]): number =>
      engine.analyse(
        { path: 'x.c', content: program('void panic(void);', 'panic();') },
        { ...DEFAULT_CONFIG, noreturn },
      ).diagnostics.length
    expect(found([])).toBe(1)
    expect(found(['panic'])).toBe(0)
  })
})
