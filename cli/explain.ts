import pc from 'picocolors'
import type { Language } from '../engine/index.ts'
import { HEADINGS, pages, rules, SECTIONS } from '../rules/index.ts'
import { renderMarkdown } from './markdown.ts'
import { message } from './messages.ts'

/** A rule's page for a terminal; null when there is no such rule. */
export function explain(id: string, language: Language, colour: boolean): string | null {
  const rule = rules.find((known) => known.id === id)
  const page = Object.hasOwn(pages, id) ? pages[id]?.[language] : undefined
  if (rule === undefined || page === undefined) return null
  const paint = pc.createColors(colour)
  const tags = [message(rule.severity)[language], rule.platforms.join(' '), ...rule.cwe]
  const parts = [
    `${paint.bold(renderMarkdown(page.title, pc.createColors(false)))}\n${paint.dim([id, ...tags].join(' · '))}`,
    renderMarkdown(page.summary, paint),
    ...SECTIONS.filter((section) => page.sections[section].trim() !== '').map(
      (section) =>
        `${paint.bold(paint.underline(HEADINGS[language][section]))}\n\n${renderMarkdown(page.sections[section], paint)}`,
    ),
  ]
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`
}
