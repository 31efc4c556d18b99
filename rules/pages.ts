import type { Language, RuleOptions } from '../engine/index.ts'
import { OPTIONS_HEADING, optionsSection } from './options-section.ts'

export { optionSummary } from './options-section.ts'

/** A rule's page in one language. Sections are markdown without their heading line, keyed by the fixed section id. */
export interface Page {
  readonly title: string
  readonly summary: string
  readonly sections: Readonly<Record<SectionId, string>>
}

export const SECTIONS = ['why', 'bad', 'good', 'fix', 'platforms', 'silent', 'references'] as const
export type SectionId = (typeof SECTIONS)[number]

/** The headings that a page uses, in this order, per language. */
export const HEADINGS: Readonly<Record<Language, Readonly<Record<SectionId, string>>>> = {
  en: {
    why: 'Why it is wrong',
    bad: 'Bad',
    good: 'Good',
    fix: 'How to fix',
    platforms: 'Platforms',
    silent: 'When it stays silent',
    references: 'References',
  },
  ja: {
    why: 'なぜ問題か',
    bad: '悪い例',
    good: '良い例',
    fix: '直し方',
    platforms: 'プラットフォーム',
    silent: '報告しない場合',
    references: '参考資料',
  },
}

/** A section of a page as readers see it; the text is markdown. */
export interface ShownSection {
  readonly id: SectionId | 'options'
  readonly heading: string
  readonly text: string
}

/** The sections of a page in their order: those that are written, and the options that the rule declares. */
export function shownSections(
  rule: string,
  page: Page,
  language: Language,
  options: RuleOptions | undefined,
): ShownSection[] {
  const sections = SECTIONS.map(
    (id): ShownSection => ({ id, heading: HEADINGS[language][id], text: page.sections[id].trim() }),
  )
  const text = optionsSection(rule, options, language)
  sections.splice(SECTIONS.indexOf('references'), 0, { id: 'options', heading: OPTIONS_HEADING[language], text })
  return sections.filter((section) => section.text !== '')
}

/** A whole page as markdown. */
export function renderPage(rule: string, page: Page, language: Language, options: RuleOptions | undefined): string {
  const sections = shownSections(rule, page, language, options).map(({ heading, text }) => `## ${heading}\n\n${text}`)
  const parts = [`# ${page.title}`, `\`${rule}\``, page.summary.trim(), ...sections]
  return `${parts.join('\n\n')}\n`
}
