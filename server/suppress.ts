import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Diagnostic, Language, Span, TextEdit } from '../engine/index.ts'
import type { DocumentFindings } from './findings.ts'
import { translate, type MessageKey } from './l10n.ts'

/** One way to switch a finding off by a comment. */
export interface Suppression {
  readonly title: string
  readonly edits: readonly TextEdit[]
  /** Where the reason stands in the first edit's new text: to be written by whoever suppresses. */
  readonly reason: Span
}

/** Comments that switch a finding off: for its line, its function, the file. In the order of what they take away. */
export function suppressionsOf(
  finding: Diagnostic,
  { document, functions }: DocumentFindings,
  language: Language,
): Suppression[] {
  const lines = new Lines(document)
  const fn = functions
    .filter(({ span }) => span.start <= finding.span.start && finding.span.end <= span.end)
    .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0]
  const { rule } = finding
  const reason = translate(language, 'reasonHere')
  const titled = (key: MessageKey, edits: readonly TextEdit[] | undefined, name = ''): Suppression[] => {
    if (edits === undefined) return []
    const start = edits[0]?.newText.indexOf(reason) ?? -1
    return [
      {
        title: translate(language, key, { rule, function: name }),
        edits,
        reason: { start, end: start + reason.length },
      },
    ]
  }
  return [
    ...titled('suppressLine', forLine(finding, lines, reason)),
    ...(fn === undefined ? [] : titled('suppressFunction', forFunction(finding, fn.span, lines, reason), fn.name)),
    ...titled('suppressFile', forFile(finding, lines, reason)),
  ]
}

/** A comment above the line; one that is there already is given the rule too. */
function forLine({ rule, range }: Diagnostic, lines: Lines, reason: string): TextEdit[] | undefined {
  const { line } = range.start
  const above = lines.text(line - 1)
  // In a macro of several lines a comment of its own line would end it.
  if (above.endsWith('\\')) return undefined
  const start = lines.start(line)
  const known = /^(\s*\/[/*]\s*socklint-disable-next-line\s+)([\w/, -]*?)(\s+--|\s*\*\/|\s*$)/.exec(above)
  if (known !== null && (known[2] ?? '').trim() !== '') {
    const at = lines.start(line - 1) + (known[1] ?? '').length + (known[2] ?? '').length
    return [{ span: { start: at, end: at }, newText: `, ${rule}` }]
  }
  const indentation = /^[ \t]*/.exec(lines.text(line))?.[0] ?? ''
  const [opens, closes] = lines.hasLineComments ? ['//', ''] : ['/*', ' */']
  return [
    {
      span: { start, end: start },
      newText: `${indentation}${opens} socklint-disable-next-line ${rule} -- ${reason}${closes}\n`,
    },
  ]
}

/** Comments around the definition. */
function forFunction({ rule }: Diagnostic, span: Span, lines: Lines, reason: string): TextEdit[] | undefined {
  const first = lines.start(lines.lineOf(span.start))
  const last = lines.end(lines.lineOf(span.end))
  if (lines.text(lines.lineOf(span.start) - 1).endsWith('\\')) return undefined
  return [
    { span: { start: first, end: first }, newText: `/* socklint-disable ${rule} -- ${reason} */\n` },
    { span: { start: last, end: last }, newText: `\n/* socklint-enable ${rule} */` },
  ]
}

/** A comment at the top, before any code. */
function forFile({ rule }: Diagnostic, lines: Lines, reason: string): TextEdit[] {
  const start = lines.text(0).startsWith('\ufeff') ? 1 : 0
  return [{ span: { start, end: start }, newText: `/* socklint-disable ${rule} -- ${reason} */\n` }]
}

class Lines {
  readonly #document: TextDocument
  readonly #length: number

  constructor(document: TextDocument) {
    this.#document = document
    this.#length = document.getText().length
  }

  /** False for C in which nobody writes `//`: its compiler may not know them. */
  get hasLineComments(): boolean {
    return !/\.[ch]$/.test(this.#document.uri) || /(?:^|[\s;{})])\/\/(?!\S*")/m.test(this.#document.getText())
  }

  lineOf(offset: number): number {
    return this.#document.positionAt(offset).line
  }

  start(line: number): number {
    return this.#document.offsetAt({ line, character: 0 })
  }

  /** Before its line break. */
  end(line: number): number {
    return this.start(line) + this.text(line).length
  }

  /** Without its line break; empty for lines that are none. */
  text(line: number): string {
    if (line < 0 || line >= this.#document.lineCount) return ''
    const end = line + 1 < this.#document.lineCount ? this.start(line + 1) : this.#length
    return this.#document
      .getText()
      .slice(this.start(line), end)
      .replace(/(?:\r\n|\n|\r)$/, '')
  }
}
