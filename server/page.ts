import type { Language } from '../engine/index.ts'
import type { Page } from '../rules/pages.ts'

/** The pages of all rules by id, in every language. */
export type Pages = Readonly<Record<string, Readonly<Record<Language, Page>>>>

/** The page of a rule, or undefined; own properties only, as the id may come from outside. */
export function pageOf(pages: Pages, rule: string, language: Language): Page | undefined {
  return Object.hasOwn(pages, rule) ? pages[rule]?.[language] : undefined
}

/** A title or a summary where no markup is shown: code spans are all that they have. */
export function plain(text: string): string {
  return text.replaceAll('`', '')
}
