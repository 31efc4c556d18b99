import { Kind, type SyntaxTree } from '../syntax/tree.ts'
import type { LineIndex } from '../text/line-index.ts'
import type { Span } from '../text/span.ts'

/** Id of the finding about a suppression comment that hides nothing. */
export const UNUSED_SUPPRESSION = 'socklint/unused-suppression'

/** A comment that switches rules off. `rules` empty means every rule. Lines are zero-based and inclusive. */
export interface Suppression {
  readonly kind: 'line' | 'next-line' | 'range' | 'file'
  readonly rules: readonly string[]
  readonly firstLine: number
  readonly lastLine: number
  readonly reason: string
  /** The comment itself. */
  readonly span: Span
  /** What goes with it when it is taken out: the blanks before it, a line that holds nothing else, the comment that ends it. */
  readonly removal: readonly Span[]
}

const DIRECTIVE = /^(?:\/\/|\/\*)\s*socklint-(disable-line|disable-next-line|disable|enable)\b([\s\S]*?)(?:\*\/)?$/

/** Reads the suppression comments of a file; `tree` must be of the text as written, so that no comment is blanked. */
export function readSuppressions(tree: SyntaxTree, source: string, lines: LineIndex): Suppression[] {
  const result: Suppression[] = []
  const open: {
    rules: readonly string[]
    line: number
    reason: string
    span: Span
    removal: readonly Span[]
    top: boolean
  }[] = []
  const lastLine = lines.lineCount - 1
  let code = false
  for (let node = 1; node < tree.size; node++) {
    if (!tree.is(node, Kind.comment)) {
      code ||= tree.firstChild(node) < 0
      continue
    }
    const span = tree.span(node)
    const match = DIRECTIVE.exec(source.slice(span.start, span.end))
    if (match === null) continue
    const [, what, rest = ''] = match
    const [names = '', ...reason] = rest.split(/\s--(?:\s|$)/)
    const rules = names.split(/[\s,]+/).filter((name) => name !== '')
    const line = lines.lineAt(span.start)
    const common = { rules, reason: reason.join(' -- ').trim(), span, removal: [withoutRest(source, span)] }
    if (what === 'disable-line') {
      result.push({ kind: 'line', firstLine: line, lastLine: line, ...common })
    } else if (what === 'disable-next-line') {
      const next = lines.lineAt(Math.max(span.start, span.end - 1)) + 1
      result.push({ kind: 'next-line', firstLine: next, lastLine: next, ...common })
    } else if (what === 'disable') {
      open.push({ line, top: !code, ...common })
    } else {
      const endsOne = open.filter((start) => rules.length === 0 || start.rules.some((rule) => rules.includes(rule)))
      for (let i = open.length - 1; i >= 0; i--) {
        const start = open[i]
        if (start === undefined) continue
        // `enable A` ends A's part of `disable A B` alone.
        const ended = rules.length === 0 ? start.rules : start.rules.filter((rule) => rules.includes(rule))
        const rest = start.rules.filter((rule) => !ended.includes(rule))
        if (rules.length > 0 && ended.length === 0) continue
        if (rest.length === 0) open.splice(i, 1)
        else open[i] = { ...start, rules: rest }
        result.push({
          kind: 'range',
          rules: ended,
          firstLine: start.line,
          lastLine: line,
          reason: start.reason,
          span: start.span,
          removal: rest.length === 0 && endsOne.length === 1 ? [...start.removal, ...common.removal] : start.removal,
        })
      }
    }
  }
  for (const start of open) {
    result.push({
      kind: start.top ? 'file' : 'range',
      rules: start.rules,
      firstLine: start.top ? 0 : start.line,
      lastLine,
      reason: start.reason,
      span: start.span,
      removal: start.removal,
    })
  }
  return result.sort((a, b) => a.span.start - b.span.start)
}

/** True when the suppression covers this rule at this line. */
export function suppresses(suppression: Suppression, rule: string, line: number): boolean {
  if (line < suppression.firstLine || line > suppression.lastLine) return false
  return suppression.rules.length === 0 || suppression.rules.includes(rule)
}

/** A comment with its whole line where nothing else is on it, else with the blanks before it, where it ends its line. */
function withoutRest(source: string, { start, end }: Span): Span {
  const before = /(?:^|\n|\r)([^\n\r]*)$/.exec(source.slice(Math.max(0, start - MAX_LINE), start))?.[1] ?? ''
  const behind = /^[ \t]*(?:\r\n|\n|\r|$)/.exec(source.slice(end, end + MAX_LINE))?.[0]
  if (behind === undefined) return { start, end }
  const blanks = /[ \t]*$/.exec(before)?.[0].length ?? 0
  if (blanks === before.length) return { start: start - before.length, end: end + behind.length }
  return { start: start - blanks, end }
}

/** Lines that are longer are not written by hand. In UTF-16 units. */
const MAX_LINE = 1000
