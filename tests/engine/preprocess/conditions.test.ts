import { describe, expect, test } from 'vitest'
import { ExpressionCache, type FileMacro, evaluate } from '../../../engine/preprocess/conditions.ts'
import { parseExpression, spell } from '../../../engine/preprocess/expression.ts'
import { PlatformMacros } from '../../../engine/preprocess/platform-macros.ts'
import { PLATFORMS, type Platform } from '../../../engine/text/platform.ts'

interface Surroundings {
  readonly platform?: Platform
  readonly language?: 'c' | 'cpp'
  readonly given?: Readonly<Record<string, string | null>>
  readonly file?: Readonly<Record<string, string>>
}

function outcome(condition: string, { platform = 'posix', language = 'c', given = {}, file = {} }: Surroundings = {}) {
  const cache = new ExpressionCache(language)
  const macros = new Map<string, FileMacro>(
    Object.entries(file).map(([name, body]) => [name, { kind: 'defined', body, parameters: null }]),
  )
  return evaluate(
    cache.get(condition),
    {
      language,
      platform: new PlatformMacros(platform, language, [condition]),
      given: new Map(Object.entries(given)),
      file: macros,
      inherited: new Map(),
      assumed: new Map(),
    },
    cache,
  )
}

const value = (condition: string, surroundings?: Surroundings): boolean | undefined =>
  outcome(condition, surroundings).value

describe('constants and arithmetic', () => {
  test.each<[string, boolean]>([
    ['0', false],
    ['1', true],
    ['2', true],
    ['!0', true],
    ['!!3', true],
    ['-1', true],
    ['~0 == -1', true],
    ['1 + 2 * 3 == 7', true],
    ['(1 + 2) * 3 == 9', true],
    ['10 - 4 - 3 == 3', true],
    ['1 << 4 == 16', true],
    ['0x10 == 16', true],
    ['010 == 8', true],
    ['0b101 == 5', true],
    ["1'000 == 1000", true],
    ['200809L >= 200112L', true],
    ['10ULL > 9u', true],
    ['7 / 2 == 3', true],
    ['7 % 4 == 3', true],
    ['(5 & 4) == 4', true],
    ['(5 ^ 1) == 4', true],
    ['(4 | 1) == 5', true],
    ['5 & 4 == 4', true],
    ['1 ? 0 : 1', false],
    ['0 ? 0 : 1', true],
    ["'a' == 97", true],
    ['1 && 0 || 1', true],
    ['1 || 0 && 0', true],
    ['3 != 4', true],
    ['2 >= 2', true],
    ['2 < 2', false],
    ['0 && 1 / 0', false],
  ])('%s is %s', (condition, expected) => {
    expect(outcome(condition)).toEqual({ value: expected, by: 'guard', atoms: [] })
  })

  test.each([
    '',
    '(',
    ')',
    '1 +',
    '&& 1',
    '1 1',
    'defined',
    'defined(',
    'defined(A',
    'defined 5',
    '1.5',
    '"x"',
    '1 ? 2',
    '@',
    '1 / 0',
    '1 % 0',
    '1 << 64',
    '1 << -1',
    '9'.repeat(60),
    '`',
    'A B',
    '=',
    '1 = 1',
    '!',
    '09',
  ])('%j is unknown', (condition) => {
    expect(value(condition)).toBeUndefined()
  })

  test('numbers beyond 64 bits wrap around as the preprocessor has it', () => {
    expect(value('0x7fffffffffffffff + 1 < 0')).toBe(true)
  })
})

describe('platforms', () => {
  test.each<[string, boolean | undefined, boolean | undefined]>([
    // condition, on posix, on windows
    ['defined(_WIN32)', false, true],
    ['defined _WIN32', false, true],
    ['_WIN32', false, true],
    ['!defined(WIN32)', true, false],
    ['defined(_WIN64)', false, true],
    ['defined(_MSC_VER) && _MSC_VER >= 1900', false, true],
    ['_MSC_VER < 1300', true, false],
    ['defined(_MSC_VER) && _MSC_VER < 1300', false, false],
    ['_WIN32_WINNT >= 0x0600', false, true],
    ['defined(__unix__) || defined(__unix) || defined(unix)', true, false],
    ['defined(__linux__)', true, false],
    ['defined(__CYGWIN__)', false, false],
    ['defined(_WIN32) && !defined(__CYGWIN__)', false, true],
    ['defined(_WIN32) || defined(__CYGWIN__)', false, true],
    ['defined(__MINGW32__)', false, true],
    ['defined(_WIN32) && !defined(__MINGW32__)', false, true],
    ['defined(_WIN32) && defined(__MINGW32__)', false, false],
    ['defined(__APPLE__)', undefined, false],
    ['defined(__linux__) || defined(__APPLE__)', true, false],
    ['defined(__APPLE__) && !defined(__linux__)', false, false],
    ['defined(__FreeBSD__) || defined(__NetBSD__)', undefined, false],
    ['_POSIX_VERSION >= 200112L', true, false],
    ['defined(HAVE_WINSOCK2_H)', false, true],
    ['HAVE_WINSOCK_H', false, true],
    ['USE_WINSOCK', false, true],
    ['HAVE_SYS_SOCKET_H', true, false],
    ['HAVE_UNISTD_H', true, false],
    ['HAVE_ARPA_INET_H', true, false],
    ['HAVE_ERRNO_H', true, true],
    ['HAVE_SYS_EVENT_H', undefined, false],
    ['HAVE_NO_SUCH_THING_H', undefined, undefined],
    ['defined(OS_WIN) || defined(Q_OS_WIN)', false, true],
    ['defined(_WINDOWS) || defined(WINDOWS)', false, true],
    ['VMS', false, false],
    // A project's own names.
    ['MY_OS_WINDOWS', false, true],
    ['USE_WIN32_CRYPTO', false, undefined],
    ['NO_WIN32_CRYPTO', undefined, undefined],
    ['PLATFORM_IS_LINUX', true, false],
    ['IS_POSIX && !MY_MACOS', undefined, false],
    ['defined(TCP_KEEPALIVE)', undefined, true],
    ['__has_include(<winsock2.h>)', false, true],
    ['__has_include(<sys/socket.h>)', true, false],
    ['__has_include("sys/socket.h")', true, false],
    ['defined(__has_include) && __has_include( <unistd.h> )', true, false],
    ['__has_include(<stdint.h>)', true, true],
    ['__has_include(<ours/own.h>)', undefined, undefined],
    ['defined(SO_EXCLUSIVEADDRUSE)', false, true],
    ['defined(SO_REUSEPORT)', true, false],
    ['defined(MSG_NOSIGNAL)', true, false],
    ['defined(SO_NOSIGPIPE)', undefined, false],
    ['defined(AF_INET6)', true, true],
    ['defined(__GNUC__) && __GNUC__ >= 4', true, false],
    ['defined(__cplusplus)', false, false],
    ['FOO', undefined, undefined],
    ['FOO && 0', false, false],
    ['FOO || 1', true, true],
    ['defined(_WIN32) && FOO', false, undefined],
    ['defined(_WIN32) || FOO', undefined, true],
    ['FOO && defined(_WIN32)', false, undefined],
    ['!(FOO || defined(_WIN32))', undefined, false],
    ['FOO >= 3', undefined, undefined],
    ['KERNEL_VERSION(2,6,0) > 1', undefined, undefined],
    ['FOO ? 1 : 0', undefined, undefined],
    ['defined(_WIN32) ? FOO : 1', true, undefined],
  ])('%s', (condition, posix, windows) => {
    expect(PLATFORMS.map((platform) => value(condition, { platform }))).toEqual([posix, windows])
  })

  test('the language', () => {
    expect(value('defined(__cplusplus)', { language: 'cpp' })).toBe(true)
    expect(value('__cplusplus >= 201103L', { language: 'cpp' })).toBe(true)
    expect(value('__STDC_VERSION__ >= 201112L')).toBe(true)
    expect(value('__STDC_VERSION__ >= 201112L', { language: 'cpp' })).toBe(false)
    expect(value('defined(_WIN32) or not defined(__linux__)', { language: 'cpp' })).toBe(false)
    expect(value('1 and 0')).toBeUndefined()
    expect(value('true', { language: 'cpp' })).toBe(true)
  })
})

describe('sources of values', () => {
  test('the file wins over the caller, the caller over the platform', () => {
    expect(outcome('defined(_WIN32)', { given: { _WIN32: '1' } })).toEqual({ value: true, by: 'given', atoms: [] })
    expect(value('defined(_WIN32)', { platform: 'windows', given: { _WIN32: null } })).toBe(false)
    expect(value('FOO == 2', { given: { FOO: '1' }, file: { FOO: '2' } })).toBe(true)
    expect(outcome('FOO', { given: { FOO: null } })).toEqual({ value: false, by: 'given', atoms: [] })
  })

  test('the weakest source is named, of what the result rests on', () => {
    expect(outcome('defined(_WIN32)').by).toBe('platform')
    expect(outcome('FOO', { file: { FOO: '1' } }).by).toBe('file')
    expect(outcome('FOO && defined(__linux__)', { file: { FOO: '1' } }).by).toBe('file')
    expect(outcome('FOO && defined(_WIN32)', { file: { FOO: '1' } })).toMatchObject({ value: false, by: 'platform' })
  })

  test('macros are expanded, and a cycle ends', () => {
    expect(value('A', { file: { A: 'B', B: 'C', C: '5' } })).toBe(true)
    expect(value('A', { file: { A: 'B', B: 'A' } })).toBe(false)
    expect(value('A', { file: { A: '(B + 1)', B: '2' } })).toBe(true)
    expect(value('ON_WINDOWS', { platform: 'windows', file: { ON_WINDOWS: 'defined(_WIN32)' } })).toBe(true)
    expect(value('A', { file: { A: '' } })).toBeUndefined()
    expect(value('defined(A)', { file: { A: '' } })).toBe(true)
    expect(value('A', { file: { A: 'not an expression' } })).toBeUndefined()
  })

  test('the questions of an unknown condition, and which answer helps it', () => {
    expect(outcome('defined(A) && !B').atoms).toEqual([
      { key: 'A', positive: true, relative: false },
      { key: 'B', positive: false, relative: false },
    ])
    expect(outcome('X != 3').atoms).toEqual([{ key: '(X == 3)', positive: false, relative: false }])
    expect(outcome('X < 3').atoms).toEqual([{ key: '(X >= 3)', positive: false, relative: false }])
    expect(outcome('(A || 1) && B').atoms.map(({ key }) => key)).toEqual(['B'])
    expect(outcome('defined(__APPLE__)').atoms).toEqual([{ key: '__APPLE__', positive: true, relative: true }])
  })
})

describe('bounds', () => {
  test.each([
    ['parentheses', `${'('.repeat(100_000)}1${')'.repeat(100_000)}`],
    ['negations', `${'!'.repeat(100_000)}1`],
    ['a chain of &&', Array.from({ length: 50_000 }, (_, i) => `A${i}`).join(' && ')],
    ['a sum', Array.from({ length: 50_000 }, () => '1').join('+')],
    ['choices', '1 ? '.repeat(50_000)],
    ['calls', 'f('.repeat(50_000)],
    ['garbage', '@#$%^'.repeat(10_000)],
  ])('%s without end are unknown, and nothing overflows', (_, condition) => {
    expect(value(condition)).toBeUndefined()
  })

  test('macros that double in each step are given up', () => {
    const file: Record<string, string> = { M0: '1' }
    for (let i = 1; i <= 30; i++) file[`M${i}`] = `(M${i - 1} + M${i - 1})`
    expect(value('M5 == 32', { file })).toBe(true)
    expect(value('M30', { file })).toBeUndefined()
  })
})

test('equal expressions are spelled equally', () => {
  const spelled = (text: string): string => spell(parseExpression(text, 'c'))
  expect(spelled('A>=3')).toBe(spelled('( A  >=  (3) )'))
  expect(spelled('defined A')).toBe(spelled('defined( A )'))
  expect(spelled('__has_builtin( x )')).toBe('__has_builtin(x)')
  expect(spelled('-A + ~B ? !C : (D && E || F)')).toBe('((-A + ~B) ? !C : ((D && E) || F))')
  expect(spelled('A &')).toBe('A &')
})
