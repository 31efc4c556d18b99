import { describe, expect, test } from 'vitest'
import { type Directive, scanDirectives } from '../../../engine/preprocess/directives.ts'

/** `kind:name` or `kind:argument` of every directive. */
function brief(text: string): string[] {
  return scanDirectives(text).map(({ kind, name, argument }) => `${kind}:${name ?? argument}`)
}

function only(text: string): Directive {
  const [first, ...rest] = scanDirectives(text)
  expect(rest).toEqual([])
  if (first === undefined) throw new Error(`no directive in ${JSON.stringify(text)}`)
  return first
}

describe('what a directive is', () => {
  test.each<[string, string[]]>([
    ['#include <sys/socket.h>', ['include:sys/socket.h']],
    ['#include "net.h" // ours', ['include:net.h']],
    ['  #  include <stdio.h>', ['include:stdio.h']],
    ['\t# define A 1', ['define:A']],
    ['%:define A 1', ['define:A']],
    ['%: ifdef A', ['ifdef:A']],
    ['#include_next <a.h>', ['include:a.h']],
    ['#ifdef A\n#elifdef B\n#elifndef C\n#else\n#endif', ['ifdef:A', 'elifdef:B', 'elifndef:C', 'else:', 'endif:']],
    ['#ifdef _WIN32 extra words', ['ifdef:_WIN32']],
    ['#if defined(A) /* c */ && B', ['if:defined(A)   && B']],
    ['#if A // c', ['if:A']],
    ['#undef A', ['undef:A']],
    ['#pragma once', ['pragma:once']],
    ["#error don't", ["error:don't"]],
    ['#warning x', ['other:x']],
    ['#line 5 "x.c"', ['other:5 "x.c"']],
    ['#', ['other:']],
    ['# 12', ['other:12']],
    ['#constructor', ['other:']],
    ['#ifdef', ['ifdef:']],
    ['#define', ['define:']],
    ['/* c */ #define A', ['define:A']],
    ['/* c\n*/ #define A', ['define:A']],
    ['\\\n#define A', ['define:A']],
    ['\u00a0\u00a0#define A 1', ['define:A']],
    ['\ufeff#define A 1', ['define:A']],
    ['#\u00a0define\u00a0A 1', ['define:A']],
    ['#de\\\nfine A 1', ['define:A']],
    ['#define\\\r\n A 1', ['define:A']],
    ['#if A\r\n#endif\r\n', ['if:A', 'endif:']],
  ])('%j', (text, expected) => {
    expect(brief(text)).toEqual(expected)
  })

  test.each([
    'int x; #define A',
    'x /* c\n */ #define A',
    '/* #define A */',
    '/*\n#define A\n*/',
    '// c \\\n#define A',
    '// c \\\r\n#define A',
    '"#define A"',
    '"a\\\n#define A"',
    'char *s = R"(\n#define A\n)";',
    'auto s = u8R"x(\n)"\n#define A\n)x";',
    'int a = 1 \\\n#define A',
    "char c = '#';",
    "char c = '\"';\n/*\n#if\n*/",
    '#define A \\\n#define B \\\n#if 0'.replace('#define A', 'int A'),
    '/* never closed\n#define A',
  ])('none in %j', (text) => {
    expect(brief(text)).toEqual([])
  })

  test.each<[string, string[]]>([
    // A literal without an end ends with its line, so that it cannot swallow what follows.
    ['char *s = "open;\n#define A\n', ['define:A']],
    ["don't\n#define A", ['define:A']],
    ["#if 0\nit's\n#endif", ['if:0', 'endif:']],
    ["x = 1'000'000;\n#define A", ['define:A']],
    ['s = R"(no end\n#define A', ['define:A']],
    ['s = R"too long a delimiter for C++(\n#define A', ['define:A']],
    ['MYR"(\n#define A', ['define:A']],
    ['"a\\\\"\n#define A', ['define:A']],
    ['"a\\"\n#define A', ['define:A']],
    ['/**/#define A', ['define:A']],
    ['/*/ #define A\n*/\n#define B', ['define:B']],
    ['a / b\n#define A', ['define:A']],
    ['??=define A\n#define B', ['define:B']],
    ['#endif\n#endif\n#else', ['endif:', 'endif:', 'else:']],
  ])('%j', (text, expected) => {
    expect(brief(text)).toEqual(expected)
  })
})

describe('its parts', () => {
  test.each<[string, string | null, readonly string[] | null, string]>([
    ['#define A', 'A', null, ''],
    ['#define A 1', 'A', null, '1'],
    ['#define A (1)', 'A', null, '(1)'],
    ['#define A(x) (x)', 'A', ['x'], '(x)'],
    ['#define A() f()', 'A', [], 'f()'],
    ['#define A( x , y ) x + y', 'A', ['x', 'y'], 'x + y'],
    ['#define A(f, ...) f(__VA_ARGS__)', 'A', ['f', '...'], 'f(__VA_ARGS__)'],
    ['#define A(x', 'A', null, '(x'],
    ['#define A 1 /* one */ + 2 // two', 'A', null, '1   + 2'],
    ['#define URL "http://x/*y*/"', 'URL', null, '"http://x/*y*/"'],
    ['#define A \\\n  1 \\\r\n  + 2', 'A', null, '1   + 2'],
    ['#define A /* c\n c */ 5', 'A', null, '5'],
    ['#define ソケット 1', 'ソケット', null, '1'],
    ['#define 5 x', null, null, ''],
  ])('%j', (text, name, parameters, replacement) => {
    expect(only(text)).toMatchObject({ kind: 'define', name, parameters, replacement })
  })

  test.each<[string, string | null, boolean]>([
    ['#include <sys/socket.h>', 'sys/socket.h', true],
    ['#include "a b.h"', 'a b.h', false],
    ['#include <sys//socket.h>', 'sys//socket.h', true],
    ['#include <sys/*.h>', 'sys/*.h', true],
    ['#include <a.h> /* c */', 'a.h', true],
    ['#include HEADER', null, false],
    ['#include <a.h', null, false],
    ['#include', null, false],
  ])('%j', (text, name, angled) => {
    expect(only(text)).toMatchObject({ kind: 'include', name, angled })
  })

  test.each<[string, string]>([
    ['  #define A 1\nint x;', '#define A 1'],
    ['#define A 1\r\nint x;', '#define A 1'],
    ['#define A \\\n 1\nint x;', '#define A \\\n 1'],
    ['#endif /* a\n b */ // c\nint x;', '#endif /* a\n b */ // c'],
    ['#if A // c \\\n d\nint x;', '#if A // c \\\n d'],
    ['#define A "x\nint y;', '#define A "x'],
    ['#define A \\', '#define A \\'],
    ['#define A R"(\n)" 1\nint y;', '#define A R"(\n)" 1'],
    ['%:define A\n', '%:define A'],
  ])('span of %j', (text, expected) => {
    const { span } = only(text)
    expect(text.slice(span.start, span.end)).toBe(expected)
  })

  test('code before a directive counts neither comments, white space nor directives', () => {
    const text = 'int x; /* long comment */\n#if A\n  y(); // c\n#endif'
    expect(scanDirectives(text).map(({ codeBefore }) => codeBefore)).toEqual([5, 9])
  })

  test('names of Object.prototype are keywords of nothing', () => {
    expect(brief('#toString\n#hasOwnProperty x')).toEqual(['other:', 'other:x'])
  })
})
