import { Kind, Field, NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/rule-api.ts'

const PRINTERS = /^(inet_ntop|InetNtop[AW]?)$/

/** Calls that put another text into a buffer. */
const WRITERS = /^(str[nl]?(cpy|cat)(_s)?|v?sn?printf(_s)?|mem(cpy|move|set)|f?gets|f?scanf|read|recv\w*|getnameinfo)$/

interface Printer {
  readonly name: string
  readonly isV6: boolean
}

/**
 * The call that wrote the text of an address into a variable before `call`, or that is the text itself; null where the
 * function shows none, or a variable that something else writes too.
 */
export function printerBefore(tree: SyntaxTree, call: NodeId, text: NodeId): Printer | null {
  const own = printerOf(tree, text)
  if (own !== null) return own
  if (!tree.is(text, Kind.identifier)) return null
  const name = tree.textOf(text)
  let found: Printer | null = null
  for (let node = tree.ancestor(call, Kind.function_definition); node < call; node++) {
    if (!tree.is(node, Kind.identifier) || tree.textOf(node) !== name) continue
    const list = tree.parent(node)
    if (!tree.is(list, Kind.argument_list)) continue
    const printer = printerOf(tree, tree.parent(list))
    if (printer !== null) found = printer
    else if (WRITERS.test(tree.textOf(tree.child(tree.parent(list), Field.function)))) found = null
  }
  return found
}

function printerOf(tree: SyntaxTree, node: NodeId): Printer | null {
  if (!tree.is(node, Kind.call_expression)) return null
  const name = tree.textOf(tree.child(node, Field.function))
  if (!PRINTERS.test(name)) return null
  const family = tree.namedChildren(tree.child(node, Field.arguments))[0] ?? NO_NODE
  return { name, isV6: /^[AP]F_INET6$/.test(tree.textOf(family)) }
}

/** True for the text that inet_ntop() writes (RFC 5952): lower case, no leading zeros, the longest run of zeros as `::`. */
export function isCanonical(text: string): boolean {
  const [address = ''] = text.split('%')
  if (/[A-Z]/.test(address) || /(^|:)0[0-9a-f]/.test(address)) return false
  const groups = groupsOf(address)
  if (groups === null) return true
  let [best, run] = [0, 0]
  for (const group of groups) {
    run = group === '0' ? run + 1 : 0
    best = Math.max(best, run)
  }
  return address.includes('::') ? !/(^|:)0::|::0(:|$)/.test(address) : best < 2
}

/** The eight groups of an address; null for what is no such text, or ends in an IPv4 address. */
function groupsOf(address: string): string[] | null {
  if (!/^[0-9a-f:]+$/.test(address)) return null
  const [left = '', right] = address.split('::')
  const before = left === '' ? [] : left.split(':')
  if (right === undefined) return before.length === 8 ? before : null
  const after = right === '' ? [] : right.split(':')
  const zeros = 8 - before.length - after.length
  return zeros < 1 ? null : [...before, ...Array<string>(zeros).fill('0'), ...after]
}
