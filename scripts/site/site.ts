import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRecord, LANGUAGES } from '../../engine/index.ts'
import { ROOT, readRepositoryFile } from '../rule-folders.ts'
import { readCatalogue, type Catalogue } from './catalogue.ts'
import { commandReference } from './command-reference.ts'
import { configurationReference } from './configuration-reference.ts'
import { glossaryPage } from './glossary-page.ts'
import { entryPage, homePage } from './home-page.ts'
import { type Frame, renderDocument, type SitePage } from './page.ts'
import { ruleIndex, rulePages } from './rule-pages.ts'
import { sourcesPage } from './sources-page.ts'
import { backgroundPages, guidePages, listPage } from './text-pages.ts'
import { WORDS } from './words.ts'

const ASSETS = join(ROOT, 'scripts/site/assets')

/** Every page in every language. */
function sitePages(catalogue: Catalogue): SitePage[] {
  return LANGUAGES.flatMap((language) => {
    const reference = [
      configurationReference(catalogue, language),
      commandReference(language),
      glossaryPage(catalogue, language),
      sourcesPage(catalogue, language),
    ]
    const section = { title: WORDS[language].reference, path: 'reference/index.html' }
    return [
      homePage(catalogue, language),
      ruleIndex(catalogue, language),
      ...rulePages(catalogue, language),
      ...guidePages(catalogue, language),
      ...backgroundPages(catalogue, language),
      listPage(section, language, '', reference),
      ...reference,
    ]
  })
}

export interface SiteRequest {
  readonly outdir: string
  /** Where it will be published. */
  readonly address?: string
}

/** Builds the whole site anew and gives the number of its pages. The same sources give the same bytes. */
export function buildSite({ outdir, address }: SiteRequest): number {
  const manifest: unknown = JSON.parse(readRepositoryFile('package.json').text)
  const { version } = isRecord(manifest) ? manifest : {}
  const frame: Frame = {
    version: String(version),
    address: address === undefined ? null : address.replace(/\/?$/, '/'),
  }
  const catalogue = readCatalogue()
  const pages = sitePages(catalogue)
  rmSync(outdir, { recursive: true, force: true })
  const write = (path: string, text: string): void => {
    const file = join(outdir, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const copy = (from: string, path: string): void => {
    const file = join(outdir, path)
    mkdirSync(dirname(file), { recursive: true })
    copyFileSync(from, file)
  }
  write('index.html', entryPage())
  for (const page of pages) write(`${page.language}/${page.path}`, renderDocument(page, frame))
  for (const name of readdirSync(ASSETS)) copy(join(ASSETS, name), `assets/${name}`)
  copy(join(ROOT, 'icon.png'), 'assets/icon.png')
  for (const file of catalogue.files) copy(join(ROOT, file), `files/${file}`)
  return pages.length + 1
}
