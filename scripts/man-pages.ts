/** `man/`: the manual page in both languages. */
import { manPage } from '../cli/man-page.ts'
import { readRepositoryFile } from './rule-folders.ts'

/** The generated pages by path. */
export function renderManPages(): ReadonlyMap<string, string> {
  const manifest: unknown = JSON.parse(readRepositoryFile('package.json').text)
  const version: unknown =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : undefined
  if (typeof version !== 'string') throw new Error('package.json: no version')
  return new Map([
    ['man/socklint.1', manPage('en', version)],
    ['man/socklint.ja.1', manPage('ja', version)],
  ])
}
