import type { DocumentSelector, TextDocument } from 'vscode'

/** Any scheme: files, unsaved texts and the virtual file systems of browser editors. */
export const SELECTOR = [{ language: 'c' }, { language: 'cpp' }] satisfies DocumentSelector

/** What the server is given: sources, and the configuration files whose mistakes it shows. */
export const SYNCHRONISED = [...SELECTOR, { pattern: '**/.socklintrc.json' }] satisfies DocumentSelector

/** Where editors show old or foreign versions of a file, which nobody is going to mend there. */
const HISTORY_SCHEMES = new Set([
  'git',
  'gitfs',
  'github',
  'review',
  'pr',
  'vscode-local-history',
  'output',
  'walkThrough',
])

/** True for texts that somebody may be writing. */
export function isCurrent(document: TextDocument): boolean {
  return !HISTORY_SCHEMES.has(document.uri.scheme)
}

/** True for sources that the server checks. */
export function isChecked(document: TextDocument): boolean {
  return isCurrent(document) && SELECTOR.some(({ language }) => document.languageId === language)
}
