import type { ArgumentFact } from '../flow/argument-facts.ts'
import type { CalledEvent } from '../flow/events.ts'
import { textCopy, textReads, type SizeRange, type TextCopy } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import type { TypeShape } from '../syntax/types.ts'

/** A call that copies text into a buffer. */
export interface CopiedText {
  readonly kind: TextCopy['kind']
  readonly destination: ArgumentFact
  /** What decides how long the text is: the source, or what a `%s` of the format stands for. */
  readonly source: ArgumentFact
  /** Bytes of the text without its terminator; `high` is infinite where nothing in sight bounds it. */
  readonly length: SizeRange
  /** For `bounded` and `bytes`: the number of bytes; null not known, or the length of the source itself. */
  readonly bound: SizeRange | null
  /** The number of bytes is the length of the source, as in `memcpy(to, from, strlen(from))`. */
  readonly isMeasured: boolean
}

interface Source {
  readonly tree: SyntaxTree
  typeOf(expression: NodeId): TypeShape | undefined
}

/** What a call of the model copies; undefined when it copies no text, or when what it copies cannot be told. */
export function copiedText(event: CalledEvent, context: Source): CopiedText | undefined {
  const row = textCopy(event.row.name)
  const destination = row && event.arguments[row.destination]
  const given = row && event.arguments[row.source]
  if (row === undefined || destination === undefined || given === undefined) return undefined
  const text = row.kind === 'formatted' ? formatted(given, event.arguments.slice(row.source + 1), context) : undefined
  const source = text?.source ?? given
  const length = row.kind === 'formatted' ? text?.length : lengthOf(given, context)
  if (length === undefined) return undefined
  const count = row.bound === undefined ? undefined : event.arguments[row.bound]
  const isMeasured = count !== undefined && measures(context.tree, count.node, source.node)
  const bound = count?.value.kind === 'number' && !isMeasured ? { low: count.value.low, high: count.value.high } : null
  return { kind: row.kind, destination, source, length, bound, isMeasured }
}

/** How long what a call prints into a buffer can be, without its terminator; undefined where its format is not known. */
export function printedLength(event: CalledEvent, context: Source): SizeRange | undefined {
  const format = textReads(event.row.name)?.format
  const given = format === undefined ? undefined : event.arguments[format]
  return given && format !== undefined
    ? formatted(given, event.arguments.slice(format + 1), context)?.length
    : undefined
}

/** How long a text is; undefined where not even the type of the expression is known: a macro of a header, say. */
function lengthOf({ node, value }: ArgumentFact, { tree, typeOf }: Source): SizeRange | undefined {
  if (value.kind === 'text') {
    const bytes = utf8Length(value.text)
    return { low: bytes, high: bytes }
  }
  if (value.kind === 'null') return undefined
  const size = value.kind === 'pointer' && value.target.type?.array === true ? value.target.size : null
  if (size !== null) return { low: 0, high: size - 1 }
  const type = node === NO_NODE ? undefined : typeOf(node)
  const isText = type !== undefined && /\bchar$/.test(type.base) && type.pointers + (type.array ? 1 : 0) === 1
  return isText || stringObject(tree, node) !== NO_NODE ? { low: 0, high: Infinity } : undefined
}

/** The C++ string of `s.c_str()` and `s.data()`, or NO_NODE. */
function stringObject(tree: SyntaxTree, node: NodeId): NodeId {
  const called = tree.is(node, Kind.call_expression) ? tree.child(node, Field.function) : NO_NODE
  const isAsked =
    tree.is(called, Kind.field_expression) && /^(c_str|data)$/.test(tree.textOf(tree.child(called, Field.field)))
  return isAsked ? tree.child(called, Field.argument) : NO_NODE
}

/** An escape as it is written in a literal. */
const ESCAPE = /\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|[abfnrtv?])/g

/** Bytes of a text of a literal without a terminator; an escape is one. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text.replace(ESCAPE, '?')) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** Digits of the greatest number of a type, in each base, and a sign: of 32 bits, of 64 bits. A pointer is printed with `0x`. */
const DIGITS: Readonly<Record<string, readonly [number, number]>> = {
  d: [11, 20],
  i: [11, 20],
  u: [10, 20],
  x: [8, 16],
  X: [8, 16],
  o: [11, 22],
  c: [1, 6],
  p: [18, 18],
}

/** More than any number takes that a conversion prints. */
const LONGEST_NUMBER = 24

function longestNumber(conversion: string, flags: string, size: string): number {
  const digits = DIGITS[conversion]?.[/[lLqjzt]/.test(size) ? 1 : 0] ?? LONGEST_NUMBER
  // A sign, or `0x`.
  return digits + (/[#+ ]/.test(flags) ? 2 : 0)
}

/** Length of what a format prints, with the argument that leaves it open. */
function formatted(
  format: ArgumentFact,
  values: readonly ArgumentFact[],
  context: Source,
): { readonly length: SizeRange; readonly source: ArgumentFact } | undefined {
  if (format.value.kind !== 'text') return undefined
  let [low, high] = [0, 0]
  let source = format
  let index = 0
  const rest = format.value.text.replace(/%([-+ #0]*)(\d*)(?:\.(\d+))?([hlLqjzt]*)([a-zA-Z%])/g, (...parts) => {
    const [, flags = '', width = '', precision, size = '', conversion = ''] = parts.map((part: unknown) =>
      typeof part === 'string' ? part : undefined,
    )
    if (conversion === '%') {
      low += 1
      high += 1
      return ''
    }
    const value = values[index++]
    const digits = Math.max(longestNumber(conversion, flags, size), Number(precision ?? 0) + 3)
    let length: SizeRange | undefined = { low: 1, high: digits }
    if (conversion === 's') {
      length = value && lengthOf(value, context)
      if (length !== undefined && precision !== undefined)
        length = { low: Math.min(length.low, Number(precision)), high: Math.min(length.high, Number(precision)) }
      if (value !== undefined && (length?.high ?? 0) === Infinity) source = value
    } else if (/[fFeEgGaA]/.test(conversion)) length = { low: 1, high: 512 }
    low += Math.max(length?.low ?? NaN, Number(width))
    high += Math.max(length?.high ?? NaN, Number(width))
    return ''
  })
  // A `*` takes an argument of its own: what belongs to what is not told apart here.
  if (rest.includes('%') || Number.isNaN(high)) return undefined
  return { length: { low: low + utf8Length(rest), high: high + utf8Length(rest) }, source }
}

function plain(tree: SyntaxTree, node: NodeId): string {
  return tree.textOf(node).replace(/\s+/g, '')
}

/** True for an expression that measures a text: `strlen(s)`, `strlen(s) + 1`, `s.size()`. */
function measures(tree: SyntaxTree, node: NodeId, text: NodeId): boolean {
  if (node === NO_NODE || text === NO_NODE) return false
  const object = stringObject(tree, text)
  const measured = plain(tree, node)
  const names = [plain(tree, text), ...(object === NO_NODE ? [] : [plain(tree, object)])]
  return names.some((name) =>
    [`strlen(${name})`, `strnlen(${name},`, `${name}.size()`, `${name}.length()`].some((way) => measured.includes(way)),
  )
}

const RELATIONS: readonly string[] = ['<', '<=', '>', '>=', '==', '!=']

/** What programs compare lengths with: the size of the buffer, or a constant for it. */
const ROOM = /\bsizeof\b|\w*(MAX|SIZ|LEN)\w*/

/**
 * True when the function compares the length of the text, or anything with a size, before the call: then it is up to
 * the program that the text fits.
 */
export function isLengthTested(tree: SyntaxTree, call: NodeId, text: NodeId): boolean {
  const definition = tree.ancestor(call, Kind.function_definition)
  if (definition === NO_NODE) return true
  const lengths = new Set<string>()
  for (let node = definition; node < call; node++) {
    if (tree.is(node, Kind.init_declarator) || tree.is(node, Kind.assignment_expression)) {
      const [left, right] = [Field.declarator, Field.value].map((field) => tree.child(node, field))
      const target = tree.is(node, Kind.init_declarator) ? left : tree.child(node, Field.left)
      const value = tree.is(node, Kind.init_declarator) ? right : tree.child(node, Field.right)
      if (target !== undefined && value !== undefined && measures(tree, value, text)) lengths.add(plain(tree, target))
    }
    if (!tree.is(node, Kind.binary_expression)) continue
    if (!RELATIONS.includes(tree.textOf(tree.child(node, Field.operator)))) continue
    if (measures(tree, node, text) || ROOM.test(tree.textOf(node))) return true
    for (const side of [tree.child(node, Field.left), tree.child(node, Field.right)])
      if (lengths.has(plain(tree, side))) return true
  }
  return false
}

/** Where in a member of a structure a pointer leads: `a.m`, `&a.m[2]`, `a.m + 2`; null when it is no such pointer. */
export function memberWritten(
  tree: SyntaxTree,
  argument: NodeId,
): { readonly name: string; readonly member: NodeId; readonly offset: number } | null {
  let node = argument
  let offset = 0
  for (let depth = 0; depth < 8; depth++) {
    if (tree.is(node, Kind.parenthesized_expression)) node = tree.namedChildren(node)[0] ?? NO_NODE
    else if (tree.is(node, Kind.cast_expression)) node = tree.child(node, Field.value)
    else if (tree.is(node, Kind.pointer_expression) && tree.textOf(node).startsWith('&'))
      node = tree.child(node, Field.argument)
    else if (tree.is(node, Kind.subscript_expression) || tree.is(node, Kind.binary_expression)) {
      const index = /(?:\[|\+)\s*(\d+)\s*\]?$/.exec(tree.textOf(node))?.[1]
      if (index === undefined) return null
      offset += Number(index)
      node = tree.child(node, tree.is(node, Kind.subscript_expression) ? Field.argument : Field.left)
    } else break
  }
  if (!tree.is(node, Kind.field_expression)) return null
  return { name: tree.textOf(tree.child(node, Field.field)), member: node, offset }
}
