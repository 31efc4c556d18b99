import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { ROOT } from '../../scripts/rule-folders.ts'

/** The texts of our TypeScript files that match the patterns, by path relative to the repository. */
export function sourceTexts(patterns: readonly string[]): Map<string, string> {
  const paths = globSync([...patterns], { cwd: ROOT, ignore: ['**/node_modules/**', '**/fixtures/**'] }).sort()
  return new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]))
}
