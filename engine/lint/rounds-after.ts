/** When a loop comes back to a call that waits. */
import type { CalledEvent } from '../flow/events.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { endsPath, loopAround } from './failure-branch.ts'
import { codeOf, holds } from './variable-uses.ts'

/** What a call that waits returned: -1 failed, 0 timed out, 1 something is ready. */
type Result = -1 | 0 | 1

/** After what the loop comes back to the call: a timeout, only success, neither (only failure), or it is not known. */
export type Rounds = 'after-timeout' | 'after-success' | 'never' | 'unknown'

/** Whether a condition holds for a result of the call; undefined where that depends on something else. */
function holdsFor(condition: string, names: readonly string[], result: Result): boolean | undefined {
  const plain = strip(condition.replace(/\s+/g, ''))
  for (const [operator, decisive] of [
    ['||', true],
    ['&&', false],
  ] as const) {
    const parts = splitAt(plain, operator)
    if (parts.length < 2) continue
    const holding = parts.map((part) => holdsFor(part, names, result))
    if (holding.includes(decisive)) return decisive
    return holding.includes(undefined) ? undefined : !decisive
  }
  for (const name of names) {
    const found = comparison(plain, name, result)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether a comparison of the result with a number, or the result by itself, holds. */
function comparison(plain: string, name: string, result: Result): boolean | undefined {
  if (plain === name) return result !== 0
  if (plain === `!${name}` || plain === `!(${name})`) return result === 0
  if (!plain.startsWith(name)) return undefined
  const [, operator, bound] = /^\)*(==|!=|<=|>=|<|>)\(?(-?\d+)\)*$/.exec(plain.slice(name.length)) ?? []
  const number = Number(bound)
  switch (operator) {
    case '==':
      return result === number
    case '!=':
      return result !== number
    case '<':
      return result < number
    case '<=':
      return result <= number
    case '>':
      return result > number
    case '>=':
      return result >= number
    default:
      return undefined
  }
}

/** The parts of a text between an operator that stands in no parentheses. */
function splitAt(text: string, operator: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0
    if (depth !== 0 || !text.startsWith(operator, at)) continue
    parts.push(text.slice(from, at))
    from = at + operator.length
    at = from - 1
  }
  return [...parts, text.slice(from)]
}

/** Without the parentheses around all of it. */
function strip(text: string): string {
  let plain = text
  for (;;) {
    if (!plain.startsWith('(') || !plain.endsWith(')')) return plain
    let depth = 0
    for (let at = 0; at < plain.length - 1; at++) {
      depth += plain[at] === '(' ? 1 : plain[at] === ')' ? -1 : 0
      if (depth === 0) return plain
    }
    plain = plain.slice(1, -1)
  }
}

/** True when a branch leaves the loop, whatever else it does. */
function leaves(tree: SyntaxTree, loop: NodeId, branch: NodeId): boolean {
  if (branch === NO_NODE) return false
  const body = tree.is(branch, Kind.else_clause) ? (tree.namedChildren(branch)[0] ?? NO_NODE) : branch
  const how = endsPath(tree, body)
  if (how === 'return' || how === 'exit') return true
  if (how === 'break') return loopAround(tree, body) === loop || loopAround(tree, branch) === loop
  const last = tree.is(body, Kind.compound_statement) ? (tree.namedChildren(body).at(-1) ?? NO_NODE) : body
  return tree.is(last, Kind.goto_statement)
}

/** After what results of the call the loop goes on, by its condition and by what leaves it. */
export function roundsAfter(event: CalledEvent, loop: NodeId, tree: SyntaxTree): Rounds {
  const { node, result } = event
  const call = codeOf(tree, node).replace(/\s+/g, '')
  const names = [call]
  if (result.name !== null) {
    const name = result.name.replace(/\s+/g, '')
    names.push(name, `(${name}=${call})`)
  }
  const condition = tree.child(loop, Field.condition)
  const head = condition === NO_NODE ? '' : codeOf(tree, condition).replace(/\s+/g, '')
  const mentions = (text: string): boolean =>
    text.includes(call) || (result.name !== null && new RegExp(`\\b${result.name}\\b`).test(text))
  let afterTimeout = true
  let afterSuccess = true
  let isKnown = true
  const judge = (onTimeout: boolean | undefined, onSuccess: boolean | undefined): void => {
    if (onTimeout === undefined || onSuccess === undefined) isKnown = false
    afterTimeout &&= onTimeout !== false
    afterSuccess &&= onSuccess !== false
  }
  if (mentions(head)) judge(holdsFor(head, names, 0), holdsFor(head, names, 1))
  if (/\berrno\b|\bEINTR\b/.test(head)) return 'never'
  const body = tree.child(loop, Field.body)
  const last = tree.is(body, Kind.compound_statement) ? (tree.namedChildren(body).at(-1) ?? NO_NODE) : NO_NODE
  // A body that ends by leaving the loop comes back only where it says so, after an interruption.
  if (last !== NO_NODE && !tree.is(last, Kind.if_statement) && leaves(tree, loop, last)) return 'never'
  for (let at = loop; at < tree.subtreeEnd(loop); at++) {
    if (tree.is(at, Kind.switch_statement) && mentions(codeOf(tree, tree.child(at, Field.condition)))) isKnown = false
    if (!tree.is(at, Kind.if_statement) || loopAround(tree, at) !== loop) continue
    const test = tree.child(at, Field.condition)
    if (!mentions(codeOf(tree, test)) || (at < node && !holds(tree, at, node))) continue
    const yes = leaves(tree, loop, tree.child(at, Field.consequence))
    const no = leaves(tree, loop, tree.child(at, Field.alternative))
    if (!yes && !no) continue
    const goesOn = (value: Result): boolean | undefined => {
      const holding = holdsFor(codeOf(tree, test), names, value)
      return holding === undefined ? undefined : !(holding ? yes : no)
    }
    judge(goesOn(0), goesOn(1))
  }
  if (!afterTimeout) return afterSuccess ? 'after-success' : 'never'
  return isKnown ? 'after-timeout' : 'unknown'
}
