/** The documentation site: every link leads somewhere, every page is there in both languages, its HTML is valid. */
import { HtmlValidate } from 'html-validate'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { beforeAll, describe, expect, test } from 'vitest'
import { DOCUMENTATION, pages, ruleAddress, rules } from '../../rules/index.ts'
import { LANGUAGES } from '../../engine/index.ts'
import { OPTION_ROWS } from '../../cli/options.ts'
import { ROOT, readRepositoryFile } from '../../scripts/rule-folders.ts'
import { highlightC } from '../../scripts/site/highlight.ts'
import { buildSite } from '../../scripts/site/site.ts'
import { buildCommand, temporaryFolder } from '../cli/command.ts'
import { brokenLinks, type Document, readDocument, readSite } from './site.ts'

let folder = ''
let site: Map<string, Document>
let files: Set<string>

beforeAll(() => {
  folder = join(temporaryFolder(), 'site')
  buildSite({ outdir: folder })
  site = readSite(folder)
  files = new Set(globSync('**', { cwd: folder, dot: true }))
})

/** What a reader sees of HTML with nothing in it but spans. */
function textOf(markup: string): string {
  const text = markup.replace(/<\/?span[^>]*>/g, '')
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

const html = (path: string): string => site.get(path)?.html ?? ''

test('every link and anchor leads somewhere, and nothing is loaded from outside', () => {
  expect(site.size).toBeGreaterThan(2 * rules.length)
  expect(brokenLinks(site, files)).toEqual([])
  for (const name of files) {
    if (!/\.(?:css|js)$/.test(name)) continue
    expect(readFileSync(join(folder, name), 'utf8'), name).not.toMatch(/https?:|@import|url\(|\bfetch\(|import\(/)
  }
})

test('the published address of every rule is a page of the site, in both languages', () => {
  expect(DOCUMENTATION).toMatch(/^https:\/\/.+\/$/)
  for (const { id } of rules) {
    for (const language of LANGUAGES) {
      const address = ruleAddress(id, language)
      expect(address.startsWith(DOCUMENTATION), address).toBe(true)
      expect(files).toContain(address.slice(DOCUMENTATION.length))
    }
  }
})

test('where it is published stands in one place', () => {
  const { host } = new URL(DOCUMENTATION)
  const texts = globSync(['**/*.{ts,json,md,yml,yaml}', '!node_modules', '!build', '!dist'], { cwd: ROOT })
  expect(texts.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes(host))).toEqual([
    'rules/documentation.ts',
  ])
})

test('the check sees what is wrong', () => {
  const bad = readDocument(
    '<a href="gone.html">a</a><a href="#nowhere">b</a><img src="https://example.org/x.png"><a href="/etc">c</a><link href="//cdn"><a href="b.html#x">d</a>',
  )
  const other = readDocument('<p id="x">')
  const pages = new Map([
    ['a.html', bad],
    ['b.html', other],
  ])
  expect(brokenLinks(pages, new Set(pages.keys())).map((line) => line.replace(/^a\.html: /, ''))).toEqual([
    'gone.html: no such file',
    '#nowhere: no such anchor',
    'https://example.org/x.png: loads something from outside',
    '/etc: is not relative',
    '//cdn: is not relative',
  ])
})

test('every page is there in both languages, says which it is, and leads to the other', () => {
  const paths = [...site.keys()].filter((path) => path !== 'index.html')
  const of = (language: string): string[] =>
    paths.filter((path) => path.startsWith(`${language}/`)).map((path) => path.slice(3))
  expect(of('en')).toEqual(of('ja'))
  expect(of('en').length * 2).toBe(paths.length)
  for (const path of paths) {
    const [language, other] = path.startsWith('en/') ? ['en', 'ja'] : ['ja', 'en']
    expect(html(path), path).toContain(`<html lang="${language}">`)
    expect(html(path), path).toMatch(
      new RegExp(`class="language" href="[^"]*${other}/${path.slice(3)}" lang="${other}"`),
    )
    const main = /<main[\s\S]*<\/main>/.exec(html(path))?.[0] ?? ''
    expect(/[ぁ-んァ-ン]/.test(main), path).toBe(language === 'ja' || path === 'en/reference/glossary.html')
  }
})

test('titles are unique in a language, and every page has a description and one first heading', () => {
  const seen = new Map<string, string>()
  for (const [path, { html: text }] of site) {
    const title = /<title>([^<]+)<\/title>/.exec(text)?.[1] ?? ''
    const key = `${path.slice(0, 2)} ${title}`
    expect(seen.get(key), `${path}: ${title}`).toBeUndefined()
    seen.set(key, path)
    expect(text, path).toMatch(/<meta name="description" content="[^"]{5,}">/)
    expect(text.match(/<h1[ >]/g), path).toHaveLength(1)
  }
})

test('the HTML is valid', { timeout: 300_000 }, async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: {
      // A search in a form that is called so is what assistive technology finds.
      'prefer-native-element': 'off',
    },
  })
  const problems: string[] = []
  for (const [path, { html: text }] of site) {
    const { results } = await validator.validateString(text, path)
    for (const { messages } of results)
      problems.push(...messages.map((one) => `${path}:${one.line}:${one.column} ${one.ruleId}: ${one.message}`))
  }
  expect(problems.slice(0, 20)).toEqual([])
  const broken = await validator.validateString('<!doctype html><p><div>x</div></p><img src="a.png">', 'x.html')
  expect(broken.valid).toBe(false)
})

describe('what the pages say', () => {
  test('each rule has a page with its sections and samples, and an item in the list', () => {
    for (const { id, cwe } of rules) {
      for (const language of ['en', 'ja']) {
        const page = html(`${language}/rules/${id}.html`)
        for (const section of ['why', 'bad', 'good', 'fix', 'platforms', 'silent', 'references'])
          expect(page, `${id} ${section}`).toContain(`<h2 id="${section}">`)
        expect(page.match(/<pre /g)?.length ?? 0, id).toBeGreaterThanOrEqual(2)
        expect(html(`${language}/rules/index.html`), id).toContain(`<a href="${id}.html"><code>${id}</code></a>`)
        for (const one of cwe) expect(page, id).toContain(`definitions/${one.replace('CWE-', '')}.html`)
      }
    }
  })

  test('samples are shown letter by letter', () => {
    for (const { id } of rules) {
      const page = pages[id]?.ja
      const samples = [...`${page?.sections.bad}\n${page?.sections.good}`.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)]
      const shown = [...html(`ja/rules/${id}.html`).matchAll(/<pre [^>]*><code>([\s\S]*?)<\/code><\/pre>/g)].map(
        ([, code = '']) => textOf(code),
      )
      expect(samples.length, id).toBeGreaterThanOrEqual(2)
      for (const [, sample] of samples) expect(shown, id).toContain(sample)
    }
  })

  test('each option and each setting is in the reference', () => {
    const schema = JSON.parse(readRepositoryFile('rules/generated/socklintrc.schema.json').text) as {
      properties: Record<string, unknown>
    }
    for (const language of ['en', 'ja']) {
      for (const [name, { hidden, help }] of OPTION_ROWS) {
        const page = html(`${language}/reference/command-line.html`)
        expect(page.includes(`<tr id="option-${name}">`), name).toBe(hidden !== true)
        if (hidden !== true) expect(readDocument(page).ids.has(`option-${name}`), help.en).toBe(true)
      }
      for (const name of Object.keys(schema.properties).filter((one) => one !== '$schema'))
        expect(site.get(`${language}/reference/configuration.html`)?.ids.has(name.toLowerCase()), name).toBe(true)
    }
  })

  test('no markdown and no template is left over', () => {
    for (const [path, { html: text }] of site) {
      const prose = text.replace(/<pre[\s\S]*?<\/pre>|<code>[\s\S]*?<\/code>/g, '').replace(/<[^>]+>/g, '')
      expect(prose, path).not.toMatch(/\*\*|\]\(|^#+ |^undefined$|\[object|<!--/m)
    }
  })
})

test('the finding that the first guide shows is what the command says', async () => {
  const cli = await buildCommand('real')
  for (const language of ['en', 'ja']) {
    const guide = readRepositoryFile(`docs/getting-started.${language}.md`).text
    const [file = '', ...lines] = (/```text\n([\s\S]*?)\n```/.exec(guide)?.[1] ?? '').split('\n')
    // Beside the others of its file, whose places are as wide as here.
    // CI services are given colours, see picocolors.
    const env = { ...process.env, NO_COLOR: '1' }
    const parameters = [cli, file, '--lang', language]
    const { stdout } = spawnSync(process.execPath, parameters, { cwd: ROOT, encoding: 'utf8', env })
    expect(lines.length).toBeGreaterThan(2)
    expect(stdout).toContain(lines.join('\n'))
  }
})

test('with an address, pages say where they are published; without one they do not', () => {
  expect([...site.values()].some(({ html: text }) => text.includes('rel="canonical"'))).toBe(false)
  const outdir = join(temporaryFolder(), 'site')
  buildSite({ outdir, address: 'https://example.org/socklint' })
  const page = readFileSync(join(outdir, 'ja/rules/index.html'), 'utf8')
  expect(page).toContain('<link rel="canonical" href="https://example.org/socklint/ja/rules/index.html">')
  expect(page).toContain('<link rel="alternate" hreflang="en" href="https://example.org/socklint/en/rules/index.html">')
})

test('colours change nothing of the code', () => {
  const code = '#include <a.h>\nint x = 0x1f; /* <b> & */ char *s = "a\\"b"; // end\nreturn \'\\n\';\n'
  const coloured = highlightC(code)
  expect(coloured).toContain('<span class="keyword">#include</span>')
  expect(textOf(coloured)).toBe(code)
})
