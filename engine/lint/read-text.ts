import type { ArgumentFact } from '../flow/argument-facts.ts'
import type { CalledEvent } from '../flow/events.ts'
import { textReads } from '../model/index.ts'

/** The arguments of a call that it reads as text, up to a terminator, with nothing else that bounds them. */
export function textArguments(event: CalledEvent): ArgumentFact[] {
  const reads = textReads(event.row.name)
  if (reads === undefined) return []
  const given = reads.texts.flatMap((index) => event.arguments[index] ?? [])
  const { format, isScan } = reads
  const text = format === undefined || isScan === true ? undefined : event.arguments[format]?.value
  if (format === undefined || text?.kind !== 'text') return given
  const values = event.arguments.slice(format + 1)
  return [...given, ...printedTexts(text.text).flatMap((index) => values[index] ?? [])]
}

/** The format of a call that prints by one; undefined for any other call. */
export function formatOf(event: CalledEvent): ArgumentFact | undefined {
  const reads = textReads(event.row.name)
  return reads?.format === undefined || reads.isScan === true ? undefined : event.arguments[reads.format]
}

/** Which of the values behind a format are printed as text of any length. */
function printedTexts(format: string): number[] {
  const found: number[] = []
  let index = 0
  for (const [whole, precision = '', , conversion] of format.matchAll(
    /%[-+ #0']*(?:\d+|\*)?(\.(?:\d+|\*)?)?(hh|h|ll|l|L|q|j|z|t|I64|I32)?([a-zA-Z%])/g,
  )) {
    if (conversion === '%') continue
    index += (whole.match(/\*/g) ?? []).length
    if (conversion === 's' && precision === '') found.push(index)
    index++
  }
  return found
}
