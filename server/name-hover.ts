import { MarkupKind, type Hover, type Position } from 'vscode-languageserver'
import { apiFunction, manualOf, type LifecyclePhase } from '../engine/index.ts'
import { apiFacts, type ApiFacts } from './api-hover.ts'
import { backgroundOf, type BackgroundText } from './background.ts'
import type { DocumentFindings } from './findings.ts'
import { ruleSummary, type HoverContext } from './hover.ts'
import { translate } from './l10n.ts'
import { composed } from './markdown.ts'
import { wordAt } from './word-at.ts'

/** References that a hover has room for; the page has them all. */
const MAX_REFERENCES = 3

export interface NameHoverContext extends HoverContext {
  /** The state of the socket before the call at the position, where the path shows it. */
  readonly phase: LifecyclePhase | undefined
}

/**
 * What is known of the name at a position: a function, an option, an address, an error code (only in files that have to
 * do with sockets), the background of a name, and in a suppression comment the rule. Null for everything else.
 */
export function nameHoverAt(findings: DocumentFindings, position: Position, context: NameHoverContext): Hover | null {
  const { document } = findings
  const at = wordAt(document, position)
  if (at === undefined || at.within === 'comment') return null
  const { language } = context
  const background = backgroundOf(at.word)?.text[language]
  const end = { line: at.range.end.line + 1, character: 0 }
  const after = document.getText({ start: at.range.end, end })
  const facts =
    at.within === 'code' && findings.isAnalysed
      ? apiFacts(at.word, { language, pictures: context.pictures, phase: context.phase, after })
      : undefined
  if (facts === undefined && background === undefined) return null
  const value = context.markdown ? markdown(at.word, facts, background, context) : plainText(facts, background)
  if (value === '') return null
  return { contents: { kind: context.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value }, range: at.range }
}

function markdown(
  name: string,
  facts: ApiFacts | undefined,
  background: BackgroundText | undefined,
  { language }: NameHoverContext,
): string {
  const rules =
    background === undefined || background.rules.length === 0
      ? []
      : [`*${translate(language, 'rulesAboutThis')}*: ${background.rules.map((id) => `\`${id}\``).join(' · ')}`]
  if (facts === undefined) {
    const told = background?.summary ?? ''
    const blocks = [
      { place: 0, lines: [told] },
      { place: 1, lines: rules },
    ]
    return composed(`**${background?.title ?? name}**`, blocks, references(name, background))
  }
  const behind = background === undefined ? [] : [`**${background.title}**: ${background.summary}`]
  const [first, second, ...others] = facts.blocks
  const blocks = [
    ...[first, second].flatMap((block) => block ?? []),
    { place: 8, lines: behind },
    ...others,
    { place: 9, lines: rules },
  ]
  return composed(facts.title, blocks, references(name, background))
}

/** Primary sources: the manual pages of a function, then those of the background. */
function references(name: string, background: BackgroundText | undefined): string {
  const manuals = (['posix', 'windows'] as const).flatMap((platform) =>
    apiFunction(name, platform) === undefined ? [] : (manualOf(name, platform) ?? []),
  )
  const all = [...manuals, ...(background?.references ?? [])]
  const unique = [...new Map(all.map((reference) => [reference.address, reference])).values()]
  return unique
    .slice(0, MAX_REFERENCES)
    .map(({ label, address }) => `[${label}](${address})`)
    .join(' · ')
}

/** What a client without markdown is told: sentences, no tables. */
function plainText(facts: ApiFacts | undefined, background: BackgroundText | undefined): string {
  const sentences = (facts?.blocks ?? []).filter(({ lines }) => lines.length === 1 && !lines[0]?.startsWith('!['))
  return [...sentences.flatMap(({ lines }) => lines), ...(background === undefined ? [] : [background.summary])].join(
    '\n',
  )
}

const SUPPRESSION = /socklint-(?:disable-line|disable-next-line|disable|enable)\b/

/** The rule that a suppression comment names at a position. */
export function suppressedRuleAt(
  { document }: DocumentFindings,
  position: Position,
  context: HoverContext,
): Hover | null {
  const { line, character } = position
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
  const comment = SUPPRESSION.exec(text)
  if (comment === null || character < comment.index + comment[0].length) return null
  for (const { 0: rule, index } of text.matchAll(/[a-z][\w-]*\/[\w-]+/g)) {
    if (character < index || character > index + rule.length) continue
    const value = ruleSummary(rule, context)
    if (value === undefined) return null
    const range = { start: { line, character: index }, end: { line, character: index + rule.length } }
    return { contents: { kind: context.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value }, range }
  }
  return null
}
