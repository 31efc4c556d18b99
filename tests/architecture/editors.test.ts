/** docs/editors: the same snippets in both languages, each of which starts the server in the one way there is. */
import { describe, expect, test } from 'vitest'
import { readRepositoryFile } from '../../scripts/rule-folders.ts'

const page = (language: string): string => readRepositoryFile(`docs/editors.${language}.md`).text
const blocks = (text: string): string[] => [...text.matchAll(/```\w+\n([\s\S]*?)```/g)].map(([, block = '']) => block)
const headings = (text: string): string[] => [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading)

test('both languages have the same snippets for the same editors', () => {
  expect(headings(page('en'))).toEqual(['Neovim', 'Emacs', 'Helix', 'Vim', 'Zed'])
  expect(headings(page('ja'))).toEqual(headings(page('en')))
  expect(blocks(page('ja'))).toEqual(blocks(page('en')))
})

test('every section says where its editor documents this', () => {
  for (const language of ['en', 'ja'])
    for (const section of page(language).split(/^## /m).slice(1)) expect(section).toMatch(/\]\(https:\/\//)
})

describe.each(['Neovim', 'Emacs', 'Helix', 'Vim', 'Zed'])('%s', (editor) => {
  test('its snippets start the server over standard input and output', () => {
    const section =
      page('en')
        .split(/^## /m)
        .find((part) => part.startsWith(`${editor}\n`)) ?? ''
    expect(section).toContain('socklint')
    expect(section).toMatch(/'?"?lsp"?'?(\.into\(\))?[,\s]+'?"?--stdio/)
  })
})
