import type { CodePlace } from '../flow/events.ts'

/** The place alone of something that has one. */
export function placeOf({ file, span }: CodePlace): CodePlace {
  return file === undefined ? { span } : { file, span }
}
