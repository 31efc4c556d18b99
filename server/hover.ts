import { MarkupKind, type Hover, type Position } from 'vscode-languageserver'
import type { Diagnostic, Language, Severity } from '../engine/index.ts'
import { hasPage } from '../rules/index.ts'
import { pageAddress, toRange } from './convert.ts'
import type { Figure } from './finding-figures.ts'
import type { DocumentFindings } from './findings.ts'
import { PLATFORM_NAMES, translate } from './l10n.ts'
import { essentialDifference } from './line-diff.ts'
import { composed, escapeText, outcomeTable, type HoverBlock } from './markdown.ts'
import { pageOf, type Pages } from './page.ts'
import type { ExplainRuleCommand } from './protocol.ts'

/** Lines of samples that are read at a glance, and how many are shown where little else needs the room. */
const [SAMPLE_LINES, MAX_SAMPLE_LINES] = [8, 12]
const MAX_REFERENCES = 3
/** Other findings at the same place that are named. */
const MAX_OTHERS = 3

export interface HoverContext {
  readonly pages: Pages
  readonly language: Language
  /** The client runs this command from a link; otherwise the link leads to the published page. */
  readonly explainCommand: ExplainRuleCommand | undefined
  /** The client is our own, which shows pictures; everything in them is in the text too. */
  readonly pictures: boolean
  /** The figure that shows a finding; undefined where there is none. */
  readonly figureOf?: (finding: Diagnostic) => Figure | undefined
  /** The line about the descriptor of a finding, ready to be shown; undefined where there is none. */
  readonly lifecycleOf?: (finding: Diagnostic) => string | undefined
  /** The client renders markdown; otherwise it gets plain text. */
  readonly markdown: boolean
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** The graver finding is explained first; among equals the one that involves more places, which is harder to see. */
function byWeight(a: Diagnostic, b: Diagnostic): number {
  return WEIGHT[a.severity] - WEIGHT[b.severity] || b.related.length - a.related.length
}

/** The explanation of the findings at a position; null where there is none. */
export function hoverAt(document: DocumentFindings, position: Position, context: HoverContext): Hover | null {
  const here = [...document.at(position)].sort(byWeight)
  const [first, ...others] = here
  if (first === undefined) return null
  const contents = context.markdown
    ? { kind: MarkupKind.Markdown, value: explain(first, others, context) }
    : { kind: MarkupKind.PlainText, value: here.map((finding) => finding.message[context.language]).join('\n') }
  return { contents, range: toRange(document.document, first.span) }
}

/**
 * Markdown of at most 25 lines: title and platforms, why in two sentences, outcome table, what changes between the bad
 * and the good sample, when it is fine, where it is written. What does not fit is left out from the least needed on.
 */
export function explain(finding: Diagnostic, others: readonly Diagnostic[], context: HoverContext): string {
  const { language } = context
  const page = pageOf(context.pages, finding.rule, language)
  const platforms = finding.platforms.map((platform) => `\`${PLATFORM_NAMES[platform]}\``).join(' ')
  const title = page?.title ?? finding.rule
  const head = `**${escapeText(title)}** ${platforms}`.trim()
  const why = page === undefined ? '' : sentences(firstParagraph(page.sections.why), 2, language)
  const foot = links(finding, page?.sections.references ?? '', context)
  const figure = context.figureOf?.(finding)
  const picture = context.pictures ? figure?.picture : undefined

  // In the order in which readers need them; each is taken when it still fits.
  const wanted: HoverBlock[] = [
    { place: 0, lines: [why === '' ? escapeText(finding.message[language]) : why] },
    {
      place: 1,
      lines: finding.outcome === undefined ? (figure?.table ?? []) : outcomeTable(finding.outcome, language),
    },
    { place: 6, lines: also(others, context) },
    { place: 2, lines: picture === undefined ? [] : [picture] },
    { place: 5, lines: lifecycle(finding, context) },
    { place: 4, lines: page === undefined ? [] : silent(page.sections.silent, language) },
    { place: 3, lines: page === undefined ? [] : sample(page.sections.bad, page.sections.good) },
  ]
  return composed(head, wanted, foot)
}

/** What a rule is about: title, summary, and the way to its page. Undefined for one that does not exist. */
export function ruleSummary(rule: string, context: HoverContext): string | undefined {
  const page = pageOf(context.pages, rule, context.language)
  if (page === undefined) return undefined
  if (!context.markdown) return `${page.title}\n${page.summary}`
  const link = `[${translate(context.language, 'explain')}](${explainAddress(rule, context)})`
  return [`**${escapeText(page.title)}**`, page.summary, `${link} · \`${rule}\``].join('\n\n')
}

/**
 * The lines in which the two samples differ, as a diff; the beginning of the good one where they have little in
 * common.
 */
function sample(bad: string, good: string): string[] {
  const [before, after] = [codeOf(bad), codeOf(good)]
  const short = essentialDifference(before, after, SAMPLE_LINES)
  const difference = short.length > 0 ? short : essentialDifference(before, after, MAX_SAMPLE_LINES)
  if (difference.length === 0) {
    const lines = after.filter((line) => line.trim() !== '')
    const shown = lines.length > MAX_SAMPLE_LINES ? [...lines.slice(0, MAX_SAMPLE_LINES - 1), '/* … */'] : lines
    return shown.length === 0 ? [] : ['```c', ...shown, '```']
  }
  return ['```diff', ...difference.map(({ sign, text }) => `${sign} ${text}`), '```']
}

function silent(section: string, language: Language): string[] {
  const item = firstParagraph(section).replace(/^[-*+]\s+/, '')
  return item === '' ? [] : [`*${translate(language, 'silent')}*: ${sentences(item, 1, language)}`]
}

function lifecycle(finding: Diagnostic, { lifecycleOf, language }: HoverContext): string[] {
  const line = lifecycleOf?.(finding)
  return line === undefined ? [] : [`*${translate(language, 'lifecycle')}*: ${line}`]
}

/** The other findings at this place, each with the way to its page. */
function also(others: readonly Diagnostic[], context: HoverContext): string[] {
  if (others.length === 0) return []
  const items = others.slice(0, MAX_OTHERS).map(({ rule }) => {
    const title = pageOf(context.pages, rule, context.language)?.title ?? rule
    return hasPage(rule) ? `[${escapeText(title)}](${explainAddress(rule, context)})` : `\`${rule}\``
  })
  const more = others.length > MAX_OTHERS ? ` (+${others.length - MAX_OTHERS})` : ''
  return [`*${translate(context.language, 'moreFindings')}*: ${items.join(' · ')}${more}`]
}

function explainAddress(rule: string, { explainCommand, language }: HoverContext): string {
  if (explainCommand === undefined) return pageAddress(rule, undefined, language)
  // Arguments of a command link are a JSON array, percent-encoded.
  return `command:${explainCommand}?${encodeURIComponent(JSON.stringify([rule]))}`
}

function links(finding: Diagnostic, references: string, context: HoverContext): string {
  const label = translate(context.language, 'explain')
  const address = explainAddress(finding.rule, context)
  const primary = [...references.matchAll(/\[[^\]\n]+\]\(https?:[^)\s]+\)/g)].slice(0, MAX_REFERENCES)
  const explanation = hasPage(finding.rule) ? [`[${label}](${address})`] : []
  return [...explanation, `\`${finding.rule}\``, ...primary.map(([link]) => link)].join(' · ')
}

/** The code of a section's first fenced block. */
function codeOf(section: string): string[] {
  const block = /^(`{3,}|~{3,})[^\n]*\n([\s\S]*?)^\1/m.exec(section)
  return block?.[2]?.trimEnd().split('\n') ?? []
}

/** The first paragraph, or the first item where the section begins with a list, on one line. */
function firstParagraph(section: string): string {
  const [paragraph = ''] = section.trim().split(/\n\s*\n|\n(?=\s*[-*+]\s)/)
  return paragraph
    .split('\n')
    .map((line) => line.trim())
    .reduce(joinLines, '')
}

/** Japanese text continues on the next line without a space. */
function joinLines(before: string, line: string): string {
  const japanese = /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/
  if (before === '') return line
  return japanese.test(before.at(-1) ?? '') && japanese.test(line.charAt(0)) ? before + line : `${before} ${line}`
}

/** The end of a sentence behind which a list begins. */
const LEADS_ON = /[:：]\s*$/

/** The first sentences of a paragraph; never cuts inside a code span, nor ends where a list would begin. */
function sentences(paragraph: string, count: number, language: Language): string {
  const found: string[] = []
  let text = ''
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(paragraph)) {
    text += segment
    if ((text.match(/`/g)?.length ?? 0) % 2 === 1) continue
    found.push(text)
    text = ''
    if (found.length === count) break
  }
  if (text !== '') found.push(text)
  if (found.length > 1 && LEADS_ON.test(found.at(-1) ?? '')) found.pop()
  return found
    .join('')
    .trim()
    .replace(LEADS_ON, language === 'ja' ? '。' : '.')
}
