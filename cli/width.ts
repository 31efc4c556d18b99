import { widthOf } from '../engine/index.ts'

export { joinsWithoutSpace, widthOf } from '../engine/index.ts'

/** Pads with spaces on the right to `width` columns. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}
