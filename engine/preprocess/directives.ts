import type { Span } from '../text/span.ts'
import { Scanner, continuationAt, isBlank, skipComment } from './scan.ts'

/** What a directive does. `elifdef` and `elifndef` are C23; `other` is `#line`, `#warning`, a lone `#` and all else. */
export type DirectiveKind =
  | 'include'
  | 'define'
  | 'undef'
  | 'if'
  | 'ifdef'
  | 'ifndef'
  | 'elif'
  | 'elifdef'
  | 'elifndef'
  | 'else'
  | 'endif'
  | 'pragma'
  | 'error'
  | 'other'

/** One preprocessor directive as written. */
export interface Directive {
  readonly kind: DirectiveKind
  /** The word behind `#`: `include_next`, `warning`; empty for a lone `#`. */
  readonly keyword: string
  /**
   * The whole logical line from `#` (or `%:`) to its end, without the newline: continued lines and comments that
   * start on it belong to it.
   */
  readonly span: Span
  /** Everything behind the keyword on one line: comments are one space each, continuations are gone, trimmed. */
  readonly argument: string
  /** The macro of define, undef, ifdef, ifndef, elifdef, elifndef; the header of include; otherwise null. */
  readonly name: string | null
  /** For include: `<name>` and not `"name"`. */
  readonly angled: boolean
  /** The parameters of a function-like macro, `...` included; null for an object-like one and all else. */
  readonly parameters: readonly string[] | null
  /** What a define replaces the macro by; empty otherwise. */
  readonly replacement: string
  /** How much code (UTF-16 units without white space, comments and directives) stands before it in the file. */
  readonly codeBefore: number
}

const enum Code {
  LineFeed = 0x0a,
  Hash = 0x23,
  Percent = 0x25,
  Colon = 0x3a,
  Less = 0x3c,
}

const KINDS: Readonly<Record<string, DirectiveKind>> = {
  include: 'include',
  include_next: 'include',
  import: 'include',
  define: 'define',
  undef: 'undef',
  if: 'if',
  ifdef: 'ifdef',
  ifndef: 'ifndef',
  elif: 'elif',
  elifdef: 'elifdef',
  elifndef: 'elifndef',
  else: 'else',
  endif: 'endif',
  pragma: 'pragma',
  error: 'error',
}

/**
 * All directives of a C or C++ text in order, found in one linear walk that knows comments, literals, raw strings
 * and continued lines; trigraphs are not replaced. Never fails: what is unclosed ends with its line (literals) or
 * with the text (comments), and conditionals need not balance.
 */
export function scanDirectives(text: string): Directive[] {
  return scanText(text).directives
}

/** The same, and how much code the whole text has (counted as `codeBefore` is). */
export function scanText(text: string): { directives: Directive[]; code: number } {
  const directives: Directive[] = []
  const scanner = new Scanner(text)
  let atLineStart = true
  let code = 0
  let i = 0
  while (i < text.length) {
    const unit = text.charCodeAt(i)
    if (unit === Code.LineFeed) {
      atLineStart = true
      i++
    } else if (isBlank(unit)) {
      i++
    } else {
      const trivia = continuationAt(text, i) || skipComment(text, i) - i
      if (trivia > 0) {
        i += trivia
      } else if (atLineStart && hashLength(text, i) > 0) {
        const directive = readDirective(scanner, i, code)
        directives.push(directive)
        i = directive.span.end
      } else {
        atLineStart = false
        const end = scanner.skip(i)
        code += end - i
        i = end
      }
    }
  }
  return { directives, code }
}

/** Length of `#` or its digraph `%:` at `at`, or 0. */
function hashLength(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (unit === Code.Hash) return 1
  return unit === Code.Percent && text.charCodeAt(at + 1) === Code.Colon ? 2 : 0
}

function readDirective(scanner: Scanner, start: number, codeBefore: number): Directive {
  const { text } = scanner
  const body = start + hashLength(text, start)
  const { end, logical } = readLogicalLine(scanner, body)
  const keyword = /^\s*([A-Za-z_]\w*)/.exec(logical)?.[1] ?? ''
  const argument = logical.slice(logical.indexOf(keyword) + keyword.length).trim()
  const kind = Object.hasOwn(KINDS, keyword) ? (KINDS[keyword] ?? 'other') : 'other'
  const plain = { kind, keyword, argument, span: { start, end }, codeBefore }
  const none = { name: null, angled: false, parameters: null, replacement: '' }
  switch (kind) {
    case 'include':
      return { ...plain, ...none, ...readHeaderName(argument) }
    case 'define':
      return { ...plain, ...none, ...readDefinition(argument) }
    case 'undef':
    case 'ifdef':
    case 'ifndef':
    case 'elifdef':
    case 'elifndef':
      return { ...plain, ...none, name: IDENTIFIER.exec(argument)?.[0] ?? null }
    default:
      return { ...plain, ...none }
  }
}

/** Longer names of headers are no names. */
const MAX_HEADER_NAME = 1024

/** Reads from `at` to the end of the logical line; `logical` is it without comments and continuations. */
function readLogicalLine(scanner: Scanner, at: number): { end: number; logical: string } {
  const { text } = scanner
  let logical = ''
  let copied = at
  let i = at
  let sawAngle = false
  while (i < text.length) {
    const unit = text.charCodeAt(i)
    if (unit === Code.LineFeed) break
    const continuation = continuationAt(text, i)
    const after = continuation > 0 ? i + continuation : skipComment(text, i)
    if (after > i) {
      logical += text.slice(copied, i) + (continuation > 0 ? '' : ' ')
      copied = i = after
    } else if (unit === Code.Less && !sawAngle) {
      sawAngle = true
      // `<sys//socket.h>` and `<sys/*.h>` are header names: the slash begins no comment there.
      const isInclude = /^\s*(?:include|include_next|import)\s*$/.test(logical + text.slice(copied, i))
      i += isInclude ? (/^<[^>\n]*>/.exec(text.slice(i, i + MAX_HEADER_NAME))?.[0].length ?? 1) : 1
    } else {
      i = scanner.skip(i)
    }
  }
  const end = i > at && text[i - 1] === '\r' ? i - 1 : i
  return { end, logical: logical + text.slice(Math.min(copied, end), end) }
}

const IDENTIFIER = /^(?:[A-Za-z_$]|[^\x00-\x7f])(?:[\w$]|[^\x00-\x7f])*/

function readHeaderName(argument: string): { name: string | null; angled: boolean } {
  const match = /^(?:<([^>]*)>|"([^"]*)")/.exec(argument)
  if (match === null) return { name: null, angled: false }
  return { name: (match[1] ?? match[2] ?? '').trim(), angled: match[1] !== undefined }
}

function readDefinition(argument: string): Pick<Directive, 'name' | 'parameters' | 'replacement'> {
  const name = IDENTIFIER.exec(argument)?.[0] ?? null
  if (name === null) return { name, parameters: null, replacement: '' }
  const rest = argument.slice(name.length)
  const close = rest.startsWith('(') ? rest.indexOf(')') : -1
  if (close < 0) return { name, parameters: null, replacement: rest.trim() }
  const list = rest.slice(1, close).trim()
  const parameters = list === '' ? [] : list.split(',').map((parameter) => parameter.trim())
  return { name, parameters, replacement: rest.slice(close + 1).trim() }
}
