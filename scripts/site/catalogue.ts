/** What the site is made of, read once. */
import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { globSync } from 'tinyglobby'
import { LANGUAGES, type Language } from '../../engine/index.ts'
import type { Rule } from '../../engine/rule-api.ts'
import { rulePath } from '../../rules/documentation.ts'
import { pages, rules } from '../../rules/index.ts'
import type { Page } from '../../rules/pages.ts'
import type { BackgroundTopic } from '../../server/background.ts'
import { BACKGROUND_FOLDER, readBackground } from '../background-pages.ts'
import { ROOT } from '../rule-folders.ts'
import type { Place } from './markdown.ts'
import { relativeAddress } from './page.ts'

export interface Catalogue {
  /** Sorted by id. */
  readonly rules: readonly Rule[]
  readonly background: readonly BackgroundTopic[]
  /** Names of the guides: `docs/NAME.en.md` and `docs/NAME.ja.md`, in the order of the site. */
  readonly guides: readonly string[]
  /** Files of the repository that pages link to; they are copied. Filled while pages are made. */
  readonly files: Set<string>
}

/** The guides in the order in which they are read; others come behind them. */
const ORDER = [
  'getting-started',
  'editors',
  'suppressing',
  'adopting',
  'ci',
  'build-systems',
  'wrappers',
  'api',
  'precision',
]

export function readCatalogue(): Catalogue {
  const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length)
  const guides = globSync('docs/*.en.md', { cwd: ROOT }).map((file) => posix.basename(file, '.en.md'))
  return {
    rules: [...rules].sort((a, b) => (a.id < b.id ? -1 : 1)),
    background: readBackground(),
    guides: guides.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)),
    files: new Set(),
  }
}

/** A rule's page. Throws when there is none: generated files are older than the rules then. */
export function pageOf(rule: Rule, language: Language): Page {
  const page = pages[rule.id]?.[language]
  if (page === undefined) throw new Error(`${rule.id} has no page: run npm run generate`)
  return page
}

export const guidePath = (name: string): string => `guides/${name}.html`
export const backgroundPath = (topic: string): string => `background/${topic}.html`

/**
 * What links of a text mean.
 * @param source the file that the text is from, in the repository
 * @param path where the page will be, below the folder of its language
 */
export function placeOf(catalogue: Catalogue, language: Language, source: string, path: string): Place {
  const here = `${language}/${path}`
  const to = (target: string): string => relativeAddress(here, target)
  return {
    language,
    rule: (id) => (catalogue.rules.some((rule) => rule.id === id) ? to(`${language}/${rulePath(id)}`) : null),
    link(href) {
      if (/^(?:https?:|#)/.test(href)) return href
      const [file = '', anchor] = href.split('#')
      const target = posix.join(posix.dirname(source), file)
      const page = pagePath(catalogue, target)
      const end = anchor === undefined ? '' : `#${anchor}`
      if (page !== null) return `${to(`${language}/${page}`)}${end}`
      if (!existsSync(join(ROOT, target)))
        throw new Error(`${source}: ${href} is neither a page of the site nor a file of the repository`)
      catalogue.files.add(target)
      return to(`files/${target}`)
    },
  }
}

/** The page that is made of a file of the repository; null when there is none. */
function pagePath({ background, guides, rules: known }: Catalogue, file: string): string | null {
  const id = /^rules\/([^/]+\/[^/]+)\/doc\.(?:en|ja)\.md$/.exec(file)?.[1]
  if (id !== undefined) return known.some((rule) => rule.id === id) ? rulePath(id) : null
  const name = posix.basename(file).replace(/(?:\.(?:en|ja))?\.md$/, '')
  const folder = posix.dirname(file)
  if (folder === BACKGROUND_FOLDER && background.some(({ topic }) => topic === name)) return backgroundPath(name)
  if (folder !== 'docs') return null
  if (name === 'rules') return 'rules/index.html'
  if (name === 'glossary') return 'reference/glossary.html'
  return LANGUAGES.some((language) => file.endsWith(`.${language}.md`)) && guides.includes(name)
    ? guidePath(name)
    : null
}
