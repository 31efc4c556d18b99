import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { fromText, toText, type Guard, type Localised } from '../../engine/index.ts'
import { codeOf, reasonOf } from '../failures.ts'
import { message } from '../messages.ts'
import { digestOf } from './digests.ts'

/** The form of the entries: another one gets another folder. */
const FORM = 'v1'
const DAY = 24 * 60 * 60 * 1000
/** What was not used for this long goes. */
const MAX_AGE = 30 * DAY
/** When more is kept than this, what was not used for longest goes, until a fifth is free again. */
const MAX_BYTES = 512 * 1024 * 1024
/** What a killed run has left half written. */
const MAX_WRITING = DAY / 24
const TIDIED = 'tidied'

export interface Kept<T> {
  readonly data: T
  /** What stands for the data. */
  readonly digest: string
}

/**
 * Results under keys that say all that they depend on, so that an entry is never wrong: it is used, or never asked for
 * again. Each is written beside its place and then put there in one step: other runs see all of it or nothing, and what
 * is damaged counts as not there. Nothing that goes wrong here loses a result.
 */
export class Cache {
  readonly #folder: string
  /** Why nothing more is written. */
  problem: Localised | null = null

  constructor(folder: string) {
    this.#folder = join(folder, FORM)
  }

  read<T>(key: string, is: Guard<T>): Kept<T> | undefined {
    const path = this.#pathOf(key)
    try {
      const text = readFileSync(path, 'utf8')
      const end = text.indexOf('\n')
      const digest = text.slice(0, end)
      const content = text.slice(end + 1)
      if (digestOf(content) !== digest) return undefined
      const data = fromText(content)
      if (!is(data)) return undefined
      // Not at every use: reading is far more common than tidying up.
      const now = Date.now()
      if (now - statSync(path).mtimeMs > DAY) utimesSync(path, now / 1000, now / 1000)
      return { data, digest }
    } catch {
      return undefined
    }
  }

  write<T>(key: string, data: T): Kept<T> {
    const content = toText(data)
    const digest = digestOf(content)
    if (this.problem === null) {
      const path = this.#pathOf(key)
      const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`
      try {
        this.#place(temporary, path, `${digest}\n${content}`)
      } catch (error) {
        this.problem = message('cacheNotWritten', { path: this.#folder, reason: reasonOf(error) })
        removeIfThere(temporary)
      }
    }
    return { data, digest }
  }

  #place(temporary: string, path: string, text: string): void {
    try {
      writeFileSync(temporary, text, { flag: 'wx' })
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
      mkdirSync(join(path, '..'), { recursive: true })
      writeFileSync(temporary, text, { flag: 'wx' })
    }
    renameSync(temporary, path)
  }

  #pathOf(key: string): string {
    return join(this.#folder, key.slice(0, 2), `${key.slice(2)}.json`)
  }

  /** Takes out what is old or too much, at most once a day. */
  tidy(now: number = Date.now(), maxBytes: number = MAX_BYTES): void {
    const mark = join(this.#folder, TIDIED)
    try {
      if (now - statSync(mark).mtimeMs < DAY) return
    } catch {
      // The first time, or nothing was ever kept.
    }
    try {
      writeFileSync(mark, '')
      this.#tidy(now, maxBytes)
    } catch {
      // Another day, or another run.
    }
  }

  #tidy(now: number, maxBytes: number): void {
    const entries: { readonly path: string; readonly used: number; readonly bytes: number }[] = []
    for (const folder of readdirSync(this.#folder, { withFileTypes: true })) {
      if (!folder.isDirectory()) continue
      for (const name of readdirSync(join(this.#folder, folder.name))) {
        const path = join(this.#folder, folder.name, name)
        const { mtimeMs, size } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: now, size: 0 }
        if (now - mtimeMs > (name.endsWith('.tmp') ? MAX_WRITING : MAX_AGE)) rmSync(path, { force: true })
        else entries.push({ path, used: mtimeMs, bytes: size })
      }
    }
    let total = entries.reduce((sum, { bytes }) => sum + bytes, 0)
    if (total <= maxBytes) return
    for (const { path, bytes } of entries.sort((a, b) => a.used - b.used)) {
      if (total <= maxBytes * 0.8) return
      rmSync(path, { force: true })
      total -= bytes
    }
  }
}

/** A file may be missing because its folder is no folder. */
function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Tidied up some day.
  }
}
