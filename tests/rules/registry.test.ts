/** The registry holds exactly the rule folders, and what a rule says of itself is sane. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LANGUAGES, PLATFORMS, PRESETS, type Rule } from '../../engine/index.ts'
import { KIND_NAMES } from '../../grammars/kinds.ts'
import { rules } from '../../rules/index.ts'
import { renderRules } from '../../scripts/generate.ts'
import { ROOT, ruleFolders } from '../../scripts/rule-folders.ts'

test('the generated files are fresh', () => {
  const { files, problems } = renderRules()
  expect(problems).toBe('')
  for (const [path, text] of files) expect(readFileSync(join(ROOT, path), 'utf8') === text, path).toBe(true)
})

test('ids are the folders, sorted, each once', () => {
  expect(rules.map((rule) => rule.id)).toEqual(ruleFolders().map((folder) => folder.id))
})

const kinds = new Set<string>(KIND_NAMES)

describe.each(rules.map((rule): [string, Rule] => [rule.id, rule]))('%s', (_id, rule) => {
  test('its meta is sane', () => {
    expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/)
    for (const cwe of rule.cwe) expect(cwe).toMatch(/^CWE-[1-9]\d*$/)
    expect(rule.platforms.length).toBeGreaterThan(0)
    // In the order of PLATFORMS and without duplicates: what shells print follows it.
    expect(rule.platforms).toEqual(PLATFORMS.filter((platform) => rule.platforms.includes(platform)))
    for (const preset of rule.presets) expect(PRESETS).toContain(preset)
    expect(rule.presets, 'strict is everything').toContain('strict')
    expect(rule.presets, 'off is nothing').not.toContain('off')
  })

  test('only rules that are right when they report are recommended', () => {
    if (rule.presets.includes('recommended')) {
      expect(rule.precision).toBe('high')
      expect(rule.presets, 'learn is recommended and more').toContain('learn')
    }
  })

  test('it listens to something that exists', () => {
    const shapes = [rule.visit, rule.on, rule.program].filter((shape) => shape !== undefined)
    expect(shapes.length).toBeGreaterThan(0)
    for (const kind of Object.keys(rule.visit ?? {})) expect(kinds.has(kind), kind).toBe(true)
  })

  test('its messages are whole and use the same placeholders in both languages', () => {
    expect(Object.keys(rule.messages).length).toBeGreaterThan(0)
    for (const [id, message] of Object.entries(rule.messages)) {
      const placeholders = LANGUAGES.map((language) => [...message[language].matchAll(/\{\w+\}/g)].map(String).sort())
      expect(placeholders[1], id).toEqual(placeholders[0])
      expect(message.en, id).not.toBe(message.ja)
      // One line of plain text: editors refuse markup in a diagnostic.
      for (const language of LANGUAGES) {
        expect(message[language], id).not.toMatch(/[\n`]/)
        expect(message[language], id).not.toContain('TODO')
      }
    }
  })
})
