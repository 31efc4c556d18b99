export type SourceEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'euc-jp' | 'shift_jis'

export interface DecodedSource {
  readonly ok: true
  /** Without a byte order mark. */
  readonly text: string
  readonly encoding: SourceEncoding
  /** Bytes that fit no encoding were replaced by U+FFFD. */
  readonly damaged: boolean
}

/** The bytes are no text: they hold NUL and do not say that they are UTF-16. */
export interface NotText {
  readonly ok: false
  readonly reason: 'binary'
}

/**
 * Decodes a source file: UTF-8 and UTF-16 by their byte order marks, else UTF-8 when valid, else EUC-JP or Shift_JIS when
 * the bytes are valid and read as Japanese (much old socket code carries such comments), else UTF-8 with what is
 * wrong replaced by U+FFFD.
 */
export function decodeSource(bytes: Uint8Array): DecodedSource | NotText {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return lenient(bytes.subarray(2), 'utf-16le')
  if (first === 0xfe && second === 0xff) return lenient(bytes.subarray(2), 'utf-16be')
  const body = first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes
  if (body.includes(0)) return { ok: false, reason: 'binary' }
  const utf8 = strict(body, 'utf-8')
  if (utf8 !== undefined) return { ok: true, text: utf8, encoding: 'utf-8', damaged: false }
  const japanese = body === bytes ? decodeJapanese(body) : undefined
  return japanese ?? lenient(body, 'utf-8')
}

function strict(bytes: Uint8Array, encoding: SourceEncoding): string | undefined {
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  } catch {
    // A host with a small set of encodings: the file is then read as damaged UTF-8.
    return undefined
  }
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

function lenient(bytes: Uint8Array, encoding: SourceEncoding): DecodedSource {
  const clean = strict(bytes, encoding)
  if (clean !== undefined) return { ok: true, text: clean, encoding, damaged: false }
  return { ok: true, text: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes), encoding, damaged: true }
}

/** Of the units that are not ASCII, this share must be what Japanese text is made of. */
const JAPANESE_SHARE = 0.9
/** Kanji alone prove little: any two high bytes make one. Real text has kana among them. */
const KANA_SHARE = 0.15

function decodeJapanese(bytes: Uint8Array): DecodedSource | undefined {
  let best: { readonly decoded: DecodedSource; readonly kana: number } | undefined
  for (const encoding of ['euc-jp', 'shift_jis'] as const) {
    const text = strict(bytes, encoding)
    if (text === undefined || (encoding === 'shift_jis' && !leadsAreCommon(bytes))) continue
    const kana = kanaShare(text)
    // Text of one encoding may be valid in the other, but then it reads as rare kanji and half-width kana.
    if (kana === undefined || (best !== undefined && best.kana >= kana)) continue
    best = { decoded: { ok: true, text, encoding, damaged: false }, kana }
  }
  return best?.decoded
}

/** The share of kana in text that reads as Japanese; undefined for text that does not. */
function kanaShare(text: string): number | undefined {
  let foreign = 0
  let japanese = 0
  let kana = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) continue
    foreign++
    const isKana = unit >= 0x3041 && unit <= 0x30ff
    const isKanji = unit >= 0x4e00 && unit <= 0x9fff
    // Punctuation and full-width forms; half-width kana (U+FF61 to U+FF9F) are rare and mostly a wrong guess.
    const isMark = (unit >= 0x3000 && unit <= 0x303f) || (unit >= 0xff01 && unit <= 0xff5e)
    if (isKana) kana++
    if (isKana || isKanji || isMark) japanese++
  }
  if (foreign === 0 || japanese / foreign < JAPANESE_SHARE) return undefined
  const share = kana / foreign
  return share >= KANA_SHARE || isShortJapanese(foreign, japanese) ? share : undefined
}

/** A comment of a few kanji (`受信`) has no kana; with so little text all of it must be Japanese. */
function isShortJapanese(foreign: number, japanese: number): boolean {
  return japanese === foreign && foreign >= 2 && foreign <= 40
}

/**
 * In Shift_JIS kana and the kanji of daily use begin with bytes below 0xA0. Latin-1 letters and broken UTF-8 begin with
 * bytes above, which make rare kanji.
 */
function leadsAreCommon(bytes: Uint8Array): boolean {
  let common = 0
  let rare = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    if (byte >= 0x81 && byte <= 0x9f) {
      common++
      i++
    } else if (byte >= 0xe0) {
      rare++
      i++
    }
  }
  return rare * 10 <= common
}
