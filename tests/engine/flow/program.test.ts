/** What crosses files: imports of summaries, and which functions belong to one program. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Engine, SourceInput } from '../../../engine/index.ts'
import { importsFor, programFacts } from '../../../engine/flow/program.ts'
import type { Platform } from '../../../engine/model/index.ts'
import { realEngine } from '../../support/assets.ts'
import { EVERY_RULE, lint } from '../../support/lint.ts'
import { addressText } from './harness.ts'

let engine: Engine
beforeAll(async () => {
  engine = await realEngine()
})

const HEAD = '#include <sys/socket.h>\n#include <netinet/in.h>\n#include <unistd.h>\n'
/** A function that binds a new socket to a port and returns it. */
const opener = (name: string, port: string, storage = ''): string =>
  `${HEAD}${storage} int ${name}(int p) { int s = socket(AF_INET, SOCK_STREAM, 0); struct sockaddr_in sa = {0}; sa.sin_family = AF_INET; sa.sin_port = htons(${port}); if (bind(s, (void *)&sa, sizeof sa)) exit(1); return s; }\n`
const user = (call: string, name = 'main', more = ''): string =>
  `${HEAD}${more}int ${name}(void) { int s = ${call}; listen(s, 5); close(s); return 0; }\n`

function inputs(files: Readonly<Record<string, string>>): SourceInput[] {
  return Object.entries(files).map(([path, content]) => ({ path, content }))
}

/** `file function address` of every bind, after all imports. */
function binds(files: Readonly<Record<string, string>>, platform: Platform = 'posix'): string[] {
  const facts = lint(engine, inputs(files), EVERY_RULE).analyses.map((a) => a.facts)
  return programFacts(
    facts,
    platform,
  )('')
    .binds.map((b) => `${b.file} ${b.functionName} ${addressText(b.address)}`)
    .sort()
}

describe('functions of other files', () => {
  test('tell what they bind, with what the caller gives', () => {
    expect(binds({ 'net.c': opener('up', 'p'), 'main.c': user('up(8080)') })).toEqual([
      'main.c main inet 0.0.0.0:8080',
      'net.c up inet 0.0.0.0:?',
    ])
  })

  test('through several files', () => {
    const files = {
      'a.c': user('one(80)'),
      'b.c': `${HEAD}int one(int p) { return two(p); }\n`,
      'c.c': `${HEAD}int two(int p) { return three(p); }\n`,
      'd.c': opener('three', 'p'),
    }
    expect(binds(files)).toContain('a.c main inet 0.0.0.0:80')
  })

  test('a static function of another file is nobody', () => {
    expect(binds({ 'net.c': opener('up', 'p', 'static'), 'main.c': user('up(8080)') })).toEqual([
      'net.c up inet 0.0.0.0:?',
    ])
  })

  test('an own function wins over one of the same name, static or not', () => {
    const own = 'static int up(int p) { return -1; }\n'
    expect(binds({ 'net.c': opener('up', 'p'), 'main.c': user('up(8080)', 'main', own) })).toEqual([
      'net.c up inet 0.0.0.0:?',
    ])
  })

  test('static functions of one name in two files stay apart', () => {
    const files = {
      'a.c': `${opener('up', '81', 'static')}${user('up(0)', 'first').slice(HEAD.length)}`,
      'b.c': `${opener('up', '82', 'static')}${user('up(0)', 'second').slice(HEAD.length)}`,
    }
    expect(binds(files).filter((b) => b.includes(' up '))).toEqual(['a.c up inet 0.0.0.0:81', 'b.c up inet 0.0.0.0:82'])
  })

  test('of two programs with functions of one name, the one in the same folder is meant; else nobody', () => {
    const files = {
      'x/net.c': opener('up', 'p'),
      'y/net.c': opener('up', 'p + 0 * 2'),
      'x/main.c': user('up(81)'),
      'y/main.c': user('up(82)'),
      'z/main.c': user('up(83)'),
    }
    const found = binds(files).filter((b) => b.includes(' main '))
    expect(found).toContain('x/main.c main inet 0.0.0.0:81')
    expect(found.some((b) => b.startsWith('z/'))).toBe(false)
  })

  test('a name with one definition for each platform is clear on each', () => {
    const net = `#ifdef _WIN32\n#include <winsock2.h>\nSOCKET up(int p) { SOCKET s = socket(AF_INET, SOCK_STREAM, 0); struct sockaddr_in sa = {0}; sa.sin_family = AF_INET; sa.sin_port = htons(p); bind(s, (void *)&sa, sizeof sa); return s; }\n#else\n${opener('up', 'p')}#endif\n`
    const main = `#ifdef _WIN32\n#include <winsock2.h>\n#else\n${HEAD}#endif\nint main(void) { int s = up(8080); listen(s, 5); return 0; }\n`
    for (const platform of ['posix', 'windows'] as const) {
      expect(binds({ 'net.c': net, 'main.c': main }, platform), platform).toContain('main.c main inet 0.0.0.0:8080')
    }
  })

  test('static variables of one name in two files are two variables', () => {
    const net = `${HEAD}static int sock;\nvoid up(void) { sock = socket(AF_INET, SOCK_STREAM, 0); if (sock >= 0 && listen(sock, 5) < 0) sock = -1; }\n`
    const main = `${HEAD}static int sock;\nint main(void) { int on = 1; up(); setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); return 0; }\n`
    expect(lint(engine, inputs({ 'net.c': net, 'main.c': main }), EVERY_RULE).diagnostics).toEqual([])
    const shared = [net, main].map((text) => text.replace('static int sock', 'extern int sock')) as [string, string]
    expect(
      lint(engine, inputs({ 'net.c': shared[0], 'main.c': shared[1] }), EVERY_RULE).diagnostics.map((d) => d.rule),
    ).toContain('bind/option-after-bind')
  })

  test('the order of files is irrelevant', () => {
    const files = {
      'a.c': user('one(80)'),
      'b.c': `${HEAD}int one(int p) { return two(p); }\n`,
      'c.c': opener('two', 'p'),
    }
    const all = inputs(files)
    const wanted = lint(engine, all, EVERY_RULE)
    for (const order of [
      [2, 1, 0],
      [1, 0, 2],
      [2, 0, 1],
    ]) {
      const run = lint(
        engine,
        order.map((index) => all[index] as SourceInput),
        EVERY_RULE,
      )
      expect(run.diagnostics).toEqual(wanted.diagnostics)
      expect([...run.analyses].sort((x, y) => (x.path < y.path ? -1 : 1))).toEqual(wanted.analyses)
    }
  })

  test('functions of two files that call each other end', () => {
    const files = {
      'a.c': `${HEAD}int a(int n) { return n ? b(n - 1) : socket(AF_INET, SOCK_STREAM, 0); }\n`,
      'b.c': `${HEAD}int b(int n) { return n ? a(n - 1) : socket(AF_INET, SOCK_STREAM, 0); }\n`,
    }
    const run = lint(engine, inputs(files), EVERY_RULE)
    expect(run.errors).toEqual([])
    expect(run.diagnostics).toEqual([])
  })

  test('only what does something to sockets is imported', () => {
    const files = {
      'a.c': user('one(80) + quiet(1)'),
      'b.c': `int quiet(int n) { return n; }\n`,
      'c.c': opener('one', 'p'),
    }
    const facts = inputs(files).map((input) => engine.analyse(input, EVERY_RULE).facts)
    const imports = importsFor(facts).get('a.c')
    expect(Object.keys(imports?.summaries.posix ?? {})).toEqual(['one'])
  })
})

describe('sameProgram', () => {
  /** Whether the binds of the two functions can be in one program. */
  const together = (files: Readonly<Record<string, string>>, a: string, b: string): boolean => {
    const facts = programFacts(
      inputs(files).map((input) => engine.analyse(input, EVERY_RULE).facts),
      'posix',
    )('')
    const [x, y] = [a, b].map((name) => facts.binds.find((bind) => bind.functionName === name))
    if (x === undefined || y === undefined) throw new Error('no such bind')
    expect(facts.sameProgram(y, x)).toBe(facts.sameProgram(x, y))
    return facts.sameProgram(x, y)
  }
  const BIND =
    'int s = socket(AF_INET, SOCK_STREAM, 0); struct sockaddr_in sa = {0}; sa.sin_family = AF_INET; bind(s, (void *)&sa, sizeof sa);'
  const one = `void one(void) { ${BIND} }\n`
  const two = `void two(void) { ${BIND} }\n`

  test.each<[string, Record<string, string>, boolean]>([
    ['two functions that nobody joins', { 'a.c': HEAD + one, 'b.c': HEAD + two }, false],
    ['in one file, still nobody', { 'a.c': HEAD + one + two }, false],
    [
      'main calls both',
      { 'a.c': HEAD + one, 'b.c': HEAD + two, 'm.c': 'int main(void) { one(); two(); return 0; }' },
      true,
    ],
    [
      'one calls the other',
      { 'a.c': `${HEAD}void two(void);\nvoid one(void) { ${BIND} two(); }\n`, 'b.c': HEAD + two },
      true,
    ],
    [
      'by way of others',
      {
        'a.c': HEAD + one,
        'b.c': HEAD + two,
        'm.c': 'void x(void) { one(); } void y(void) { two(); } int main(void) { x(); y(); }',
      },
      true,
    ],
    [
      'by their addresses',
      { 'a.c': HEAD + one, 'b.c': HEAD + two, 'm.c': 'int main(void) { start(one); start(&two); }' },
      true,
    ],
    [
      'two programs',
      { 'a.c': HEAD + one, 'b.c': HEAD + two, 'm.c': 'int main(void) { one(); }', 'n.c': 'int main(void) { two(); }' },
      false,
    ],
    [
      'a variable of that name is no call',
      { 'a.c': HEAD + one, 'b.c': HEAD + two, 'm.c': 'int main(void) { int two = 1; one(); return two; }' },
      false,
    ],
    [
      'a parameter of that name is no call',
      { 'a.c': HEAD + one, 'b.c': HEAD + two, 'm.c': 'int main(int two) { one(); return two; }' },
      false,
    ],
    [
      'a member of that name is no call',
      { 'a.c': HEAD + one, 'b.c': HEAD + two, 'm.c': 'int main(struct s *x) { one(); return x->two; }' },
      false,
    ],
  ])('%s', (_, files, wanted) => {
    expect(together(files, 'one', 'two')).toBe(wanted)
  })

  test('a function is in one program with itself', () => {
    expect(together({ 'a.c': HEAD + one }, 'one', 'one')).toBe(true)
  })
})
