import { randomBytes } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Localised } from '../engine/index.ts'
import { reasonOf } from './failures.ts'
import { message } from './messages.ts'

export type Written = { readonly ok: true } | { readonly ok: false; readonly reason: Localised }

/**
 * Writes a file in one step: whoever reads it sees the old text or the new one, and a machine that stops in between
 * leaves the old one. Permissions stay; a symbolic link stays, and what it leads to is written.
 *
 * @param expected what the file must hold: it is left alone when somebody else has changed it
 */
export function writeFileAtomically(path: string, content: string | Uint8Array, expected?: Uint8Array): Written {
  let temporary: string | null = null
  try {
    const exists = existsSync(path)
    const target = exists ? realpathSync(path) : path
    // Renaming onto a file asks for rights on its folder only; a file that is read-only is so on purpose.
    if (exists) accessSync(target, constants.W_OK)
    // Not by the number of the process: in a container it is the same in every run, and a killed one leaves its file.
    const name = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`)
    const file = openSync(name, 'wx', 0o666)
    temporary = name
    try {
      if (exists) fchmodSync(file, statSync(target).mode)
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    if (expected !== undefined && !readFileSync(target).equals(expected)) {
      rmSync(name)
      return { ok: false, reason: message('changedMeanwhile') }
    }
    renameSync(name, target)
    return { ok: true }
  } catch (error) {
    if (temporary !== null) rmSync(temporary, { force: true })
    return { ok: false, reason: reasonOf(error) }
  }
}
