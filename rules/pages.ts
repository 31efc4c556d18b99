import type { Language } from '../engine/index.ts'

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

/** A whole page as markdown. */
export function renderPage(rule: string, page: Page, language: Language): string {
  const sections = SECTIONS.filter((section) => page.sections[section].trim() !== '').map(
    (section) => `## ${HEADINGS[language][section]}\n\n${page.sections[section].trim()}`,
  )
  const parts = [`# ${page.title}`, `\`${rule}\``, page.summary.trim(), ...sections]
  return `${parts.join('\n\n')}\n`
}
