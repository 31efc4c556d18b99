import { describe, expect, test } from 'vitest'
import { decodeSource } from '../../../engine/text/decode.ts'

const bytes = (...values: (number | string)[]): Uint8Array =>
  Uint8Array.from(values.flatMap((value) => (typeof value === 'number' ? [value] : [...Buffer.from(value, 'latin1')])))

const utf16 = (text: string, order: 'le' | 'be', mark: boolean): Uint8Array => {
  const le = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le')
  return Uint8Array.from(order === 'le' ? le : le.swap16())
}

describe('decodeSource', () => {
  test('ASCII and UTF-8, with and without a byte order mark', () => {
    expect(decodeSource(bytes())).toEqual({ ok: true, text: '', encoding: 'utf-8', damaged: false })
    const text = 'int x; // 日本語 😀\r\n'
    const plain = new TextEncoder().encode(text)
    expect(decodeSource(plain)).toEqual({ ok: true, text, encoding: 'utf-8', damaged: false })
    expect(decodeSource(Uint8Array.from([0xef, 0xbb, 0xbf, ...plain]))).toEqual({
      ok: true,
      text,
      encoding: 'utf-8',
      damaged: false,
    })
  })

  test('only the first byte order mark is taken away', () => {
    expect(decodeSource(bytes(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 'x'))).toMatchObject({ text: '\ufeffx' })
  })

  test('UTF-16 by its mark, in both orders, damaged when it ends in half a unit', () => {
    expect(decodeSource(utf16('int 変数;\n', 'le', true))).toEqual({
      ok: true,
      text: 'int 変数;\n',
      encoding: 'utf-16le',
      damaged: false,
    })
    expect(decodeSource(utf16('int 変数;\n', 'be', true))).toEqual({
      ok: true,
      text: 'int 変数;\n',
      encoding: 'utf-16be',
      damaged: false,
    })
    expect(decodeSource(bytes(0xff, 0xfe, 'x'))).toMatchObject({ ok: true, damaged: true })
  })

  test('NUL bytes without a mark are binary', () => {
    expect(decodeSource(bytes('\u007fELF', 0, 0))).toEqual({ ok: false, reason: 'binary' })
    expect(decodeSource(utf16('int x;', 'le', false))).toEqual({ ok: false, reason: 'binary' })
    expect(decodeSource(bytes(0xef, 0xbb, 0xbf, 'a', 0))).toEqual({ ok: false, reason: 'binary' })
  })

  // 「/* ソケットを作成して、接続を待つ */」 in both encodings.
  const comment = 'int s; /* ソケットを作成して、接続を待つ */\n'
  const eucJp = bytes(
    'int s; /* ',
    0xa5,
    0xbd,
    0xa5,
    0xb1,
    0xa5,
    0xc3,
    0xa5,
    0xc8,
    0xa4,
    0xf2,
    0xba,
    0xee,
    0xc0,
    0xae,
    0xa4,
    0xb7,
    0xa4,
    0xc6,
    0xa1,
    0xa2,
    0xc0,
    0xdc,
    0xc2,
    0xb3,
    0xa4,
    0xf2,
    0xc2,
    0xd4,
    0xa4,
    0xc4,
    ' */\n',
  )
  const shiftJis = bytes(
    'int s; /* ',
    0x83,
    0x5c,
    0x83,
    0x50,
    0x83,
    0x62,
    0x83,
    0x67,
    0x82,
    0xf0,
    0x8d,
    0xec,
    0x90,
    0xac,
    0x82,
    0xb5,
    0x82,
    0xc4,
    0x81,
    0x41,
    0x90,
    0xda,
    0x91,
    0xb1,
    0x82,
    0xf0,
    0x91,
    0xd2,
    0x82,
    0xc2,
    ' */\n',
  )

  test('EUC-JP and Shift_JIS are told apart', () => {
    expect(decodeSource(eucJp)).toEqual({ ok: true, text: comment, encoding: 'euc-jp', damaged: false })
    expect(decodeSource(shiftJis)).toEqual({ ok: true, text: comment, encoding: 'shift_jis', damaged: false })
  })

  test('a comment of two kanji is enough', () => {
    // 「受信」
    expect(decodeSource(bytes('/* ', 0xbc, 0xf5, 0xbf, 0xae, ' */'))).toMatchObject({
      text: '/* 受信 */',
      encoding: 'euc-jp',
    })
    expect(decodeSource(bytes('/* ', 0x8e, 0xf3, 0x90, 0x4d, ' */'))).toMatchObject({
      text: '/* 受信 */',
      encoding: 'shift_jis',
    })
  })

  test('Latin-1 is not taken for Japanese: what is wrong is replaced, the rest kept', () => {
    for (const name of [
      ['St', 0xe9, 'phane'],
      ['f', 0xfc, 'r'],
      ['St', 0xe9, 'phane ', 0xc9, 'ric Fran', 0xe7, 'ois'],
      ['S', 0xf8, 'ren ', 0xc5, 's'],
    ]) {
      const result = decodeSource(bytes('/* ', ...name, ' */ int x;'))
      expect(result).toMatchObject({ ok: true, encoding: 'utf-8', damaged: true })
      expect(result.ok && result.text).toContain('*/ int x;')
    }
  })

  test('broken UTF-8 stays UTF-8, its good part readable', () => {
    const whole = new TextEncoder().encode('/* 待ち受けソケットを作る */ int x;')
    const broken = Uint8Array.from([...whole.subarray(0, 4), ...whole.subarray(5)])
    const result = decodeSource(broken)
    expect(result).toMatchObject({ ok: true, encoding: 'utf-8', damaged: true })
    expect(result.ok && result.text).toContain('ち受けソケットを作る */ int x;')
    expect(result.ok && result.text).toContain('\ufffd')
  })

  test('any bytes at all give a value', () => {
    let seed = 1
    for (let round = 0; round < 200; round++) {
      const noise = Uint8Array.from({ length: 50 }, () => (seed = (seed * 48271) % 2147483647) & 0xff)
      const result = decodeSource(noise)
      expect(result.ok ? typeof result.text : result.reason).toBe(result.ok ? 'string' : 'binary')
    }
  })
})
