import { describe, expect, test } from 'vitest'
import { differences } from '../../../engine/preprocess/differences.ts'
import { type View, type ViewOptions, makeViews } from '../../../engine/preprocess/views.ts'
import { PLATFORMS, type Platform } from '../../../engine/text/platform.ts'
import { randomNest, randomNumbers, randomText } from './random.ts'

/** The words that are left in each platform's view, without directives. */
function left(text: string, options: Partial<ViewOptions> = {}): Record<Platform, string> {
  const { views } = makeViews(text, { language: 'c', ...options })
  const words = ({ text: seen }: View): string =>
    seen
      .replace(/^\s*#.*$/gm, '')
      .split(/\s+/)
      .filter(Boolean)
      .join(' ')
  return { posix: words(views.posix), windows: words(views.windows) }
}

const decisions = (text: string, platform: Platform): string[] =>
  makeViews(text, { language: 'c' }).views[platform].decisions.map(
    ({ condition, value, by }) => `${condition} ${value} ${by}`,
  )

describe('what each platform sees', () => {
  test.each<[string, string, string]>([
    ['a\n#ifdef _WIN32\nw\n#else\np\n#endif\nb', 'a p b', 'a w b'],
    ['#ifndef _WIN32\np\n#else\nw\n#endif', 'p', 'w'],
    ['#if defined(_WIN32)\nw\n#elif defined(__linux__)\np\n#else\no\n#endif', 'p', 'w'],
    ['#if 0\nx\n#elif 1\ny\n#elif 1\nz\n#else\nv\n#endif', 'y', 'y'],
    ['#if 0\nx\n#else\ny\n#endif', 'y', 'y'],
    ['#if 0\n#if 1\nx\n#endif\ny\n#endif\nz', 'z', 'z'],
    ['#ifdef _WIN32\n#ifdef _WIN32\nw\n#else\nx\n#endif\n#endif', '', 'w'],
    ['#ifdef FOO\nlonger code\n#else\nshort\n#endif', 'longer code', 'longer code'],
    ['#ifdef FOO\nshort\n#else\nlonger code\n#endif', 'longer code', 'longer code'],
    ['#ifdef FOO\nx\n#endif', 'x', 'x'],
    ['#ifndef FOO\nx\n#endif', 'x', 'x'],
    // One value a file: what decides is all the code that hangs on the macro.
    [
      '#ifdef FOO\na\n#else\nb_longer\n#endif\n#ifdef FOO\nc_the_longest_of_all\n#else\nd\n#endif',
      'a c_the_longest_of_all',
      'a c_the_longest_of_all',
    ],
    ['#ifdef FOO\na\n#endif\n#ifndef FOO\nb_longer\n#endif', 'b_longer', 'b_longer'],
    ['#if FOO > 2\na\n#else\nbb\n#endif\n#if !(FOO > 2)\nc\n#endif', 'bb c', 'bb c'],
    ['#if FOO != 1\na\n#else\nbb\n#endif\n#if FOO == 1\nc\n#endif', 'bb c', 'bb c'],
    // Comments are no code.
    ['#ifdef FOO\n/* a very long comment indeed */ a\n#else\nbb\n#endif', 'bb', 'bb'],
    // A branch that only the other platform could reach has no vote that counts twice.
    ['#ifdef _WIN32\n#ifdef FOO\nw\n#endif\n#endif\n#ifdef FOO\nx\n#else\ny\n#endif', 'x', 'w x'],
    // Guards.
    ['#ifndef A_H\n#define A_H\nx\n#endif', 'x', 'x'],
    ['#if !defined(A_H)\n#define A_H\nx\n#endif', 'x', 'x'],
    ['#ifndef A_H\n#include <a.h>\n#define A_H\nx\n#endif', 'x', 'x'],
    ['#ifndef PORT\n#define PORT 7\n#endif\n#if PORT == 7\nx\n#else\nlonger\n#endif', 'x', 'x'],
    ['#ifndef INVALID_SOCKET\n#define INVALID_SOCKET -1\nx\n#endif', 'x', ''],
    // The file's own macros, in order.
    ['#define FOO\n#ifdef FOO\nx\n#else\nlonger\n#endif', 'x', 'x'],
    ['#ifdef FOO\nlonger\n#else\nx\n#endif\n#define FOO\n#ifdef FOO\ny\n#endif', 'longer y', 'longer y'],
    ['#define FOO 1\n#undef FOO\n#ifdef FOO\nx\n#else\ny\n#endif', 'y', 'y'],
    [
      '#ifdef _WIN32\n#define ON_WINDOWS 1\n#else\n#define ON_WINDOWS 0\n#endif\n#if ON_WINDOWS\nw\n#else\np\n#endif',
      'p',
      'w',
    ],
    ['#ifdef _WIN32\n#define ON_WINDOWS\n#endif\n#ifdef ON_WINDOWS\nw\n#endif', '', 'w'],
    ['#if 0\n#define FOO 1\n#endif\n#if FOO == 1 && 0\nx\n#endif\ny', 'y', 'y'],
    ['#define A B\n#define B 0\n#if A\nx\n#else\ny\n#endif', 'y', 'y'],
    // Other systems of the family.
    ['#ifdef __APPLE__\nlonger code\n#else\nx\n#endif', 'x', 'x'],
    ['#if defined(__APPLE__)\nlonger code\n#elif defined(__linux__)\nx\n#endif', 'x', ''],
    ['#if defined(__FreeBSD__)\nb\n#endif', 'b', ''],
    ['#ifdef __APPLE__\nx\n#endif\n#ifdef __linux__\ny\n#endif', 'y', ''],
    ['#ifdef SO_NOSIGPIPE\nx\n#endif', 'x', ''],
    ['#ifdef __MINGW32__\nw\n#else\np\n#endif', 'p', 'w'],
    ['#if defined(_MSC_VER)\nm\n#elif defined(__MINGW32__)\ng\n#else\np\n#endif', 'p', 'm'],
    // What does not balance.
    ['#ifdef _WIN32\nw', '', 'w'],
    ['#endif\na\n#else\nb', 'a b', 'a b'],
    ['#ifdef _WIN32\nw\n#else\np\n#else\nq\n#endif\nr', 'p r', 'w r'],
    ['#ifdef _WIN32\nw\n#else\np\n#elif 1\nq\n#endif\nr', 'p r', 'w r'],
    ['#if\nx\n#endif', 'x', 'x'],
    ['#if (\nx\n#else\nlonger\n#endif', 'longer', 'longer'],
    ['#ifdef\nx\n#endif', 'x', 'x'],
    // An `if` header split over branches: each view has one.
    [
      '#ifdef _WIN32\nif (s == INVALID_SOCKET)\n#else\nif (s < 0)\n#endif\n{ f(); }',
      'if (s < 0) { f(); }',
      'if (s == INVALID_SOCKET) { f(); }',
    ],
    // A private name for a platform, seen by the headers.
    [
      '#ifdef OURS\n#include <winsock2.h>\nw_very_long\n#else\n#include <sys/socket.h>\np\n#endif\n#ifdef OURS\nw2\n#endif',
      'p',
      'w_very_long w2',
    ],
    ['#ifdef OURS\n#include <sys/socket.h>\np\n#else\n#include <winsock2.h>\nw_very_long\n#endif', 'p', 'w_very_long'],
    ['#if !OURS\n#include <windows.h>\n#endif\n#if !OURS\nx\n#else\ny\n#endif', 'y', 'x'],
  ])('%j', (text, posix, windows) => {
    expect(left(text)).toEqual({ posix, windows })
  })

  test('macros that the caller gives', () => {
    const text = '#ifdef FOO\nx\n#else\nlonger\n#endif\n#if BAR > 1\ny\n#endif'
    expect(
      left(text, {
        defines: new Map([
          ['FOO', '1'],
          ['BAR', '2'],
        ]),
      }).posix,
    ).toBe('x y')
    expect(
      left(text, {
        defines: new Map([
          ['FOO', null],
          ['BAR', null],
        ]),
      }).posix,
    ).toBe('longer')
  })

  test.each([
    // What is a platform's own counts there alone: one build says nothing about the other system.
    ['_WIN32', '1', { posix: 'no', windows: 'yes' }],
    ['__linux__', '1', { posix: 'yes', windows: 'no' }],
    ['HAVE_POLL', '1', { posix: 'yes', windows: 'no' }],
    ['HAVE_SYS_UN_H', '1', { posix: 'yes', windows: 'no' }],
    // Taken away: a feature may be missing, the system itself may not.
    ['HAVE_POLL', null, { posix: 'no', windows: 'no' }],
    ['_WIN32', null, { posix: 'no', windows: 'yes' }],
    // POSIX is seen as Linux, and cannot be another system as well.
    ['__APPLE__', '1', { posix: 'no', windows: 'no' }],
    // Of everything else the caller knows best.
    ['USE_TLS', '1', { posix: 'yes', windows: 'yes' }],
    ['USE_TLS', null, { posix: 'no', windows: 'no' }],
    ['AF_INET6', null, { posix: 'no', windows: 'no' }],
  ])('%s given as %s', (name, value, seen) => {
    const text = `#ifdef __linux__\n#endif\n#ifdef ${name}\nyes\n#else\nno\n#endif`
    expect(left(text, { defines: new Map([[name, value]]) })).toEqual(seen)
  })

  test('the language', () => {
    const text = '#ifdef __cplusplus\nextern "C" {\n#endif\nint f(void);\n#ifdef __cplusplus\n}\n#endif'
    expect(left(text).posix).toBe('int f(void);')
    expect(left(text, { language: 'cpp' }).posix).toBe('extern "C" { int f(void); }')
  })
})

describe('a view', () => {
  const text = [
    '#include "net.h"',
    '#ifdef _WIN32',
    '# include <winsock2.h>',
    '# define sclose closesocket',
    'int w;',
    '#elif 0',
    'never',
    '#else /* the',
    'rest */',
    '#include <sys/socket.h>',
    '#define sclose(s) close(s)',
    'int p;',
    '#endif',
    '#undef NOTHING',
    '',
  ].join('\n')
  const result = makeViews(text, { language: 'c' })

  test('blanks by spaces, and keeps newlines and live directives', () => {
    const lines = (platform: Platform): string[] =>
      result.views[platform].text.split('\n').map((line) => line.trimEnd())
    expect(lines('posix')).toEqual([
      '#include "net.h"',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '#include <sys/socket.h>',
      '#define sclose(s) close(s)',
      'int p;',
      '',
      '#undef NOTHING',
      '',
    ])
    expect(lines('windows')).toEqual([
      '#include "net.h"',
      '',
      '# include <winsock2.h>',
      '# define sclose closesocket',
      'int w;',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '#undef NOTHING',
      '',
    ])
    expect(result.same).toBe(false)
    expect(result.exhausted).toBe(false)
  })

  test('says what is masked', () => {
    const masked = (platform: Platform): string[] =>
      result.views[platform].masked.map(({ start, end }) => text.slice(start, end).trim())
    expect(masked('posix')).toEqual(['# include <winsock2.h>\n# define sclose closesocket\nint w;\n#elif 0\nnever'])
    expect(masked('windows')).toEqual([
      'never\n#else /* the\nrest */\n#include <sys/socket.h>\n#define sclose(s) close(s)\nint p;',
    ])
  })

  test('lists includes, live or not', () => {
    const includes = (platform: Platform): string[] =>
      result.views[platform].includes.map(({ name, angled, live }) => `${name} ${angled} ${live}`)
    expect(includes('posix')).toEqual(['net.h false true', 'winsock2.h true false', 'sys/socket.h true true'])
    expect(includes('windows')).toEqual(['net.h false true', 'winsock2.h true true', 'sys/socket.h true false'])
  })

  test('has the macros of its platform', () => {
    const { posix, windows } = result.views
    expect(posix.macros.get('sclose')).toMatchObject({ parameters: ['s'], body: 'close(s)' })
    expect(windows.macros.get('sclose')).toMatchObject({ parameters: null, body: 'closesocket' })
    const { span } = posix.macros.get('sclose') ?? { span: { start: 0, end: 0 } }
    expect(text.slice(span.start, span.end)).toBe('#define sclose(s) close(s)')
  })

  test('tells how each condition was settled', () => {
    const source =
      '#ifndef X_H\n#define X_H\n#ifdef _WIN32\n#if X\n#endif\n#elif defined(X_H)\n#else\n#endif\n#if 0\n#endif\n#ifdef BAR\nx\n#else\n#endif\n#endif'
    expect(decisions(source, 'posix')).toEqual([
      '!defined(X_H) true guard',
      'defined(_WIN32) false platform',
      'defined(X_H) true file',
      '0 false guard',
      'defined(BAR) true vote',
    ])
    expect(decisions(source, 'windows')).toEqual([
      '!defined(X_H) true guard',
      'defined(_WIN32) true platform',
      'X false vote',
      '0 false guard',
      'defined(BAR) true vote',
    ])
    const first = makeViews('#ifdef A\nx\n#else\ny\n#endif', { language: 'c' }).views.posix.decisions[0]
    expect(first).toMatchObject({ span: { start: 0, end: 8 }, branch: { start: 8, end: 11 } })
  })

  test('a text without conditionals is itself on both platforms', () => {
    const plain = '#include <stdio.h>\nint main(void) { return 0; }\n'
    const { views, raw, same } = makeViews(plain, { language: 'c' })
    expect([views.posix.text, views.windows.text, raw, same]).toEqual([plain, plain, plain, true])
    expect(views.posix.masked).toEqual([])
  })

  test('the empty text', () => {
    expect(makeViews('', { language: 'c' })).toMatchObject({ raw: '', same: true, directives: [] })
  })
})

/** Everything that must hold of any text. */
function checkInvariants(text: string): void {
  const { views, raw, directives } = makeViews(text, { language: 'c' })
  const newlines = (value: string): string => value.replace(/[^\r\n]/g, '.')
  let last = 0
  for (const { span } of directives) {
    expect(span.start).toBeGreaterThanOrEqual(last)
    expect(span.end).toBeGreaterThan(span.start)
    last = span.end
  }
  for (const platform of PLATFORMS) {
    const view = views[platform]
    expect(view.text.length).toBe(text.length)
    expect(newlines(view.text)).toBe(newlines(text))
    let end = -1
    for (const span of view.masked) {
      expect(span.start).toBeGreaterThan(end)
      expect(span.end).toBeGreaterThan(span.start)
      expect(view.text.slice(span.start, span.end).trim()).toBe('')
      end = span.end
    }
    // Outside what is masked and outside directives, the view is the raw text.
    const covered = [...view.masked, ...directives.map(({ span }) => span)]
    for (let i = 0; i < text.length; i++) {
      if (view.text[i] === raw[i] || covered.some(({ start, end: stop }) => start <= i && i < stop)) continue
      throw new Error(`offset ${i} of ${JSON.stringify(text)} differs on ${platform}`)
    }
    let rebuilt = ''
    let copied = 0
    for (const { start, oldEnd, newEnd } of differences(raw, view.text)) {
      expect(start).toBeGreaterThanOrEqual(copied)
      rebuilt += raw.slice(copied, start) + view.text.slice(start, newEnd)
      copied = oldEnd
    }
    expect(rebuilt + raw.slice(copied)).toBe(view.text)
  }
}

describe('properties', () => {
  test('random garbage: lengths, newlines, spans and differences hold, and nothing throws', () => {
    const random = randomNumbers(20050201)
    for (let i = 0; i < 600; i++) checkInvariants(randomText(random, 5 + random(60)))
  })

  test('random units of all kinds', () => {
    const random = randomNumbers(7)
    for (let i = 0; i < 300; i++) {
      let text = ''
      for (let j = random(200); j > 0; j--)
        text += random(3) === 0 ? '#\n'[random(2)] : String.fromCharCode(random(random(2) === 0 ? 128 : 65536))
      checkInvariants(text)
    }
  })

  test('random nests: of every chain at most one branch is left, and what surrounds it always', () => {
    const random = randomNumbers(42)
    for (let i = 0; i < 200; i++) {
      const text = `first();\n${randomNest(random, 4)}last();\n`
      checkInvariants(text)
      for (const platform of PLATFORMS) {
        const { text: seen, decisions: made } = makeViews(text, { language: 'c' }).views[platform]
        expect(seen).toMatch(/^first\(\);[^]*last\(\);\n$/)
        expect(seen).not.toContain('#')
        for (const { branch, value } of made) {
          // Each branch starts with a call; it is there exactly when the branch was chosen.
          const visible = seen.slice(branch.start, branch.end).trim() !== ''
          expect(visible).toBe(value)
        }
      }
    }
  })

  test('the same macro has the same value on both platforms when nobody knows it', () => {
    const random = randomNumbers(99)
    for (let i = 0; i < 100; i++) {
      const { views } = makeViews(randomNest(random, 4), { language: 'c' })
      const values = new Map<string, boolean>()
      for (const platform of PLATFORMS) {
        for (const { condition, value } of views[platform].decisions) {
          if (condition !== 'defined(FOO)' && condition !== 'BAR > 2') continue
          expect(values.get(condition) ?? value).toBe(value)
          values.set(condition, value)
        }
      }
    }
  })
})

describe('bounds', () => {
  test('conditionals nested thousands deep', () => {
    const depth = 5000
    const text = `${'#ifdef _WIN32\n'.repeat(depth)}w;\n${'#endif\n'.repeat(depth)}p;\n`
    const { views } = makeViews(text, { language: 'c' })
    expect(views.posix.text.trim()).toBe('p;')
    expect(views.windows.text.replace(/\s+/g, ' ').trim()).toBe('w; p;')
    expect(makeViews('#if A\n'.repeat(depth), { language: 'c' }).directives).toHaveLength(depth)
  })

  test('a file of costly conditions is cut off, and says so', () => {
    let text = '#define M0 1\n'
    for (let i = 1; i <= 40; i++) text += `#define M${i} (M${i - 1} + M${i - 1})\n`
    text += '#if M30 > 1\nx\n#endif\n'.repeat(3000)
    const { exhausted, views } = makeViews(text, { language: 'c' })
    expect(exhausted).toBe(true)
    expect(views.posix.text.length).toBe(text.length)
  })
})

/** Counts the units that the string methods in use look at while `work` runs. */
function unitsExamined(work: () => void): number {
  const { charCodeAt, indexOf, slice } = String.prototype
  const { exec, test: tests } = RegExp.prototype
  let units = 0
  String.prototype.charCodeAt = function (this: string, at: number) {
    units++
    return charCodeAt.call(this, at)
  }
  String.prototype.indexOf = function (this: string, what: string, from?: number) {
    const found = indexOf.call(this, what, from)
    units += (found < 0 ? this.length : found) - (from ?? 0)
    return found
  }
  String.prototype.slice = function (this: string, from?: number, to?: number) {
    const part = slice.call(this, from, to)
    units += part.length
    return part
  }
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    // A sticky or global expression goes on from where it stopped; `replace` and `matchAll` call this once a match.
    const from = this.sticky || this.global ? this.lastIndex : 0
    const match = exec.call(this, text)
    units += match === null ? (this.sticky ? 1 : text.length - from) : match.index + match[0].length - from
    return match
  }
  RegExp.prototype.test = function (this: RegExp, text: string) {
    units += text.length
    return tests.call(this, text)
  }
  try {
    work()
  } finally {
    Object.assign(String.prototype, { charCodeAt, indexOf, slice })
    Object.assign(RegExp.prototype, { exec, test: tests })
  }
  return units
}

describe('linear work, counted and not timed', () => {
  const repeat = (piece: string) => (count: number) => piece.repeat(count)
  test.each<[string, (count: number) => string]>([
    ['directives', repeat('#ifdef FOO\n  close(s); /* c */\n#else\n  closesocket(s);\n#endif\n#define A(x) f(x)\n')],
    [
      'different conditions',
      (count) => Array.from({ length: count }, (_, i) => `#if A${i} > ${i}\nx;\n#endif\n`).join(''),
    ],
    ['deep nesting', (count) => `${'#if A\nx;\n'.repeat(count)}${'#endif\n'.repeat(count)}`],
    ['branches of one chain', (count) => `#if A\n${'x;\n#elif A\n'.repeat(count)}#endif\n`],
    ['raw strings without end', repeat('R"a(')],
    [
      'raw strings without end, each with its own delimiter',
      (count) => Array.from({ length: count }, (_, i) => `R"${i}(`).join(' '),
    ],
    ['comments without end', repeat('/* x ')],
    ['parentheses without end behind listed words', repeat('__declspec(')],
    ['attribute words', repeat('WINAPI ')],
    ['quotes', repeat('"')],
    ['continuations', repeat('\\\n')],
    ['hashes', repeat('#\n')],
    ['one directive of angle brackets', (count) => `#if ${'<'.repeat(count)}`],
    ['one long define', (count) => `#define A ${'x /* c */ \\\n'.repeat(count)}`],
    ['white space behind a word', (count) => `UNUSED${' '.repeat(count)}`],
    ['no-break spaces', repeat('\u00a0x')],
    ['loops', repeat('LIST_FOREACH(a, b, c) ')],
    ['prototypes', repeat('f __P((')],
  ])('%s', (_, make) => {
    const small = unitsExamined(() => makeViews(make(1000), { language: 'cpp' }))
    const large = unitsExamined(() => makeViews(make(8000), { language: 'cpp' }))
    // Eight times the text; quadratic work would be 64 times as much.
    expect(large / small).toBeLessThan(12)
  })

  test('a megabyte with 20,000 directives', () => {
    const text =
      '#ifdef FOO\n  int rc = close(s); /* a comment that makes the line as long as lines are in earnest */\n#else\n  closesocket(s);\n#endif\n#define ABC(x) f(x)\n'
    const whole = text.repeat(5000)
    expect(makeViews(whole, { language: 'c' }).directives).toHaveLength(20_000)
    expect(unitsExamined(() => makeViews(whole, { language: 'c' })) / whole.length).toBeLessThan(60)
  })
})
