/** How a function of the C library puts text into a buffer. */
export interface TextCopy {
  /**
   * `whole`: however long the source is; `appended`: the same, behind the text that is there; `formatted`: the source is
   * a format; `bounded`: at most so many bytes, with a terminator only where the source is shorter; `bytes`: just so many.
   */
  readonly kind: 'whole' | 'appended' | 'formatted' | 'bounded' | 'bytes'
  /** Indices of the parameters. */
  readonly destination: number
  readonly source: number
  /** The number of bytes. */
  readonly bound?: number
}

// Sources: POSIX.1-2024 strcpy(), strcat(), fprintf(), strncpy(), memcpy(); 4.3BSD bcopy().
const TEXT_COPIES: ReadonlyMap<string, TextCopy> = new Map<string, TextCopy>([
  ['strcpy', { kind: 'whole', destination: 0, source: 1 }],
  ['strcat', { kind: 'appended', destination: 0, source: 1 }],
  ['sprintf', { kind: 'formatted', destination: 0, source: 1 }],
  ['strncpy', { kind: 'bounded', destination: 0, source: 1, bound: 2 }],
  ['memcpy', { kind: 'bytes', destination: 0, source: 1, bound: 2 }],
  ['memmove', { kind: 'bytes', destination: 0, source: 1, bound: 2 }],
  ['bcopy', { kind: 'bytes', destination: 1, source: 0, bound: 2 }],
])

/** What a function of the model copies where; undefined for one that copies no text. */
export function textCopy(name: string): TextCopy | undefined {
  return TEXT_COPIES.get(name)
}
