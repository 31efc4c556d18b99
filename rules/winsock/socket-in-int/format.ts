/** A conversion of a format that takes a number of at most 32 bits, and which of the arguments behind the format it is. */
export interface NarrowConversion {
  readonly index: number
  readonly conversion: string
}

const CONVERSION = /%[-+ #0]*(\*|\d+)?(?:\.(\*|\d+)?)?(hh|h|ll|l|z|j|t|I64|I32|I|w)?([diouxXcsSfFeEgGaApn%])/g

/** Those without a length for wider numbers: C17 7.21.6.1, and I64, I of Microsoft Learn "Size specification". */
export function narrowConversions(format: string): NarrowConversion[] {
  const found: NarrowConversion[] = []
  let index = 0
  for (const [, width, precision, length = '', kind = ''] of format.matchAll(CONVERSION)) {
    if (kind === '%') continue
    for (const part of [width, precision]) if (part === '*') index++
    // `long` has 32 bits on Windows.
    if (/[diouxX]/.test(kind) && /^(?:h|hh|l|I32)?$/.test(length)) found.push({ index, conversion: `${length}${kind}` })
    index++
  }
  return found
}
