import type { Localised } from '../text/localised.ts'
import type { BindOutcomeTable } from './bind-wording.ts'
import { swappedBytes } from './numbers.ts'

const SOURCES = {
  16: 'https://pubs.opengroup.org/onlinepubs/9799919799/functions/htons.html',
  32: 'https://pubs.opengroup.org/onlinepubs/9799919799/functions/htonl.html',
} as const

const same = (text: string): Localised => ({ en: text, ja: text })

/** The bytes of a number as a little-endian machine keeps it in memory: `90 1F`. */
function bytesInMemory(number: number, bits: 16 | 32): string {
  const shifts = bits === 16 ? [0, 8] : [0, 8, 16, 24]
  return shifts.map((shift) => ((number >>> shift) & 0xff).toString(16).toUpperCase().padStart(2, '0')).join(' ')
}

/**
 * What a port (16 bits) or an IPv4 address (32) in host order comes to where network order belongs, beside what it should
 * be: the bytes in memory, and what they mean. The row of the code is marked.
 */
export function byteOrderTable(number: number, bits: 16 | 32): BindOutcomeTable {
  const swapped = swappedBytes(number, bits)
  const written = bits === 16 ? String(number) : `0x${(number >>> 0).toString(16).toUpperCase().padStart(8, '0')}`
  const means = (stored: number): string =>
    bits === 16 ? String(swappedBytes(stored, 16)) : [0, 8, 16, 24].map((shift) => (stored >>> shift) & 0xff).join('.')
  const row = (text: string, stored: number, mark: boolean): BindOutcomeTable['rows'][number] => ({
    cells: [same(`\`${text}\``), same(`\`${bytesInMemory(stored, bits)}\``), same(means(stored))],
    mark,
  })
  return {
    title: { en: 'In memory on x86 and ARM', ja: 'x86 と ARM のメモリ上のバイト列' },
    columns: [
      { en: 'Stored', ja: '格納する値' },
      { en: 'Bytes', ja: 'バイト列' },
      bits === 16 ? { en: 'Port', ja: 'ポート' } : { en: 'Address', ja: 'アドレス' },
    ],
    rows: [row(written, number, true), row(`${bits === 16 ? 'htons' : 'htonl'}(${written})`, swapped, false)],
    source: SOURCES[bits],
  }
}
