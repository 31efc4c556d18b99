/** docs/sources.md leaves no cell empty, and what it names exists. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { ROOT, readRepositoryFile } from '../../scripts/rule-folders.ts'

const rows = [...readRepositoryFile('docs/sources.md').text.matchAll(/^\| (?!statement|---)(.+) \|$/gm)].map(
  ([, row = '']) => row.split(' | '),
)

test('each statement has a rule, or says why none, and a page', () => {
  expect(rows.length).toBeGreaterThan(60)
  const ids = new Set(rules.map((rule) => rule.id))
  for (const [statement = '', rule = '', page = '', ...more] of rows) {
    expect(more, statement).toEqual([])
    const named = [...rule.matchAll(/`([^`]+)`/g)].map(([, id = '']) => id)
    expect(named.length > 0 || /^none: \w/.test(rule), statement).toBe(true)
    for (const id of named) expect([...ids], statement).toContain(id)
    if (page === "the rule's page") {
      expect(named.length, statement).toBeGreaterThan(0)
      continue
    }
    const path = /\]\((background\/[\w-]+\.en\.md)\)/.exec(page)?.[1]
    expect(path !== undefined && existsSync(join(ROOT, 'docs', path)), statement).toBe(true)
  }
})
