/** What the documents say of the project is so: rules, commands, and the tests that guard the invariants. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { ROOT, readRepositoryFile } from '../../scripts/rule-folders.ts'

const DOCUMENTS = ['README.md', 'README.ja.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md']
const text = (file: string): string => readRepositoryFile(file).text

describe.each(['README.md', 'README.ja.md'])('%s', (file) => {
  test('names every category of rules', () => {
    for (const { id } of rules) expect(text(file)).toContain(`| \`${id.slice(0, id.indexOf('/'))}\` |`)
  })

  test('says of every category on which platforms its rules hold', () => {
    const names = { posix: 'POSIX', windows: 'Windows' } as const
    const categories = new Map<string, Set<string>>()
    for (const { id, platforms } of rules) {
      const category = id.slice(0, id.indexOf('/'))
      const known = categories.get(category) ?? new Set<string>()
      for (const each of platforms) known.add(names[each])
      categories.set(category, known)
    }
    for (const [category, platforms] of categories) {
      const row = new RegExp(`^\\| \`${category}\` \\|.*\\| (.+) \\|$`, 'm').exec(text(file))
      expect(row?.[1], category).toBe([...platforms].toSorted().join(', '))
    }
  })

  test('its first code block is the two commands of a fresh checkout', () => {
    const block = /```sh\n([\s\S]*?)```/.exec(text(file))?.[1] ?? ''
    const commands = block
      .trim()
      .split('\n')
      .map((line) => line.replace(/\s*#.*$/, ''))
    expect(commands).toEqual(['npm ci && npm run demo', 'npm ci && npm test'])
  })
})

test.each(DOCUMENTS)('%s: every npm script it names exists', (file) => {
  const manifest: unknown = JSON.parse(text('package.json'))
  const scripts = typeof manifest === 'object' && manifest !== null && 'scripts' in manifest ? manifest.scripts : {}
  for (const [, name] of text(file).matchAll(/npm run ([\w:-]+)/g)) expect(scripts).toHaveProperty([String(name)])
})

test.each(DOCUMENTS)('%s: every path it names exists', (file) => {
  const folders = '(?:grammars|engine|rules|server|cli|client|tests|scripts|bench|docs|examples)'
  const named = new RegExp(`\`(${folders}/[\\w./-]+)\``, 'g')
  // Ids of rules look like paths too, and the rule of CONTRIBUTING.md is one that somebody will make.
  const paths = [...text(file).matchAll(named)].map((match) => match[1] ?? '')
  for (const path of paths) {
    if (path.startsWith('rules/bind/port-zero-advertised')) continue
    expect(existsSync(join(ROOT, path)), path).toBe(true)
  }
  for (const [, link] of text(file).matchAll(/\]\((?!https?:|#)([^)]+)\)/g)) {
    expect(existsSync(join(ROOT, String(link))), String(link)).toBe(true)
  }
})

test('every invariant of ARCHITECTURE.md names its guard or says that it has none', () => {
  const rows = [...text('ARCHITECTURE.md').matchAll(/^\| (\d+) \| (.+?) \| (.+?) \|$/gm)]
  expect(rows.map((row) => Number(row[1]))).toEqual(rows.map((_, index) => index + 1))
  expect(rows.length).toBeGreaterThanOrEqual(12)
  for (const row of rows) expect(row[3], row[2]).toMatch(/`tests\/[\w./-]+`|not yet guarded|the compiler/)
})
