/** The fixture test is only worth what this comparison is worth. */
import { expect, test } from 'vitest'
import type { Diagnostic, Platform } from '../../engine/index.ts'
import { compareWants, parseWants } from './wants.ts'

function finding(line: number, message: string, platforms: readonly Platform[]): Diagnostic {
  const position = { line, character: 0 }
  return {
    file: 'x.c',
    rule: 'a/b',
    severity: 'warning',
    span: { start: 0, end: 1 },
    range: { start: position, end: position },
    message: { en: message, ja: message },
    platforms,
    functionName: null,
    related: [],
    cwe: [],
    fixes: [],
  }
}

test('reads the comments, several strings in one, and each platform', () => {
  expect(parseWants('a(); // want "x" "y"\r\nb();\nc(); /* want-windows "z" */\nd(); // want-posix "p"')).toEqual([
    { line: 0, text: 'x', only: null },
    { line: 0, text: 'y', only: null },
    { line: 2, text: 'z', only: 'windows' },
    { line: 3, text: 'p', only: 'posix' },
  ])
  expect(parseWants('// wanted by nobody\n// want of space\nint want;')).toEqual([])
})

test('refuses comments that look like a want but are none', () => {
  expect(() => parseWants("a(); // want 'x'")).toThrow('line 1')
  expect(() => parseWants('\na(); // want-macos "x"')).toThrow('line 2')
})

test('is content only when every want is met and nothing else is reported', () => {
  const both: Platform[] = ['posix', 'windows']
  const wants = parseWants('a(); // want "wrong"\nb(); // want-posix "odd"')
  const found = [finding(0, 'it is wrong', both), finding(1, 'it is odd', ['posix'])]
  expect(compareWants(wants, found, both)).toEqual([])
  expect(compareWants(wants, found.slice(0, 1), both)).toEqual(['line 2: not reported on [posix]: "odd"'])
  expect(compareWants(wants, [...found, finding(4, 'more', both)], both)).toHaveLength(1)
  expect(compareWants(wants, [...found, finding(0, 'it is wrong', both)], both)).toHaveLength(1)
})

test('a finding on other platforms than wanted is a difference', () => {
  const both: Platform[] = ['posix', 'windows']
  const wants = parseWants('a(); // want "wrong"')
  expect(compareWants(wants, [finding(0, 'it is wrong', ['posix'])], both)).toHaveLength(2)
  expect(compareWants(wants, [finding(0, 'it is wrong', ['posix'])], ['posix'])).toEqual([])
})
