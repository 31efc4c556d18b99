import type { Language } from '../engine/index.ts'
import { HEADINGS, SECTIONS, type Page } from '../rules/pages.ts'

/** The pages of all rules by id, in every language. */
export type Pages = Readonly<Record<string, Readonly<Record<Language, Page>>>>

/** The page of a rule, or undefined; own properties only, as the id may come from outside. */
export function pageOf(pages: Pages, rule: string, language: Language): Page | undefined {
  return Object.hasOwn(pages, rule) ? pages[rule]?.[language] : undefined
}

/** A whole page as markdown. */
export function renderPage(rule: string, page: Page, language: Language): string {
  const sections = SECTIONS.filter((section) => page.sections[section].trim() !== '').map(
    (section) => `## ${HEADINGS[language][section]}\n\n${page.sections[section].trim()}`,
  )
  const parts = [`# ${page.title}`, `\`${rule}\``, page.summary.trim(), ...sections]
  return `${parts.join('\n\n')}\n`
}
