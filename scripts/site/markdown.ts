import { Marked, type Tokens } from 'marked'
import type { Language } from '../../engine/index.ts'
import { escape, Slugs } from './html.ts'
import { highlightC } from './highlight.ts'
import type { Heading } from './page.ts'
import { WORDS } from './words.ts'

export interface Place {
  readonly language: Language
  /** The address of what a link of the source names. Throws for what is not on the site. */
  readonly link: (href: string) => string
  /** The address of a rule's page; null when there is no such rule. */
  readonly rule: (id: string) => string | null
}

export interface Rendered {
  readonly html: string
  /** Those of the second level. */
  readonly headings: readonly Heading[]
  /** The text of the first heading, which is not in `html`; empty when there is none. */
  readonly title: string
}

/**
 * Markdown as HTML. Headings get anchors, code and tables can be scrolled by keyboard, code spans that name a rule become
 * links to it.
 */
export function renderMarkdown(markdown: string, place: Place): Rendered {
  const { language, link, rule } = place
  const words = WORDS[language]
  const slugs = new Slugs()
  const headings: Heading[] = []
  let title = ''
  const marked = new Marked({
    gfm: true,
    renderer: {
      html: ({ text }: Tokens.HTML | Tokens.Tag): string => {
        return text.replace(/<!--[\s\S]*?-->/g, '')
      },
      heading({ tokens, depth, text }: Tokens.Heading): string {
        if (depth === 1) {
          title = text.replaceAll('`', '')
          return ''
        }
        const inner = this.parser.parseInline(tokens)
        const id = slugs.of(text)
        if (depth === 2) headings.push({ id, text: withoutLinks(inner) })
        return `<h${depth} id="${escape(id)}">${inner}</h${depth}>\n`
      },
      code({ text, lang = '' }: Tokens.Code): string {
        const [name = ''] = lang.split(' ')
        const html = name === 'c' || name === 'cpp' ? highlightC(text) : escape(text)
        return `<pre tabindex="0" role="group" aria-label="${escape(words.codeSample)}"><code>${html}\n</code></pre>\n`
      },
      codespan({ text }: Tokens.Codespan): string {
        const code = `<code>${escape(text)}</code>`
        const address = /^[a-z0-9]+\/[a-z0-9-]+$/.test(text) ? rule(text) : null
        return address === null ? code : `<a href="${escape(address)}">${code}</a>`
      },
      link({ href, tokens }: Tokens.Link): string {
        const inner = this.parser.parseInline(tokens)
        return `<a href="${escape(link(href))}">${withoutLinks(inner)}</a>`
      },
      image(): string {
        throw new Error('images are not on the site')
      },
      table({ header, rows }: Tokens.Table): string {
        const cell =
          (tag: 'th' | 'td') =>
          (one: Tokens.TableCell): string =>
            `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${this.parser.parseInline(one.tokens)}</${tag}>`
        const head = `<tr>${header.map(cell('th')).join('')}</tr>`
        const body = rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`)
        return `<div class="table" tabindex="0" role="group" aria-label="${escape(words.table)}"><table>\n<thead>${head}</thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table></div>\n`
      },
    },
  })
  const joined = language === 'ja' ? joinJapanese(markdown) : markdown
  const html = marked.parse(joined, { async: false })
  return { html, headings, title }
}

/** One line of markdown without a paragraph around it. */
export function renderInline(markdown: string, place: Place): string {
  const { html } = renderMarkdown(markdown, place)
  return html.replace(/^<p>|<\/p>\s*$/g, '')
}

/** A link inside a link, or in a list of contents, is none. */
function withoutLinks(html: string): string {
  return html.replace(/<a [^>]*>|<\/a>/g, '')
}

const WIDE = '[\\u3000-\\u30ff\\u3400-\\u9fff\\uff00-\\uffef]'
const WRAPPED = new RegExp(`(${WIDE})\\n(?=${WIDE})`, 'g')

/** A line break between Japanese characters would become a space. Code is left as it is. */
function joinJapanese(markdown: string): string {
  const parts = markdown.split(/(^```[\s\S]*?^```$)/m)
  return parts.map((part) => (part.startsWith('```') ? part : part.replace(WRAPPED, '$1'))).join('')
}
