import { expect, test } from 'vitest'
import { severityIn, withSeverity } from '../../client/rule-severity.ts'

const OPTIONS = { options: { least: 16 } }

test('the severity of an entry', () => {
  expect(severityIn('off')).toBe('off')
  expect(severityIn({ severity: 'error', ...OPTIONS })).toBe('error')
  expect(severityIn(OPTIONS)).toBeUndefined()
  expect(severityIn(undefined)).toBeUndefined()
})

test.each([
  // written, what all files of settings make of the rule, chosen, written then
  [{}, undefined, 'error', { a: 'error' }],
  [{ a: 'off', b: 'on' }, 'off', 'error', { b: 'on', a: 'error' }],
  [{ a: 'off', b: 'on' }, 'off', undefined, { b: 'on' }],
  [{ a: OPTIONS }, OPTIONS, 'error', { a: { severity: 'error', ...OPTIONS } }],
  [{ a: { severity: 'off', ...OPTIONS } }, undefined, 'info', { a: { severity: 'info', ...OPTIONS } }],
  [{ a: { severity: 'off', ...OPTIONS } }, OPTIONS, undefined, { a: OPTIONS }],
  [{ a: { severity: 'off' } }, { severity: 'off' }, undefined, {}],
  [{ a: { severity: 'off' } }, { severity: 'off' }, 'on', { a: 'on' }],
  // The options stand in the settings of the user, the severity goes into those of the workspace.
  [{}, OPTIONS, 'error', { a: { severity: 'error' } }],
  [{ a: ['error', {}] }, ['error', {}], 'on', { a: 'on' }],
] as const)('%j (%j) with %j', (written, merged, severity, expected) => {
  expect(withSeverity(written, merged, 'a', severity)).toEqual(expected)
})
