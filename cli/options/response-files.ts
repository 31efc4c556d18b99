import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Localised } from '../../engine/index.ts'
import { reasonOf } from '../failures.ts'
import { message } from '../messages.ts'

export type Expanded =
  | { readonly ok: true; readonly argv: readonly string[] }
  | { readonly ok: false; readonly problem: Localised }

/**
 * A command line with the lines of its response files (`@FILE`) in their place: one argument a line, as build systems
 * write them where a command line would be too long. Nothing is quoted, empty lines count for nothing, and a file whose
 * name begins with `@` is written `./@name`.
 */
export function expandResponseFiles(argv: readonly string[], cwd: string): Expanded {
  const expanded: string[] = []
  for (const word of argv) {
    // `@{upstream}` is a commit of git.
    if (!/^@[^{]/.test(word)) {
      expanded.push(word)
      continue
    }
    const path = word.slice(1)
    try {
      const text = readFileSync(resolve(cwd, path), 'utf8').replace(/^\ufeff/, '')
      // One by one: a call has room for some ten thousand arguments only.
      for (const line of text.split(/\r?\n/)) if (line !== '') expanded.push(line)
    } catch (error) {
      return { ok: false, problem: message('badResponseFile', { path, reason: reasonOf(error) }) }
    }
  }
  return { ok: true, argv: expanded }
}
