import type { Language } from '../engine/index.ts'

/**
 * Where the documentation site (`npm run docs`) is published: the only place that knows. Ends in a slash. Until it is
 * published this is an address that nobody can own (RFC 2606, section 2).
 */
export const DOCUMENTATION = 'https://socklint.example/'

/** False for what the linter reports of itself, as comments that suppress nothing: the message says all there is to say. */
export function hasPage(rule: string): boolean {
  return !rule.startsWith('socklint/')
}

/** Where the site has the page of a rule, below the folder of its language. */
export function rulePath(rule: string): string {
  return `rules/${rule.split('/').map(encodeURIComponent).join('/')}.html`
}

/** The published page of a rule. */
export function ruleAddress(rule: string, language: Language): string {
  return `${DOCUMENTATION}${language}/${rulePath(rule)}`
}
