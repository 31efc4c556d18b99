import pc from 'picocolors'
import type { Language } from '../engine/index.ts'
import { pages, rules } from '../rules/index.ts'
import { renderMarkdown } from './markdown.ts'
import { message } from './messages.ts'
import type { ListFormat } from './options.ts'
import { padded, widthOf } from './width.ts'

/** All rules, sorted by id: a table, or a JSON array of objects. */
export function listRules(format: ListFormat, language: Language, colour: boolean): string {
  const listed = rules
    .map(({ id, severity, platforms, presets, options = {} }) => ({
      id,
      severity,
      platforms,
      presets,
      options,
      title: pages[id]?.[language].title ?? '',
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  if (format === 'json') return `${JSON.stringify(listed)}\n`

  const paint = pc.createColors(colour)
  const severityColour = { error: paint.red, warning: paint.yellow, info: paint.blue } as const
  const cells = listed.map(({ id, severity, platforms, presets, title }) => [
    id,
    message(severity)[language],
    platforms.join(' '),
    presets.join(' '),
    renderMarkdown(title, pc.createColors(false)),
  ])
  const heads = (['columnRule', 'columnSeverity', 'columnPlatforms', 'columnPresets', 'columnTitle'] as const).map(
    (key) => message(key)[language],
  )
  const widths = heads.map((head, column) => Math.max(widthOf(head), ...cells.map((row) => widthOf(row[column] ?? ''))))
  const line = (row: readonly string[]): string[] => row.map((cell, column) => padded(cell, widths[column] ?? 0))
  const lines = [
    paint.bold(line(heads).join('  ').trimEnd()),
    ...listed.map(({ severity }, index) =>
      line(cells[index] ?? [])
        .map((cell, column) => (column === 1 ? severityColour[severity](cell) : cell))
        .join('  ')
        .trimEnd(),
    ),
  ]
  return `${lines.join('\n')}\n`
}
