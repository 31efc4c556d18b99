/** What `npm run new-rule` writes has the right shape, but cannot pass for a finished rule. */
import { describe, expect, test } from 'vitest'
import { compilePages, renderProblems, type SourceText } from '../../scripts/pages.ts'
import { templates } from '../../scripts/new-rule.ts'
import { parseWants } from './wants.ts'

describe('the templates of a new rule', () => {
  const files = templates('lifecycle/example', '1.2.3')
  const source = (name: string): SourceText => ({ file: name, text: files.get(name) ?? '' })

  test('have pages whose shape is already right', () => {
    const pages = { en: source('doc.en.md'), ja: source('doc.ja.md') }
    const compiled = compilePages({ pages, bad: [source('bad.c')], good: [source('good.c')] })
    expect(renderProblems(compiled.problems)).toBe('')
  })

  test('want a finding that the rule does not make, and say TODO in every file that a test reads', () => {
    expect(parseWants(source('bad.c').text)).toHaveLength(1)
    expect(parseWants(source('good.c').text)).toEqual([])
    for (const name of ['rule.ts', 'doc.en.md', 'doc.ja.md', 'bad.c']) expect(source(name).text, name).toContain('TODO')
  })

  test('carry the id and the version', () => {
    expect(source('rule.ts').text).toContain("id: 'lifecycle/example'")
    expect(source('rule.ts').text).toContain("since: '1.2.3'")
  })
})
