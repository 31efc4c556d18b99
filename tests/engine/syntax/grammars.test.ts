import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FIELD_NAMES, FIRST_ANONYMOUS_KIND, Field, Kind, KIND_NAMES } from '../../../grammars/kinds.ts'

const grammar = (name: string): Buffer => readFileSync(new URL(`../../../grammars/${name}`, import.meta.url))

test('ORIGIN.md names the sha256 of the grammars that are there', () => {
  const origin = grammar('ORIGIN.md').toString()
  const rows = [...origin.matchAll(/^\| (\S+\.wasm) \|.*`([0-9a-f]{64})` \|$/gm)]
  expect(rows.map(([, name]) => name)).toEqual(['tree-sitter-c.wasm', 'tree-sitter-cpp.wasm'])
  for (const [, name = '', sha256] of rows) {
    expect(createHash('sha256').update(grammar(name)).digest('hex')).toBe(sha256)
  }
})

test('numbers are indices of names, named kinds first', () => {
  expect(KIND_NAMES.map((name) => Kind[name])).toEqual(KIND_NAMES.map((_, index) => index))
  expect(FIELD_NAMES.map((name) => Field[name])).toEqual(FIELD_NAMES.map((_, index) => index))
  expect(Field.none).toBe(0)
  expect([Kind.ERROR, Kind.call_expression, Kind.null, Kind.auto].every((kind) => kind < FIRST_ANONYMOUS_KIND)).toBe(
    true,
  )
  expect([Kind['&&'], Kind.NULL, Kind.return, Kind["'auto'"]].every((kind) => kind >= FIRST_ANONYMOUS_KIND)).toBe(true)
  expect(KIND_NAMES.length).toBeLessThan(0x10000)
})
