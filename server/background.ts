import { MarkupKind, type Hover, type Position } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Language } from '../engine/index.ts'
import { topics } from './generated/background.ts'
import { translate } from './l10n.ts'

/** What a background page says in one language, as far as a hover shows it. */
export interface BackgroundText {
  readonly title: string
  readonly summary: string
  /** Ids of the rules that the page names. */
  readonly rules: readonly string[]
  readonly references: readonly { readonly label: string; readonly address: string }[]
}

/** One page of docs/background. */
export interface BackgroundTopic {
  readonly topic: string
  /** Functions, constants, registry values and settings that it is shown for. */
  readonly names: readonly string[]
  readonly text: Readonly<Record<Language, BackgroundText>>
}

const BY_NAME = new Map(topics.flatMap((topic) => topic.names.map((name) => [name, topic] as const)))

/** References that a hover has room for; the page has them all. */
const MAX_REFERENCES = 3

interface BackgroundContext {
  readonly language: Language
  readonly markdown: boolean
}

/**
 * The background of the name at a position: a function, a constant, or the name of a registry value or setting in a
 * string. Null for all other words, and in comments of one line.
 */
export function backgroundAt(document: TextDocument, position: Position, context: BackgroundContext): Hover | null {
  const text = document.getText({
    start: { line: position.line, character: 0 },
    end: { line: position.line + 1, character: 0 },
  })
  for (const { 0: word, index } of text.matchAll(/[A-Za-z_]\w*/g)) {
    const end = index + word.length
    if (position.character < index || position.character > end) continue
    const topic = BY_NAME.get(word)
    if (topic === undefined || text.slice(0, index).includes('//')) return null
    return {
      contents: context.markdown
        ? { kind: MarkupKind.Markdown, value: markdown(topic.text[context.language], context.language) }
        : { kind: MarkupKind.PlainText, value: topic.text[context.language].summary },
      range: {
        start: { line: position.line, character: index },
        end: { line: position.line, character: end },
      },
    }
  }
  return null
}

function markdown({ title, summary, rules, references }: BackgroundText, language: Language): string {
  const links = references.slice(0, MAX_REFERENCES).map(({ label, address }) => `[${label}](${address})`)
  return [
    `**${title}**`,
    summary,
    ...(rules.length === 0
      ? []
      : [`*${translate(language, 'rulesAboutThis')}*: ${rules.map((id) => `\`${id}\``).join(' · ')}`]),
    links.join(' · '),
  ].join('\n\n')
}
