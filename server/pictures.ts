import type { Language } from '../engine/index.ts'
import { translate } from './l10n.ts'

/**
 * Pictures for hovers of our own client: SVG in base64, as inline SVG is refused. An image cannot see the colours of the
 * theme, so each has a background of its own. What they show always stands in the text as well.
 */
const COLOURS = {
  back: '#ffffff',
  line: '#57606a',
  text: '#1f2328',
  lit: '#0969da',
  onLit: '#ffffff',
  missing: '#cf222e',
}

interface Box {
  readonly label: string
  readonly x: number
  readonly y: number
}

/** A markdown image; `alt` says the same in words. */
function image(width: number, height: number, content: string, alt: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11"><rect width="${width}" height="${height}" rx="4" fill="${COLOURS.back}"/><defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 8 4 0 8z" fill="${COLOURS.line}"/></marker></defs>${content}</svg>`
  return `![${alt.replace(/[[\]\\]/g, '')}](data:image/svg+xml;base64,${base64(svg)})`
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

function escaped(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`)
}

const [WIDTH, HEIGHT] = [92, 22]

function box({ label, x, y }: Box, look: 'plain' | 'lit' | 'missing'): string {
  const stroke =
    look === 'missing' ? `${COLOURS.missing}" stroke-dasharray="4 3` : look === 'lit' ? COLOURS.lit : COLOURS.line
  const fill = look === 'lit' ? COLOURS.lit : COLOURS.back
  const text = look === 'lit' ? COLOURS.onLit : look === 'missing' ? COLOURS.missing : COLOURS.text
  return `<rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="4" fill="${fill}" stroke="${stroke}"/><text x="${x + WIDTH / 2}" y="${y + 15}" text-anchor="middle" fill="${text}">${escaped(label)}</text>`
}

function arrow(x1: number, y1: number, x2: number, y2: number, label = ''): string {
  const text =
    label === ''
      ? ''
      : `<text x="${(x1 + x2) / 2}" y="${(y1 + y2) / 2 - 4}" text-anchor="middle" font-size="9" fill="${COLOURS.line}">${escaped(label)}</text>`
  return `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${COLOURS.line}" marker-end="url(#a)"/>${text}`
}

/** States of a TCP connection as RFC 9293, figure 5, names them, the ones that a program brings about by its calls. */
export type TcpState =
  | 'CLOSED'
  | 'LISTEN'
  | 'SYN-SENT'
  | 'ESTABLISHED'
  | 'FIN-WAIT-1'
  | 'FIN-WAIT-2'
  | 'TIME-WAIT'
  | 'CLOSE-WAIT'
  | 'LAST-ACK'

const STATES: readonly (Box & { readonly label: TcpState })[] = [
  { label: 'CLOSED', x: 10, y: 40 },
  { label: 'LISTEN', x: 150, y: 12 },
  { label: 'SYN-SENT', x: 150, y: 70 },
  { label: 'ESTABLISHED', x: 290, y: 40 },
  { label: 'FIN-WAIT-1', x: 430, y: 12 },
  { label: 'FIN-WAIT-2', x: 570, y: 12 },
  { label: 'TIME-WAIT', x: 710, y: 12 },
  { label: 'CLOSE-WAIT', x: 430, y: 70 },
  { label: 'LAST-ACK', x: 570, y: 70 },
]

/** The states of TCP with those that hold after a call lit. */
export function tcpStates(lit: readonly TcpState[], language: Language): string {
  const right = (index: number): readonly [number, number] => [
    (STATES[index]?.x ?? 0) + WIDTH,
    (STATES[index]?.y ?? 0) + 11,
  ]
  const left = (index: number): readonly [number, number] => [STATES[index]?.x ?? 0, (STATES[index]?.y ?? 0) + 11]
  const between = (from: number, to: number, label: string): string => arrow(...right(from), ...left(to), label)
  const content = [
    between(0, 1, 'listen'),
    between(0, 2, 'connect'),
    between(1, 3, ''),
    between(2, 3, ''),
    between(3, 4, 'close'),
    between(4, 5, ''),
    between(5, 6, ''),
    between(3, 7, ''),
    between(7, 8, 'close'),
    ...STATES.map((state) => box(state, lit.includes(state.label) ? 'lit' : 'plain')),
  ].join('')
  return image(812, 104, content, translate(language, 'tcpStatesAlt', { states: lit.join(', ') }))
}

/** Calls in their order, with those that the code leaves out dashed. */
export function callSequence(
  calls: readonly { readonly name: string; readonly isMissing: boolean }[],
  language: Language,
): string {
  const step = WIDTH + 28
  const content = calls
    .map(({ name, isMissing }, index) => {
      const next = index < calls.length - 1 ? arrow(10 + index * step + WIDTH, 21, 10 + (index + 1) * step, 21) : ''
      return box({ label: `${name}()`, x: 10 + index * step, y: 10 }, isMissing ? 'missing' : 'plain') + next
    })
    .join('')
  const missing = calls.filter(({ isMissing }) => isMissing).map(({ name }) => `${name}()`)
  const alt = translate(language, 'sequenceAlt', {
    calls: calls.map(({ name }) => `${name}()`).join(' → '),
    missing: missing.join(', '),
  })
  return image(20 + calls.length * step - 28, 42, content, alt)
}

/** The bytes of a number in memory before and after a conversion, as a little-endian machine keeps them. */
export function bytesOf(before: readonly string[], after: readonly string[], call: string, language: Language): string {
  const cells = (bytes: readonly string[], x: number, look: string): string =>
    bytes
      .map(
        (byte, index) =>
          `<rect x="${x + index * 30}" y="10" width="30" height="24" fill="${look}" stroke="${COLOURS.line}"/><text x="${x + index * 30 + 15}" y="26" text-anchor="middle" font-family="monospace" font-size="12" fill="${COLOURS.text}">${byte}</text>`,
      )
      .join('')
  const width = before.length * 30
  const content =
    cells(before, 10, '#ddf4ff') + arrow(14 + width, 22, 96 + width, 22, call) + cells(after, 100 + width, '#dafbe1')
  const alt = translate(language, 'bytesAlt', { before: before.join(' '), after: after.join(' '), call })
  return image(110 + width * 2, 44, content, alt)
}
