import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Localised } from '../engine/index.ts'
import { reasonOf } from './failures.ts'
import { MAX_FILE_BYTES, MAX_FILE_MEGABYTES, type RawPath } from './files.ts'
import { message } from './messages.ts'
import { asBuffer } from './walk.ts'

const FIRST_BUFFER_BYTES = 256 * 1024

export type ReadResult =
  | { readonly ok: true /** Bytes of `FileReader.buffer` that are the file. */; readonly length: number }
  | { readonly ok: false; readonly message: Localised }

/** Reads file after file into one buffer that grows to the longest: allocation would cost more than reading. */
export class FileReader {
  /** Holds the last file read, followed by left-overs; the next read overwrites it. */
  buffer: Buffer = Buffer.allocUnsafeSlow(FIRST_BUFFER_BYTES)

  read(raw: RawPath): ReadResult {
    try {
      const file = openSync(typeof raw === 'string' ? raw : asBuffer(raw), 'r')
      try {
        return this.#readAll(file)
      } finally {
        closeSync(file)
      }
    } catch (error) {
      return { ok: false, message: message('cannotReadFile', { reason: reasonOf(error) }) }
    }
  }

  #readAll(file: number): ReadResult {
    let length = 0
    for (;;) {
      if (length > MAX_FILE_BYTES) return tooLarge()
      if (length === this.buffer.length) {
        // Most files fit at once; only the others pay for asking the size. Pipes have none and grow step by step.
        const size = fstatSync(file).size
        if (size > MAX_FILE_BYTES) return tooLarge()
        this.#grow(Math.max(size + 1, length * 2))
      }
      const count = readSync(file, this.buffer, length, this.buffer.length - length, null)
      if (count === 0) return { ok: true, length }
      length += count
    }
  }

  #grow(size: number): void {
    const larger = Buffer.allocUnsafeSlow(size)
    this.buffer.copy(larger)
    this.buffer = larger
  }
}

/** What is reported instead of a file over the bound. */
export function tooLarge(): { readonly ok: false; readonly message: Localised } {
  return { ok: false, message: message('tooLarge', { limit: MAX_FILE_MEGABYTES }) }
}
