import { posix } from 'node:path'
import { LANGUAGES, type Language } from '../../engine/index.ts'
import { escape } from './html.ts'
import { WORDS } from './words.ts'

/** A heading that the list beside the text names. */
export interface Heading {
  readonly id: string
  /** HTML. */
  readonly text: string
}

/** One page in one language. */
export interface SitePage {
  /** Below the folder of the language, the same in both: `rules/bind/option-after-bind.html`. */
  readonly path: string
  readonly language: Language
  /** Plain text. */
  readonly title: string
  readonly description: string
  /** The first part of the path through the site; the home page has none. */
  readonly section?: { readonly title: string; readonly path: string }
  /** HTML of everything in `main`. */
  readonly body: string
  readonly headings?: readonly Heading[]
  /** A script of the assets that this page needs. */
  readonly script?: string
}

export interface Frame {
  readonly version: string
  /** Where the site is published, ending in a slash; null when nobody has said. */
  readonly address: string | null
}

/** What the bar at the top leads to. */
const MAIN_PAGES = ['rules/index.html', 'guides/index.html', 'background/index.html', 'reference/index.html'] as const

/** The address of a page or an asset from another page; both below the site's folder. */
export function relativeAddress(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to) || posix.basename(to)
}

/** A whole HTML document. */
export function renderDocument(page: SitePage, { version, address }: Frame): string {
  const { language, title, description, section, body, headings = [], script } = page
  const words = WORDS[language]
  const here = `${language}/${page.path}`
  const to = (path: string): string => escape(relativeAddress(here, path))
  const inLanguage = (path: string): string => to(`${language}/${path}`)
  const isHome = page.path === 'index.html'
  const labels = [words.rules, words.guides, words.background, words.reference]
  const mainLinks = MAIN_PAGES.map((path, index) => {
    const current = page.path === path ? ' aria-current="page"' : section?.path === path ? ' aria-current="true"' : ''
    return `<li><a href="${inLanguage(path)}"${current}>${escape(labels[index] ?? '')}</a></li>`
  })
  const others = LANGUAGES.filter((other) => other !== language)
  const switches = others.map(
    (other) =>
      `<a class="language" href="${to(`${other}/${page.path}`)}" lang="${other}" hreflang="${other}">${escape(WORDS[other].languageName)}</a>`,
  )
  const searchForm =
    page.path === 'rules/index.html'
      ? ''
      : `<form class="search" role="search" action="${inLanguage('rules/index.html')}" method="get">
<input type="search" name="q" aria-label="${escape(words.searchRules)}" placeholder="${escape(words.searchRules)}">
<button type="submit">${escape(words.search)}</button>
</form>`
  const absolute =
    address === null
      ? []
      : [
          `<link rel="canonical" href="${escape(`${address}${here}`)}">`,
          ...LANGUAGES.map(
            (other) => `<link rel="alternate" hreflang="${other}" href="${escape(`${address}${other}/${page.path}`)}">`,
          ),
        ]
  const scripts = script === undefined ? [] : [`<script src="${to(`assets/${script}`)}" defer></script>`]
  const crumbs =
    section === undefined
      ? ''
      : `<nav class="crumbs" aria-label="${escape(words.breadcrumb)}"><a href="${inLanguage('index.html')}">${escape(words.home)}</a> › <a href="${inLanguage(section.path)}">${escape(section.title)}</a></nav>`
  const contents =
    headings.length < 2
      ? ''
      : `<nav class="contents" aria-label="${escape(words.onThisPage)}">
<p>${escape(words.onThisPage)}</p>
<ul>
${headings.map(({ id, text }) => `<li><a href="#${escape(id)}">${text}</a></li>`).join('\n')}
</ul>
</nav>`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(isHome ? `Socklint: ${title}` : `${title} · Socklint`)}</title>
<meta name="description" content="${escape(description)}">
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/png" href="${to('assets/icon.png')}">
<link rel="stylesheet" href="${to('assets/site.css')}">
${[...absolute, ...scripts].map((line) => `${line}\n`).join('')}</head>
<body>
<a class="skip" href="#main">${escape(words.skip)}</a>
<header class="bar">
<a class="brand" href="${inLanguage('index.html')}">Socklint</a>
<nav aria-label="${escape(words.mainNavigation)}">
<ul>
${mainLinks.join('\n')}
</ul>
</nav>
${searchForm}
${switches.join('\n')}
</header>
<div class="columns">
<main id="main" tabindex="-1">
${crumbs}
${body}
</main>
${contents}
</div>
<footer>
<p>${escape(words.footer.replace('{version}', version))}</p>
</footer>
</body>
</html>
`
}
