/** Facts about the API are data in engine/model: engine/flow names no function of it. */
import { expect, test } from 'vitest'
import { API_FUNCTION_NAMES, LIBRARY_FUNCTION_NAMES } from '../../engine/model/index.ts'
import { apiNamesInFlow, flowProgram } from './api-names.ts'

test('no function of the API is named in engine/flow', () => {
  const names = new Set([...API_FUNCTION_NAMES, ...LIBRARY_FUNCTION_NAMES])
  expect(names.size).toBeGreaterThan(200)
  expect(apiNamesInFlow(flowProgram(), names)).toEqual([])
})

test('the check sees names in strings, identifiers and tables, and leaves effects alone', () => {
  const text = [
    "import type { Effect } from '../model/api.ts'",
    'declare const callee: string, effect: Effect',
    "if (callee === 'bind') 0", // 3: a name
    "if (effect === 'bind') 0",
    "switch (callee) { case 'listen': }", // 5: a name
    "switch (effect) { case 'listen': }",
    "const list = new Set(['accept'])", // 7: names
    "const effects = new Set<Effect>(['accept'])",
    "const one: Effect = 'close'",
    'const setsockopt = 1', // 10: an identifier that is no effect
    'const bind = 1',
    'const table: Record<string, number> = { bind: 1 }', // 12: a table by name
    'const byEffect: Partial<Record<Effect, number>> = { bind: 1 }',
    "export type Mine = 'bind' | 'other'",
    '// setsockopt in prose',
    "const word = effect === 'bind' ? 'listen' : 'connect'",
    'if (word === callee) 0', // 17: a name, compared by way of a constant
    'if (word === effect) 0',
    'export {}',
  ].join('\n')
  const program = flowProgram(new Map([['engine/flow/probe.ts', text]]))
  const found = apiNamesInFlow(program, API_FUNCTION_NAMES).filter((each) => each.startsWith('engine/flow/probe.ts'))
  expect(found).toEqual([
    "engine/flow/probe.ts:3: 'bind'",
    "engine/flow/probe.ts:5: 'listen'",
    "engine/flow/probe.ts:7: 'accept'",
    'engine/flow/probe.ts:10: setsockopt',
    'engine/flow/probe.ts:12: bind',
    'engine/flow/probe.ts:17: word === callee',
  ])
})
