/** The Japanese texts keep to docs/glossary.md: its words, and one style for what pages list. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pages } from '../../rules/index.ts'
import { readRepositoryFile, ROOT } from '../../scripts/rule-folders.ts'

/** Files whose Japanese people read: pages, documents, and the texts in sources. */
function japaneseFiles(): string[] {
  const sources = ['engine', 'rules', 'cli', 'server', 'client'].flatMap((folder) => below(folder, /\.ts$/))
  const documents = ['rules', 'docs', 'examples'].flatMap((folder) => below(folder, /\.ja\.md$/))
  return [
    ...sources.filter((path) => !path.includes('generated/')),
    ...documents,
    'README.ja.md',
    'package.nls.ja.json',
  ]
}

function below(folder: string, name: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => name.test(path))
}

/** The first column of the table of words that no text uses. */
function forbiddenWords(): string[] {
  const [, section = ''] = readRepositoryFile('docs/glossary.md').text.split('## Words that no text uses')
  const [table = ''] = section.split('\n## ')
  const rows = table.split('\n').filter((line) => line.startsWith('|'))
  return rows.slice(2).flatMap((row) => (row.split('|')[1] ?? '').trim().split('、'))
}

function found(text: string, words: readonly string[]): string[] {
  return words.filter((word) => new RegExp(`${word}${/[\u30a1-\u30fa]$/.test(word) ? '(?!\u30fc)' : ''}`).test(text))
}

describe('words that no text uses', () => {
  const words = forbiddenWords()

  test('the glossary has them, and they are found', () => {
    expect(words.length).toBeGreaterThan(20)
    expect(found('サーバのプロセッサーは', words)).toEqual(['サーバ'])
    expect(found('サーバーはメモリをすべて使う', words)).toEqual([])
  })

  test.each(japaneseFiles())('%s', (path) => {
    const text = readRepositoryFile(path).text
    for (const [index, line] of text.split('\n').entries())
      expect(found(line, words), `line ${index + 1}: ${line}`).toEqual([])
  })
})

/** The sentences of a list item, without what stands in parentheses, quotations and code. */
function sentencesOf(item: string): string[] {
  let plain = item.replace(/`[^`]*`/g, '').replace(/「[^」]*」/g, '')
  while (/\([^()]*\)/.test(plain)) plain = plain.replace(/\s*\([^()]*\)/g, '')
  return plain.split('。').flatMap((sentence) => (sentence.trim() === '' ? [] : [sentence.trim()]))
}

const POLITE = /(?:です|ます|ません|でした|ました|ください)$/
const PLAIN = /(?:[るくたす]|ない|である)$/

/** Sentences in the plain form in a list whose items are cases. */
function plainAmongCases(items: readonly string[]): string[] {
  const sentences = items.flatMap(sentencesOf)
  if (!sentences.some((sentence) => sentence.endsWith('場合'))) return []
  return sentences.filter((sentence) => PLAIN.test(sentence) && !POLITE.test(sentence))
}

describe('what the pages list as cases in which a rule is silent', () => {
  test('the plain form among cases is found', () => {
    expect(plainAmongCases(['- 後で変換している。', '- 数値が 0 の場合 (まれにある)。理由です。'])).toEqual([
      '- 後で変換している',
    ])
  })

  const lists = Object.entries(pages).map(([id, page]): [string, string[]] => [
    id,
    page.ja.sections.silent.split('\n').filter((line) => line.startsWith('- ')),
  ])

  test.each(lists)('%s is in one style', (_id, items) => {
    expect(plainAmongCases(items)).toEqual([])
  })
})
