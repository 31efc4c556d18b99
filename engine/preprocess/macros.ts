import type { Span } from '../text/span.ts'

/** What a macro stands for. */
export interface Replacement {
  /** null for an object-like macro. */
  readonly parameters: readonly string[] | null
  /** The replacement on one line, without comments. */
  readonly body: string
}

/** A macro as a file defines it. */
export interface MacroDefinition extends Replacement {
  readonly name: string
  /** The #define. */
  readonly span: Span
}

/** Macros by name. */
export interface MacroTable {
  get(name: string): Replacement | undefined
}

/** An argument of the call a wrapper makes: one of the wrapper's own (zero-based), or text. */
export type WrapperArgument = { readonly parameter: number } | { readonly text: string }

/** A function-like macro that does nothing but call `callee`. */
export interface Wrapper {
  readonly callee: string
  readonly arguments: readonly WrapperArgument[]
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/

/**
 * The name that an object-like macro stands for in the end: with `#define closesocket sclose` and
 * `#define sclose close`, `close`. null when it is no such macro. In a cycle the preprocessor stops at the name it
 * has already expanded, and so does this.
 */
export function aliasOf(macros: MacroTable, name: string): string | null {
  const seen = new Set([name])
  let current = name
  for (;;) {
    const macro = macros.get(current)
    const body = macro?.parameters === null ? unwrap(macro.body) : ''
    if (!IDENTIFIER.test(body)) break
    current = body
    if (seen.has(body)) break
    seen.add(body)
  }
  return current === name ? null : current
}

/**
 * The one call that a function-like macro makes: `#define CLOSE_SOCKET(s) closesocket(s)`, also inside
 * `do { … } while (0)`, braces, parentheses or a cast to void, and through other macros. null when it does more,
 * or something else.
 */
export function wrapperOf(macros: MacroTable, name: string): Wrapper | null {
  const first = directWrapper(macros.get(name))
  if (first === null) return null
  const seen = new Set([name])
  let wrapper: Wrapper = first
  while (!seen.has(wrapper.callee)) {
    seen.add(wrapper.callee)
    const alias = aliasOf(macros, wrapper.callee)
    if (alias !== null) {
      wrapper = { callee: alias, arguments: wrapper.arguments }
      continue
    }
    const macro = macros.get(wrapper.callee)
    if (macro === undefined || macro.parameters === null) return wrapper
    const inner = directWrapper(macro)
    // A macro in between that does more than one call, or takes other arguments, makes the whole more than one call.
    if (inner === null || macro.parameters.length !== wrapper.arguments.length) return null
    const outer = wrapper.arguments
    wrapper = {
      callee: inner.callee,
      arguments: inner.arguments.map((argument) =>
        'parameter' in argument ? (outer[argument.parameter] ?? { text: '' }) : argument,
      ),
    }
  }
  return wrapper
}

function directWrapper(macro: Replacement | undefined): Wrapper | null {
  if (macro === undefined || macro.parameters === null) return null
  const { parameters } = macro
  const body = unwrap(macro.body)
  const open = body.indexOf('(')
  const callee = body.slice(0, Math.max(open, 0)).trim()
  if (!IDENTIFIER.test(callee) || STATEMENTS.has(callee) || closing(body, open) !== body.length - 1) return null
  return {
    callee,
    arguments: splitArguments(body.slice(open + 1, -1)).map((argument) => {
      const plain = withoutCast(unwrap(argument))
      const index = plain === '...' ? -1 : parameters.indexOf(plain)
      return index < 0 ? { text: argument } : { parameter: index }
    }),
  }
}

const STATEMENTS = new Set(['if', 'for', 'while', 'switch', 'return', 'sizeof', 'defined', 'do', 'else'])

/** Longer bodies are no wrappers. */
const MAX_BODY = 2000

/** Strips what does not change which call it is: `do {} while (0)`, braces, `;`, parentheses, a cast to void. */
function unwrap(body: string): string {
  let text = body.trim()
  if (text.length > MAX_BODY) return ''
  for (;;) {
    const before = text
    text = text.replace(/;\s*$/, '').trim()
    const loop = /^do\b([^]*)\bwhile\s*\(\s*(?:0|false|FALSE)\s*\)$/.exec(text)?.[1]?.trim()
    if (loop !== undefined) text = loop
    const open = text[0]
    if ((open === '{' || open === '(') && closing(text, 0) === text.length - 1) text = text.slice(1, -1).trim()
    text = text.replace(/^\(\s*void\s*\)\s*(?=\S)/, '')
    if (text === before) return text
  }
}

/** `(SOCKET)(s)` is `s`; a cast does not change which descriptor it is. */
function withoutCast(text: string): string {
  const cast = /^\(\s*[A-Za-z_][\w\s]*\**\s*\)\s*(\(?\s*[A-Za-z_]\w*\s*\)?)$/.exec(text)?.[1]
  return cast === undefined ? text : unwrap(cast)
}

/** Offset of the bracket that closes the one at `open`, or -1. Literals are skipped. */
function closing(text: string, open: number): number {
  if (open < 0) return -1
  let depth = 0
  for (let i = open; i < text.length; i++) {
    const unit = text[i] ?? ''
    if (unit === '"' || unit === "'") i = literalEnd(text, i)
    else if ('([{'.includes(unit)) depth++
    else if (')]}'.includes(unit) && --depth === 0) return i
  }
  return -1
}

function literalEnd(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === text[at]) return i
  }
  return text.length
}

function splitArguments(list: string): string[] {
  if (list.trim() === '') return []
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < list.length; i++) {
    const unit = list[i] ?? ''
    if (unit === '"' || unit === "'") i = literalEnd(list, i)
    else if ('([{'.includes(unit)) depth++
    else if (')]}'.includes(unit)) depth--
    else if (unit === ',' && depth === 0) {
      parts.push(list.slice(start, i).trim())
      start = i + 1
    }
  }
  parts.push(list.slice(start).trim())
  return parts
}
