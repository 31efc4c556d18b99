import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import type { AnalysisError } from '../engine/index.ts'
import { codeOf, reasonOf } from './failures.ts'
import { message } from './messages.ts'

/** The `.gitignore` that holds in a folder, and the ones above it. */
export interface IgnoreChain {
  readonly rules: Ignore
  /** How many characters of a top-relative path lie above the file's folder. */
  readonly depth: number
  readonly above: IgnoreChain | null
}

/** Git compares names exactly where the file system does. */
export const IGNORE_CASE = process.platform === 'win32' || process.platform === 'darwin'

/**
 * The ignore files of one git repository. Outside of repositories they mean nothing: unpacked archives carry files that
 * were written for their author's repository, and may exclude all of it.
 */
export class IgnoreFiles {
  /** The repository's root. */
  readonly top: string
  readonly errors: AnalysisError[] = []
  readonly #nameOf: (absolute: string) => string
  readonly #chains = new Map<string, IgnoreChain | null>()

  private constructor(top: string, nameOf: (absolute: string) => string) {
    this.top = top
    this.#nameOf = nameOf
  }

  /**
   * Those of the repository that `folder` lies in; null when it lies in none.
   *
   * @param nameOf gives the name under which an absolute path is reported
   */
  static of(folder: string, nameOf: (absolute: string) => string): IgnoreFiles | null {
    for (let at = folder; ; at = dirname(at)) {
      if (existsSync(join(at, '.git'))) return new IgnoreFiles(at, nameOf)
      if (dirname(at) === at) return null
    }
  }

  /** The path of something below the top as ignore files see it: relative, with `/`. */
  relative(absolute: string): string {
    const start = this.top.endsWith(sep) ? this.top.length : this.top.length + 1
    const path = absolute.slice(start)
    return sep === '/' ? path : path.replaceAll(sep, '/')
  }

  /** What holds inside `folder`, which lies below the top or is the top. */
  chainFor(folder: string): IgnoreChain | null {
    const known = this.#chains.get(folder)
    if (known !== undefined) return known
    const above = folder === this.top ? this.#exclude() : this.chainFor(dirname(folder))
    const chain = this.extend(above, folder)
    this.#chains.set(folder, chain)
    return chain
  }

  /** The chain inside `folder`: `above` and the folder's own `.gitignore`, if it has one. */
  extend(above: IgnoreChain | null, folder: string): IgnoreChain | null {
    const relative = folder === this.top ? '' : `${this.relative(folder)}/`
    return this.#read(join(folder, '.gitignore'), relative.length, above)
  }

  #exclude(): IgnoreChain | null {
    return this.#read(join(this.top, '.git', 'info', 'exclude'), 0, null)
  }

  #read(file: string, depth: number, above: IgnoreChain | null): IgnoreChain | null {
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch (error) {
      const code = codeOf(error)
      if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EISDIR')
        this.errors.push({
          file: this.#nameOf(file),
          message: message('cannotReadIgnoreFile', { reason: reasonOf(error) }),
        })
      return above
    }
    return { rules: ignore({ ignoreCase: IGNORE_CASE }).add(text), depth, above }
  }
}

/** True when the nearest ignore file that says anything about a path excludes it. Folders end in `/`. */
export function isIgnored(chain: IgnoreChain | null, topRelative: string): boolean {
  for (let link = chain; link !== null; link = link.above) {
    const verdict = link.rules.test(topRelative.slice(link.depth))
    if (verdict.ignored) return true
    if (verdict.unignored) return false
  }
  return false
}
