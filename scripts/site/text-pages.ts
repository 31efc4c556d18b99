/** Pages made of one markdown file: guides and background. */
import type { Language } from '../../engine/index.ts'
import { BACKGROUND_FOLDER } from '../background-pages.ts'
import { readRepositoryFile } from '../rule-folders.ts'
import { rulePath } from '../../rules/documentation.ts'
import { type Catalogue, backgroundPath, guidePath, placeOf } from './catalogue.ts'
import { escape } from './html.ts'
import { renderMarkdown } from './markdown.ts'
import { relativeAddress, type SitePage } from './page.ts'
import { ecosystemTable } from './precision-table.ts'
import { WORDS } from './words.ts'

const ECOSYSTEM_TABLE = '<!-- table: ecosystem -->'

/** The first paragraph of a page, as plain text. */
function firstParagraph(markdown: string): string {
  const paragraph = markdown.split(/\n\s*\n/).find((part) => !part.startsWith('#')) ?? ''
  return paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim()
}

function firstSentence(text: string): string {
  return /^.*?(?:[.:;](?=\s)|。|$)/.exec(text)?.[0].replace(/[:;]$/, '.') ?? text
}

function textPage(catalogue: Catalogue, language: Language, source: string, path: string): SitePage {
  // A link to the other language stands in every bar already.
  const text = readRepositoryFile(source)
    .text.replace(/^\[(?:English|日本語)\]\([^)]*\)\n+/m, '')
    .replace(ECOSYSTEM_TABLE, () => ecosystemTable(catalogue.rules, language))
  const place = placeOf(catalogue, language, source, path)
  const { html, headings, title } = renderMarkdown(text, place)
  if (title === '') throw new Error(`${source}: the page has no title`)
  return {
    path,
    language,
    title,
    description: firstParagraph(text),
    headings,
    body: `<h1>${escape(title)}</h1>\n${html}`,
  }
}

export function guidePages(catalogue: Catalogue, language: Language): SitePage[] {
  const section = { title: WORDS[language].guides, path: 'guides/index.html' }
  const pages = catalogue.guides.map((name) => ({
    ...textPage(catalogue, language, `docs/${name}.${language}.md`, guidePath(name)),
    section,
  }))
  return [listPage(section, language, '', pages), ...pages]
}

export function backgroundPages(catalogue: Catalogue, language: Language): SitePage[] {
  const words = WORDS[language]
  const section = { title: words.background, path: 'background/index.html' }
  const pages = catalogue.background.map(({ topic, text }) => {
    const path = backgroundPath(topic)
    const page = textPage(catalogue, language, `${BACKGROUND_FOLDER}/${topic}.${language}.md`, path)
    const { rules } = text[language]
    const links = rules.map(
      (id) => `<li><a href="${escape(relativeAddress(path, rulePath(id)))}"><code>${escape(id)}</code></a></li>`,
    )
    const related =
      links.length === 0 ? '' : `<h2 id="rules">${escape(words.relatedRules)}</h2>\n<ul>\n${links.join('\n')}\n</ul>`
    return { ...page, section, body: `${page.body}\n${related}` }
  })
  return [listPage(section, language, words.backgroundLead, pages), ...pages]
}

/** A page that lists others of its section. */
export function listPage(
  { title, path }: NonNullable<SitePage['section']>,
  language: Language,
  lead: string,
  pages: readonly SitePage[],
): SitePage {
  const items = pages.map(
    (page) =>
      `<li><a href="${escape(relativeAddress(path, page.path))}">${escape(page.title)}</a><p>${escape(firstSentence(page.description))}</p></li>`,
  )
  return {
    path,
    language,
    title,
    description: lead === '' ? pages.map((page) => page.title).join(' · ') : lead,
    body: `<h1>${escape(title)}</h1>
${lead === '' ? '' : `<p class="lead">${escape(lead)}</p>`}
<ul class="cards">
${items.join('\n')}
</ul>`,
  }
}
