import type { Language } from '../engine/index.ts'
import { topics } from './generated/background.ts'

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

/** The page about a function, a constant, or the name of a registry value or setting. */
export function backgroundOf(name: string): BackgroundTopic | undefined {
  return BY_NAME.get(name)
}
