/** The reference of the command line, from the tables that parse it and make the manual page. */
import type { Language } from '../../engine/index.ts'
import { HELP_TEXT } from '../../cli/help.ts'
import { MAN_WORDS } from '../../cli/man-page.ts'
import { COMMAND_ROWS, OPTION_ROWS } from '../../cli/options.ts'
import { escape } from './html.ts'
import type { SitePage } from './page.ts'
import { WORDS } from './words.ts'

const TITLES = {
  en: {
    option: 'Option',
    commands: 'Commands',
    command: 'Command',
    of: 'Belongs to',
    meaning: 'What it does',
    all: 'all',
  },
  ja: { option: 'オプション', commands: 'コマンド', command: 'コマンド', of: '対象', meaning: '動作', all: 'すべて' },
} as const

export function commandReference(language: Language): SitePage {
  const words = MAN_WORDS[language]
  const titles = TITLES[language]
  const help = HELP_TEXT[language]
  const title = WORDS[language].commandLine
  const commands = COMMAND_ROWS.map(([, { usage, help: text }]) => [code(usage[language]), escape(text[language])])
  const options = OPTION_ROWS.filter(([, { hidden }]) => hidden !== true).map(([name, row]) => {
    const value = row.value === undefined ? '' : ` ${row.value}`
    const short = row.short === undefined ? '' : `${code(`-${row.short}${value}`)}<br>`
    const belongs = row.commands === undefined ? escape(titles.all) : row.commands.map(code).join(WORDS[language].comma)
    return {
      id: `option-${name}`,
      cells: [`${short}${code(`--${name}${value}`)}`, belongs, escape(row.help[language])],
    }
  })
  // Lines that belong together are broken for terminals.
  const notes = help.notes
    .join('\n')
    .split('\n\n')
    .map((note) => `<p>${escape(note.replaceAll('\n', language === 'ja' ? '' : ' '))}</p>`)
  const parts = [
    [
      'commands',
      titles.commands,
      table(
        language,
        [titles.command, titles.meaning],
        commands.map((cells) => ({ cells })),
      ),
    ],
    ['options', help.options, table(language, [titles.option, titles.of, titles.meaning], options)],
    ['exit', words.exit, definitions(words.status)],
    ['files', words.files, definitions(words.file)],
    ['environment', words.environment, definitions(words.variables)],
    ['examples', words.examples, definitions(words.example)],
  ] as const
  return {
    path: 'reference/command-line.html',
    language,
    title,
    description: help.head,
    section: { title: WORDS[language].reference, path: 'reference/index.html' },
    headings: parts.map(([id, heading]) => ({ id, text: escape(sentence(heading)) })),
    body: `<h1>${escape(title)}</h1>
<p class="lead">${escape(help.head)}</p>
${notes.join('\n')}
${parts.map(([id, heading, html]) => `<h2 id="${id}">${escape(sentence(heading))}</h2>\n${html}`).join('\n')}`,
  }
}

/** The headings of manual pages are written in capitals. */
function sentence(heading: string): string {
  return heading.charAt(0) + heading.slice(1).toLowerCase()
}

function code(text: string): string {
  return `<code>${escape(text)}</code>`
}

function table(
  language: Language,
  head: readonly string[],
  rows: readonly { readonly id?: string; readonly cells: readonly string[] }[],
): string {
  const headCells = head.map((text) => `<th scope="col">${escape(text)}</th>`).join('')
  const body = rows.map(
    ({ id, cells }) =>
      `<tr${id === undefined ? '' : ` id="${escape(id)}"`}>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
  )
  return `<div class="table" tabindex="0" role="group" aria-label="${escape(WORDS[language].table)}"><table>
<thead><tr>${headCells}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`
}

function definitions(rows: readonly (readonly [name: string, text: string])[]): string {
  // Manual pages escape hyphens.
  const plain = (text: string): string => text.replaceAll('\\-', '-')
  return `<dl class="facts">\n${rows.map(([name, text]) => `<dt>${code(plain(name))}</dt><dd>${escape(text)}</dd>`).join('\n')}\n</dl>`
}
