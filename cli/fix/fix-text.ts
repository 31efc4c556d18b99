import { decodeSource } from '../../engine/index.ts'

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** A file's text as findings see it, and how to turn a text into its bytes again. */
export interface FixableFile {
  readonly text: string
  encode(text: string): Uint8Array
}

/** Null for what is not UTF-8 throughout: it could not be written again as it was. */
export function openFixable(bytes: Uint8Array): FixableFile | null {
  const decoded = decodeSource(bytes)
  if (!decoded.ok || decoded.damaged || decoded.encoding !== 'utf-8') return null
  const mark = BYTE_ORDER_MARK.equals(bytes.subarray(0, 3)) ? BYTE_ORDER_MARK : Buffer.alloc(0)
  return { text: decoded.text, encode: (text) => Buffer.concat([mark, Buffer.from(text)]) }
}
