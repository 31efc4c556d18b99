import { findNodeAtLocation, getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser'
import { LineIndex, type Localised, type Position, type SettingProblem, type Span } from '../engine/index.ts'
import { message, type MessageKey } from './messages.ts'

/** Something wrong at a place of a text. */
export interface LocatedProblem {
  readonly position: Position
  /** Where what is wrong ends: behind the name or the value. */
  readonly end: Position
  readonly message: Localised
}

/** JSON as people write it, with comments and commas before closing brackets, and where in the text each value stands. */
export interface JsonText {
  /** As far as it could be read. */
  readonly value: unknown
  /** What keeps it from being JSON: the first thing only, because others follow from it. Names that occur twice. */
  readonly problems: readonly LocatedProblem[]
  /** Where a value stands, or the name before it; the nearest thing around it when there is no such value. */
  place(path: SettingProblem['path'], of: SettingProblem['of']): Omit<LocatedProblem, 'message'>
}

export function readJson(given: string): JsonText {
  // A byte order mark becomes a space, so that nothing moves.
  const text = given.replace(/^\uFEFF/, ' ')
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  const lines = new LineIndex(text)
  const value: unknown = root === undefined ? undefined : getNodeValue(root)
  const [error] = errors
  const place = ({ start, end }: Span): Omit<LocatedProblem, 'message'> => ({
    position: lines.position(start),
    end: lines.position(end),
  })
  const problems =
    error !== undefined
      ? [{ ...place(spanOf(error)), message: message(whatIsMissing(error, text)) }]
      : repeatedNames(root).map((node) => ({
          ...place(spanOf(node)),
          message: message('jsonNameTwice', { name: String(node.value) }),
        }))
  return {
    value,
    problems,
    place: (path, of) => place(root === undefined ? { start: 0, end: 0 } : spanAt(root, path, of)),
  }
}

const COMMA = 6

/** What to write instead, by the parser's code of what is wrong. */
const SYNTAX: Readonly<Record<number, MessageKey>> = {
  3: 'jsonName',
  4: 'jsonValue',
  5: 'jsonColon',
  [COMMA]: 'jsonComma',
  7: 'jsonBrace',
  8: 'jsonBracket',
  9: 'jsonEnd',
  11: 'jsonComment',
  12: 'jsonString',
  14: 'jsonEscape',
  15: 'jsonEscape',
  16: 'jsonString',
}

/** Before a bracket that closes something else the parser expects a comma. */
function whatIsMissing({ error, offset }: ParseError, text: string): MessageKey {
  if (error === COMMA && text[offset] === '}') return 'jsonBracket'
  if (error === COMMA && text[offset] === ']') return 'jsonBrace'
  return SYNTAX[error] ?? 'jsonSymbol'
}

function spanOf({ offset, length }: { readonly offset: number; readonly length: number }): Span {
  return { start: offset, end: offset + length }
}

function spanAt(root: Node, path: SettingProblem['path'], of: SettingProblem['of']): Span {
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length))
    if (node === undefined) continue
    const name = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined
    return spanOf(of === 'key' && length === path.length && name !== undefined ? name : node)
  }
  return spanOf(root)
}

function repeatedNames(node: Node | undefined): Node[] {
  if (node?.children === undefined) return []
  const seen = new Set<unknown>()
  return node.children.flatMap((child) => {
    const name = node.type === 'object' ? child.children?.[0] : undefined
    const repeated = name !== undefined && seen.has(name.value) ? [name] : []
    seen.add(name?.value)
    return [...repeated, ...repeatedNames(child)]
  })
}
