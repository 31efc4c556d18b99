import pc from 'picocolors'
import type { Language } from '../engine/index.ts'
import { pages, rules, shownSections } from '../rules/index.ts'
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
    ...shownSections(id, page, language, rule.options).map(
      ({ heading, text }) => `${paint.bold(paint.underline(heading))}\n\n${renderMarkdown(text, paint)}`,
    ),
  ]
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`
}
