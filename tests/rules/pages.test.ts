/** What every page owes its reader, and that the parser notices when a page falls short. */
import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '../../engine/index.ts'
import { HEADINGS, pages, rules, SECTIONS } from '../../rules/index.ts'
import { compilePages, excerptsOf, parsePage, renderProblems, type RulePages } from '../../scripts/pages.ts'
import { type RuleFolder, readRulePages, ruleFolders } from '../../scripts/rule-folders.ts'

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
const FENCE = /^(```|~~~)[\s\S]*?^\1\s*$/gm

describe.each(ruleFolders().map((folder): [string, RuleFolder] => [folder.id, folder]))('%s', (_id, folder) => {
  const sources = readRulePages(folder)
  const compiled = compilePages(sources)

  test('both pages have the required shape', () => {
    expect(renderProblems(compiled.problems)).toBe('')
  })

  test('the compiled pages are those of the folder', () => {
    expect(pages[folder.id]).toEqual(compiled.pages)
  })

  test('English and Japanese have the same shape', () => {
    for (const section of SECTIONS) {
      const [english, japanese] = LANGUAGES.map((language) => shapeOf(compiled.pages[language].sections[section]))
      expect(japanese, section).toEqual(english)
    }
  })

  test('the Japanese page is Japanese, the English page is not', () => {
    for (const section of SECTIONS) {
      // References are titles of English manuals; samples are code.
      const prose = (language: Language): string => compiled.pages[language].sections[section].replace(FENCE, '').trim()
      if (section !== 'references' && prose('ja') !== '') expect(prose('ja'), section).toMatch(JAPANESE)
      if (section !== 'references') expect(prose('en'), section).not.toMatch(JAPANESE)
    }
    expect(compiled.pages.ja.title).toMatch(JAPANESE)
    expect(compiled.pages.ja.summary).toMatch(JAPANESE)
    expect(compiled.pages.en.title).not.toMatch(JAPANESE)
  })

  test('references name primary sources', () => {
    for (const language of LANGUAGES) expect(compiled.pages[language].sections.references).toMatch(/https:\/\/\S+/)
  })

  test('nothing is left to do', () => {
    for (const language of LANGUAGES) expect(sources.pages[language].text).not.toMatch(/\bTODO\b|\bFIXME\b/)
  })
})

test('every registered rule has pages in every language', () => {
  for (const rule of rules) expect(Object.keys(pages[rule.id] ?? {}).sort(), rule.id).toEqual([...LANGUAGES].sort())
  expect(Object.keys(pages).sort()).toEqual(rules.map((rule) => rule.id).sort())
})

/** What must be equal in both languages: blocks, tables with their sizes, list items, links. */
function shapeOf(section: string): unknown {
  const prose = section.replace(FENCE, '')
  const rows = prose.split('\n').filter((line) => line.trimStart().startsWith('|'))
  return {
    blocks: [...section.matchAll(FENCE)].length,
    tableRows: rows.map((row) => row.split(/(?<!\\)\|/).length),
    items: prose.split('\n').filter((line) => /^\s*([-*]|\d+\.)\s/.test(line)).length,
    links: [...prose.matchAll(/https?:\/\/[^\s)>]+/g)].map((match) => match[0]).sort(),
  }
}

describe('the parser', () => {
  const page = (language: Language, change: (text: string) => string = (text) => text): string =>
    change(
      [
        '# T',
        '',
        'Summary.',
        '',
        ...SECTIONS.flatMap((id) => [
          `## ${HEADINGS[language][id]}`,
          '',
          ...(id === 'bad' || id === 'good' ? ['```c', `  ${id}();`, '```'] : ['text']),
          '',
        ]),
      ].join('\n'),
    )
  const rule = (en: string, ja: string): RulePages => ({
    pages: { en: { file: 'en.md', text: en }, ja: { file: 'ja.md', text: ja } },
    bad: [{ file: 'bad.c', text: 'int x;\n// doc-begin\n  bad(); // want "it"\n// doc-end\n' }],
    good: [{ file: 'good.c', text: '// doc-begin\n  good();\n// doc-end\n' }],
  })
  const problems = (en: string, ja: string): string => renderProblems(compilePages(rule(en, ja)).problems)

  test('takes a page of the right shape, without the test comments', () => {
    expect(problems(page('en'), page('ja'))).toBe('')
    const { pages: compiled } = compilePages(rule(page('en'), page('ja')))
    expect(compiled.en.sections.bad).toBe('```c\n  bad();\n```')
    expect(compiled.ja.title).toBe('T')
    expect(compiled.en.summary).toBe('Summary.')
  })

  test('names file and line of a heading that is missing, unknown, twice or out of order', () => {
    expect(
      problems(
        page('en', (text) => text.replace('## How to fix', '## Fix')),
        page('ja'),
      ),
    ).toMatch(/^en\.md:\d+: unknown heading "Fix"[\s\S]*missing heading "## How to fix"/)
    const twice = page('en', (text) => text.replace('## Platforms', '## Bad\n\nx\n\n## Platforms'))
    expect(problems(twice, page('ja'))).toMatch(/en\.md:\d+: heading "Bad" stands twice/)
    const swapped = page('en', (text) =>
      text.replace('## Platforms', '## X').replace('## How to fix', '## Platforms').replace('## X', '## How to fix'),
    )
    expect(problems(swapped, page('ja'))).toMatch(/en\.md:\d+: heading "How to fix" is out of order/)
  })

  test('refuses samples that differ between the languages or from the fixture', () => {
    const other = (text: string): string => text.replace('good();', 'other();')
    expect(problems(page('en'), page('ja', other))).toContain('ja.md:17: this code block differs from en.md:17')
    expect(problems(page('en', other), page('ja', other))).toMatch(/en\.md:17: the code is not an excerpt/)
  })

  test('refuses an excerpt that no page shows, and markers without partner', () => {
    const dead = rule(page('en'), page('ja'))
    const bad = [...dead.bad, { file: 'bad.2.c', text: '// doc-begin\n  dead();\n// doc-end\n' }]
    expect(renderProblems(compilePages({ ...dead, bad }).problems)).toBe('bad.2.c:1: this excerpt stands in no page')
    const open = excerptsOf({ file: 'x.c', text: 'a\n// doc-begin\n' })
    expect(renderProblems(open.problems)).toBe('x.c:2: doc-begin without doc-end')
    const end = excerptsOf({ file: 'x.c', text: '// doc-end\n' })
    expect(renderProblems(end.problems)).toBe('x.c:1: doc-end without doc-begin')
  })

  test('refuses a page without title, summary, or an end of its code block', () => {
    const parsed = parsePage({ file: 'p.md', text: '```c\nx\n' }, 'en')
    expect(parsed.problems.map((problem) => problem.message)).toEqual(
      expect.arrayContaining(['a code block is not closed', 'the page has no "# Title"']),
    )
  })

  test('does not take a heading inside a code block for one', () => {
    const text = page('en', (whole) => whole.replace('text', '```sh\n## Bad\n# x\n```'))
    expect(parsePage({ file: 'p.md', text }, 'en').problems).toEqual([])
  })
})
