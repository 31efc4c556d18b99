import { findNodeAtLocation, getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser'
import { LineIndex, type Localised, type Position, type SettingProblem } from '../../engine/index.ts'
import { message, type MessageKey } from '../messages.ts'

/** Something wrong at a place of a text. */
export interface LocatedProblem {
  readonly position: Position
  readonly message: Localised
}

/** JSON as people write it, with comments and commas before closing brackets, and where in the text each value stands. */
export interface JsonText {
  /** As far as it could be read. */
  readonly value: unknown
  /** What keeps it from being JSON: the first thing only, because others follow from it. Names that occur twice. */
  readonly problems: readonly LocatedProblem[]
  /** Where a value stands, or the name before it; the nearest thing around it when there is no such value. */
  position(path: SettingProblem['path'], of: SettingProblem['of']): Position
}

export function readJson(given: string): JsonText {
  // A byte order mark becomes a space, so that nothing moves.
  const text = given.replace(/^\uFEFF/, ' ')
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  const lines = new LineIndex(text)
  const value: unknown = root === undefined ? undefined : getNodeValue(root)
  const [error] = errors
  const problems =
    error !== undefined
      ? [{ position: lines.position(error.offset), message: message(whatIsMissing(error, text)) }]
      : repeatedNames(root).map((node) => ({
          position: lines.position(node.offset),
          message: message('jsonNameTwice', { name: String(node.value) }),
        }))
  return {
    value,
    problems,
    position: (path, of) => lines.position(root === undefined ? 0 : offsetOf(root, path, of)),
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

function offsetOf(root: Node, path: SettingProblem['path'], of: SettingProblem['of']): number {
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length))
    if (node === undefined) continue
    const name = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined
    return of === 'key' && length === path.length && name !== undefined ? name.offset : node.offset
  }
  return root.offset
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
