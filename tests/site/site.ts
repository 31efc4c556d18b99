/** Reads the built site as a browser would find it: pages, their anchors, and what they point to. */
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { globSync } from 'tinyglobby'

export interface Document {
  readonly html: string
  readonly ids: ReadonlySet<string>
  /** What `href`, `src` and `action` name, as written. */
  readonly addresses: readonly { readonly tag: string; readonly address: string }[]
}

/** The pages of a site by their paths. */
export function readSite(folder: string): Map<string, Document> {
  const paths = globSync('**/*.html', { cwd: folder }).sort()
  return new Map(paths.map((path) => [path, readDocument(readFileSync(posix.join(folder, path), 'utf8'))]))
}

export function readDocument(html: string): Document {
  const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => decode(id)))
  const addresses = [...html.matchAll(/<([a-z]+)[^>]*? (?:href|src|action)="([^"]*)"/g)].map(
    ([, tag = '', address = '']) => ({ tag, address: decode(address) }),
  )
  return { html, ids, addresses }
}

function decode(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** What is wrong with the addresses of the pages: `page: address: why`. `files` are all files of the site. */
export function brokenLinks(site: ReadonlyMap<string, Document>, files: ReadonlySet<string>): string[] {
  return [...site].flatMap(([path, { addresses }]) =>
    addresses.flatMap(({ tag, address }) => {
      const why = fault(path, tag, address, site, files)
      return why === null ? [] : [`${path}: ${address}: ${why}`]
    }),
  )
}

function fault(
  page: string,
  tag: string,
  address: string,
  site: ReadonlyMap<string, Document>,
  files: ReadonlySet<string>,
): string | null {
  if (/^https?:\/\//.test(address)) return tag === 'a' ? null : 'loads something from outside'
  if (/^[a-z]+:|^\//i.test(address)) return 'is not relative'
  const [file = '', anchor] = address.replace(/\?[^#]*/, '').split('#')
  const target = file === '' ? page : posix.join(posix.dirname(page), file)
  if (!files.has(target)) return 'no such file'
  if (anchor === undefined || anchor === '') return null
  return site.get(target)?.ids.has(decodeURIComponent(anchor)) === true ? null : 'no such anchor'
}
