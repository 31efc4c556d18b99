/** Every source that a rule or a background page cites, by publisher. */
import type { Language } from '../../engine/index.ts'
import { rulePath } from '../../rules/documentation.ts'
import { type Catalogue, backgroundPath, pageOf } from './catalogue.ts'
import { escape, slug } from './html.ts'
import { relativeAddress, type SitePage } from './page.ts'
import { WORDS } from './words.ts'

interface Citation {
  readonly label: string
  readonly address: string
  readonly page: string
  readonly cited: string
}

export function sourcesPage(catalogue: Catalogue, language: Language): SitePage {
  const words = WORDS[language]
  const path = 'reference/sources.html'
  const citations: Citation[] = [
    ...catalogue.rules.flatMap((rule) =>
      linksOf(pageOf(rule, language).sections.references).map((link) => ({
        ...link,
        page: rulePath(rule.id),
        cited: `<code>${escape(rule.id)}</code>`,
      })),
    ),
    ...catalogue.background.flatMap(({ topic, text }) =>
      text[language].references.map((link) => ({
        ...link,
        page: backgroundPath(topic),
        cited: escape(text[language].title),
      })),
    ),
  ]
  const publishers = groupBy(citations, ({ address }) => new URL(address).hostname.replace(/^www\./, ''))
  const parts = [...publishers]
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .map(([publisher, list]) => {
      const items = [...groupBy(list, ({ address }) => address)].map(([address, same]) => {
        const pages = [...new Map(same.map(({ page, cited }) => [page, cited]))].map(
          ([page, cited]) => `<a href="${escape(relativeAddress(path, page))}">${cited}</a>`,
        )
        return `<li><p><a href="${escape(address)}">${escape(same[0]?.label ?? address)}</a></p>
<p class="more">${escape(words.citedBy)}: ${pages.join(words.comma)}</p></li>`
      })
      return { id: slug(publisher), publisher, html: `<ul class="list">\n${items.join('\n')}\n</ul>` }
    })
  return {
    path,
    language,
    title: words.sources,
    description: words.sourcesLead,
    section: { title: words.reference, path: 'reference/index.html' },
    headings: parts.slice(0, 12).map(({ id, publisher }) => ({ id, text: escape(publisher) })),
    body: `<h1>${escape(words.sources)}</h1>
<p class="lead">${escape(words.sourcesLead)}</p>
${parts.map(({ id, publisher, html }) => `<h2 id="${escape(id)}">${escape(publisher)}</h2>\n${html}`).join('\n')}`,
  }
}

function linksOf(markdown: string): { readonly label: string; readonly address: string }[] {
  // An address may hold parentheses that belong together, as those of Wikipedia and of manual pages.
  return [...markdown.matchAll(/\[([^\]]+)\]\((https?:(?:[^()\s]|\([^()\s]*\))+)\)/g)].map(
    ([, label = '', address = '']) => ({ label: label.replaceAll('`', ''), address }),
  )
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const list = groups.get(key)
    if (list === undefined) groups.set(key, [item])
    else list.push(item)
  }
  return groups
}
