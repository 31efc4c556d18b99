import type { Language, OutcomeTable } from '../engine/index.ts'
import { translate } from './l10n.ts'

/** A hover is read at a glance: longer ones are scrolled, and nobody scrolls. */
export const MAX_HOVER_LINES = 25

/** Characters of a table's source; the page has them all. */
const MAX_SOURCE_LENGTH = 120

/** A table with its title and its source; the rows that apply are in bold. Nothing where there are no rows. */
export function outcomeTable(given: OutcomeTable, language: Language): string[] {
  if (given.rows.length === 0) return []
  const columns = given.columns.map((column) => escapeCell(column[language]))
  const lines = given.rows.map(({ cells, mark }) =>
    tableRow(cells.map((cell) => (mark ? strong(escapeCell(cell[language])) : escapeCell(cell[language])))),
  )
  const source = given.source === '' ? [] : ['', `${translate(language, 'source')}: ${citation(given.source)}`]
  return [escapeText(given.title[language]), '', ...table(columns, lines), ...source]
}

/** A table of these columns; the lines are made by `tableRow`. */
export function table(columns: readonly string[], lines: readonly string[]): string[] {
  return [tableRow(columns), tableRow(columns.map(() => '---')), ...lines]
}

export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function strong(text: string): string {
  return text === '' ? '' : `**${text}**`
}

/** Text as it stands, outside code spans: what markdown or HTML would take as its own is escaped. */
export function escapeText(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\*<>[\]]/g, '\\$&')))
    .join('')
    .replace(/\s*\n\s*/g, ' ')
}

/** In a table cell a bar is escaped even inside a code span. */
export function escapeCell(text: string): string {
  return escapeText(text).replace(/\|/g, '\\|')
}

/** Where a table is from: a link where it is an address, otherwise its first works. */
function citation(source: string): string {
  if (/^https?:\S+$/.test(source)) return `<${source}>`
  if (source.length <= MAX_SOURCE_LENGTH) return escapeText(source)
  const whole = source.slice(0, source.lastIndexOf(' ', MAX_SOURCE_LENGTH))
  return `${escapeText(whole.replace(/[\s(,;]+$/, ''))} …`
}

/** A piece of a hover: those that are needed most come first in a list, `place` is where they stand. */
export interface HoverBlock {
  readonly place: number
  readonly lines: readonly string[]
}

/** Puts a hover together: what does not fit between head and foot is left out, from the end of the list on. */
export function composed(head: string, wanted: readonly HoverBlock[], foot: string): string {
  let room = MAX_HOVER_LINES - 1 - (foot === '' ? 0 : 2)
  const taken = wanted.filter(({ lines }) => {
    if (lines.length === 0 || lines.length + 1 > room) return false
    room -= lines.length + 1
    return true
  })
  const body = taken.toSorted((a, b) => a.place - b.place).map(({ lines }) => lines.join('\n'))
  return [head, ...body, ...(foot === '' ? [] : [foot])].join('\n\n')
}
