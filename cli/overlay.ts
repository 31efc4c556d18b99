import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { CannotWrite, reasonOf } from './failures.ts'
import { isSourceName, type SourceFile } from './files.ts'
import { message } from './messages.ts'
import { asPath } from './project.ts'

/**
 * Files whose text, for a run, is not what is on disk: versions from git, fixes that are not written yet. By path, as
 * `asPath` gives it: where the text is instead, or null for a file that does not exist in the run.
 */
export type Overlay = ReadonlyMap<string, string | null>

export const NO_OVERLAY: Overlay = new Map()

/**
 * The files of a run as the overlay has them.
 *
 * @param found what is on disk
 * @param isWanted true for a file that the command line names, if it were on disk
 */
export function overlaidFiles(
  found: readonly SourceFile[],
  overlay: Overlay,
  isWanted: (path: string) => boolean,
  nameOf: (absolute: string) => string,
): readonly SourceFile[] {
  if (overlay.size === 0) return found
  const known = new Set<string>()
  const kept = found.flatMap((file): SourceFile[] => {
    if (typeof file.raw !== 'string') return [file]
    const path = asPath(file.raw)
    known.add(path)
    const from = overlay.get(path)
    return from === null ? [] : [from === undefined ? file : { ...file, from }]
  })
  const added = [...overlay].flatMap(([path, from]): SourceFile[] =>
    from !== null && !known.has(path) && isSourceName(path) && isWanted(path)
      ? [{ path: nameOf(resolve(path)), raw: resolve(path), from }]
      : [],
  )
  return [...kept, ...added].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** True for a file that exists in the run. */
export function existsOverlaid(path: string, overlay: Overlay, onDisk: (path: string) => boolean): boolean {
  const from = overlay.get(path)
  return from === undefined ? onDisk(path) : from !== null
}

/** The bytes of a file as the overlay has them. Throws what the system says. */
export function readOverlaid(absolute: string, overlay: Overlay): Buffer {
  return readFileSync(overlay.get(asPath(absolute)) ?? absolute)
}

/** A temporary folder for texts of overlays, made when the first is kept. */
export class TemporaryTexts {
  #folder: string | null = null
  #count = 0

  /** Keeps a text; gives where. Throws `CannotWrite`. */
  keep(bytes: Uint8Array): string {
    const prefix = join(tmpdir(), 'socklint-')
    try {
      this.#folder ??= mkdtempSync(prefix)
      const file = join(this.#folder, `${this.#count++}`)
      writeFileSync(file, bytes)
      return file
    } catch (error) {
      throw new CannotWrite(message('cannotWriteOutput', { path: this.#folder ?? prefix, reason: reasonOf(error) }))
    }
  }

  remove(): void {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true })
    this.#folder = null
  }
}
