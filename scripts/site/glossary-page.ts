/** The terms of docs/glossary.md. */
import type { Language } from '../../engine/index.ts'
import { readRepositoryFile } from '../rule-folders.ts'
import { type Catalogue, placeOf } from './catalogue.ts'
import { escape } from './html.ts'
import { renderMarkdown } from './markdown.ts'
import type { SitePage } from './page.ts'
import { WORDS } from './words.ts'

const SOURCE = 'docs/glossary.md'

export function glossaryPage(catalogue: Catalogue, language: Language): SitePage {
  const words = WORDS[language]
  const path = 'reference/glossary.html'
  const rows = [...readRepositoryFile(SOURCE).text.matchAll(/^\| (?!-|English)([^|]+)\|([^|]+)\|[^|]*\|$/gm)].map(
    ([, english = '', japanese = '']) => [english.trim(), japanese.trim()] as const,
  )
  if (rows.length < 20) throw new Error(`${SOURCE}: no table of terms`)
  const order = language === 'en' ? ([0, 1] as const) : ([1, 0] as const)
  const head = order.map((index) => (index === 0 ? WORDS.en.languageName : WORDS.ja.languageName))
  const lines = rows.map((row) => `| ${order.map((index) => row[index]).join(' | ')} |`)
  const markdown = [`| ${head.join(' | ')} |`, '| --- | --- |', ...lines].join('\n')
  const { html } = renderMarkdown(markdown, placeOf(catalogue, language, SOURCE, path))
  return {
    path,
    language,
    title: words.glossary,
    description: words.glossaryLead,
    section: { title: words.reference, path: 'reference/index.html' },
    body: `<h1>${escape(words.glossary)}</h1>\n<p class="lead">${escape(words.glossaryLead)}</p>\n${html}`,
  }
}
