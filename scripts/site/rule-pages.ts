import { type Language, PLATFORMS, PRESETS } from '../../engine/index.ts'
import type { Rule } from '../../engine/rule-api.ts'
import { shownSections } from '../../rules/index.ts'
import { rulePath } from '../../rules/documentation.ts'
import { type Catalogue, backgroundPath, pageOf, placeOf } from './catalogue.ts'
import { escape } from './html.ts'
import { renderInline, renderMarkdown } from './markdown.ts'
import { relativeAddress, type SitePage } from './page.ts'
import { PLATFORM_NAMES, WORDS } from './words.ts'

const SEVERITIES = ['error', 'warning', 'info'] as const

const categoryOf = ({ id }: Pick<Rule, 'id'>): string => id.slice(0, id.indexOf('/'))

function sectionOf(language: Language): NonNullable<SitePage['section']> {
  return { title: WORDS[language].rules, path: 'rules/index.html' }
}

/** The page of each rule. */
export function rulePages(catalogue: Catalogue, language: Language): SitePage[] {
  return catalogue.rules.map((rule) => rulePage(catalogue, rule, language))
}

function rulePage(catalogue: Catalogue, rule: Rule, language: Language): SitePage {
  const words = WORDS[language]
  const page = pageOf(rule, language)
  const path = rulePath(rule.id)
  const place = placeOf(catalogue, language, `rules/${rule.id}/doc.${language}.md`, path)
  const sections = shownSections(rule.id, page, language, rule.options)
  const parts = sections.map(
    ({ id, heading, text }) => `<h2 id="${id}">${escape(heading)}</h2>\n${renderMarkdown(text, place).html}`,
  )
  const others = catalogue.rules.filter((other) => other !== rule && categoryOf(other) === categoryOf(rule))
  const topics = catalogue.background.filter(({ text }) => text[language].rules.includes(rule.id))
  const links = (list: readonly { readonly path: string; readonly html: string }[]): string =>
    `<ul>\n${list.map((one) => `<li><a href="${escape(relativeAddress(path, one.path))}">${one.html}</a></li>`).join('\n')}\n</ul>`
  const related = [
    ...(topics.length === 0
      ? []
      : [
          `<h2 id="background">${escape(words.relatedBackground)}</h2>`,
          links(topics.map(({ topic, text }) => ({ path: backgroundPath(topic), html: escape(text[language].title) }))),
        ]),
    ...(others.length === 0
      ? []
      : [
          `<h2 id="others">${escape(words.otherRules)}</h2>`,
          links(
            others.map((other) => ({
              path: rulePath(other.id),
              html: `<code>${escape(other.id)}</code> ${titleHtml(catalogue, other, language, path)}`,
            })),
          ),
        ]),
  ]
  return {
    path,
    language,
    title: page.title.replaceAll('`', ''),
    description: plain(page.summary),
    section: sectionOf(language),
    headings: sections.map(({ id, heading }) => ({ id, text: escape(heading) })),
    body: `<h1>${renderInline(page.title, place)}</h1>
<p class="lead">${renderInline(page.summary, place)}</p>
${facts(rule, language, path)}
${parts.join('\n')}
${related.join('\n')}`,
  }
}

/** `strict` has every rule, whether it says so or not. */
function presetsOf({ presets }: Rule): string[] {
  return PRESETS.filter((preset) => preset === 'strict' || presets.includes(preset))
}

function facts(rule: Rule, language: Language, path: string): string {
  const words = WORDS[language]
  const list = (query: string, value: string, text: string): string =>
    `<a href="${escape(`${relativeAddress(path, 'rules/index.html')}?${query}=${encodeURIComponent(value)}`)}">${escape(text)}</a>`
  const category = categoryOf(rule)
  const cwes = rule.cwe.map(
    (cwe) =>
      `<a href="https://cwe.mitre.org/data/definitions/${escape(cwe.replace(/\D/g, ''))}.html">${escape(cwe)}</a>`,
  )
  const rows: [name: string, html: string][] = [
    ['ID', `<code>${escape(rule.id)}</code>`],
    [words.severity, severityHtml(rule, language)],
    [words.platforms, rule.platforms.map((one) => list('platform', one, PLATFORM_NAMES[one])).join(words.comma)],
    [
      words.presets,
      presetsOf(rule)
        .map((preset) => `<code>${escape(preset)}</code>`)
        .join(words.comma),
    ],
    [words.precision, escape(words.precisions[rule.precision])],
    [words.category, list('category', category, category)],
    ...(cwes.length === 0 ? [] : [['CWE', cwes.join(words.comma)] satisfies [string, string]]),
    [words.since, escape(rule.since)],
  ]
  return `<dl class="facts">\n${rows.map(([name, html]) => `<dt>${escape(name)}</dt><dd>${html}</dd>`).join('\n')}\n</dl>`
}

function severityHtml({ severity }: Rule, language: Language): string {
  return `<span class="severity ${severity}">${escape(WORDS[language].severities[severity])}</span>`
}

/** A title in which nothing is a link. */
function titleHtml(catalogue: Catalogue, rule: Rule, language: Language, path: string): string {
  const place = placeOf(catalogue, language, `rules/${rule.id}/doc.${language}.md`, path)
  return renderInline(pageOf(rule, language).title, place).replace(/<a [^>]*>|<\/a>/g, '')
}

/** The list of all rules, which a script filters by what each item says of itself. */
export function ruleIndex(catalogue: Catalogue, language: Language): SitePage {
  const words = WORDS[language]
  const path = 'rules/index.html'
  const categories = [...new Set(catalogue.rules.map(categoryOf))]
  const groups = categories.map((category) => {
    const items = catalogue.rules
      .filter((rule) => categoryOf(rule) === category)
      .map((rule) => ruleItem(catalogue, rule, language, path))
    return `<section data-group aria-labelledby="${escape(category)}">
<h2 id="${escape(category)}">${escape(category)}</h2>
<ul class="list">
${items.join('\n')}
</ul>
</section>`
  })
  const options = (values: readonly (readonly [value: string, text: string])[]): string =>
    [['', words.every] as const, ...values]
      .map(([value, text]) => `<option value="${escape(value)}">${escape(text)}</option>`)
      .join('')
  const select = (name: string, label: string, values: readonly (readonly [string, string])[]): string =>
    `<label>${escape(label)} <select name="${name}">${options(values)}</select></label>`
  const cwes = [...new Set(catalogue.rules.flatMap(({ cwe }) => cwe))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  return {
    path,
    language,
    title: words.rules,
    description: `${words.rules}: ${categories.join(words.comma)}`,
    script: 'rules.js',
    body: `<h1>${escape(words.rules)}</h1>
<form id="filters" class="filters" role="search" hidden>
<div class="wide">
<label>${escape(words.searchRules)} <input type="search" name="q" autocomplete="off" spellcheck="false"></label>
<button type="submit">${escape(words.search)}</button>
</div>
${select(
  'category',
  words.category,
  categories.map((one) => [one, one]),
)}
${select(
  'platform',
  words.platforms,
  PLATFORMS.map((one) => [one, PLATFORM_NAMES[one]]),
)}
${select(
  'severity',
  words.severity,
  SEVERITIES.map((one) => [one, words.severities[one]]),
)}
${select(
  'preset',
  words.presets,
  PRESETS.filter((one) => one !== 'off').map((one) => [one, one]),
)}
${select(
  'cwe',
  'CWE',
  cwes.map((one) => [one, one]),
)}
</form>
<p id="found" role="status" data-text="${escape(words.found)}"></p>
<p id="nothing" hidden>${escape(words.nothingFound)}</p>
${groups.join('\n')}`,
  }
}

function ruleItem(catalogue: Catalogue, rule: Rule, language: Language, path: string): string {
  const words = WORDS[language]
  const page = pageOf(rule, language)
  // The other language's title too: people look for words that they have read somewhere.
  const english = pageOf(rule, 'en')
  const named = Object.values(page.sections).flatMap((text) =>
    [...text.matchAll(/`([\w()]+)`/g)].map(([, name]) => name),
  )
  const searched = [rule.id, page.title, page.summary, english.title, ...rule.cwe, ...rule.platforms, ...new Set(named)]
  const data = {
    words: plain(searched.join(' ')).toLowerCase().normalize('NFKC'),
    category: categoryOf(rule),
    platform: rule.platforms.join(' '),
    severity: rule.severity,
    preset: presetsOf(rule).join(' '),
    cwe: rule.cwe.join(' '),
  }
  const attributes = Object.entries(data).map(([name, value]) => `data-${name}="${escape(value)}"`)
  const more = [
    severityHtml(rule, language),
    escape(rule.platforms.map((one) => PLATFORM_NAMES[one]).join(words.comma)),
    escape(presetsOf(rule).join(words.comma)),
    ...(rule.cwe.length === 0 ? [] : [escape(rule.cwe.join(words.comma))]),
  ]
  return `<li ${attributes.join(' ')}>
<p><a href="${escape(relativeAddress(path, rulePath(rule.id)))}"><code>${escape(rule.id)}</code></a></p>
<p>${titleHtml(catalogue, rule, language, path)}</p>
<p class="more">${more.join(' · ')}</p>
</li>`
}

/** Markdown of one line as plain text. */
function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
