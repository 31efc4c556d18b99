import { onlyDefinitionOf, Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/rule-api.ts'

/** What a function does with the header of the first control message. */
export interface HeaderUse {
  /** Something asks whether there is one. */
  readonly isTested: boolean
  /** Something asks of which kind it is. */
  readonly isIdentified: boolean
  /** Something asks how long it is, or whether it was cut off. */
  readonly isMeasured: boolean
  /** Where its data is read; NO_NODE for nowhere. */
  readonly read: NodeId
  /** The program makes the message itself, or hands it on to a function that may ask all this. */
  readonly isOthers: boolean
}

export const HEADERS = /^(?:CMSG_FIRSTHDR|CMSG_FIRST)$/

const RECEIVES = /recv_?m{0,2}sg/i

export function calleeOf(tree: SyntaxTree, call: NodeId): string {
  return tree.textOf(tree.child(call, Field.function))
}

/** The call with which the function receives the message, or NO_NODE. */
export function receiveIn(tree: SyntaxTree, definition: NodeId): NodeId {
  for (let node = definition; node < tree.subtreeEnd(definition); node++)
    if (tree.is(node, Kind.call_expression) && RECEIVES.test(calleeOf(tree, node))) return node
  return NO_NODE
}

/** The variable that a call's result goes to; empty for none. */
export function variableOf(tree: SyntaxTree, call: NodeId): string {
  const parent = tree.parent(call)
  if (tree.is(parent, Kind.assignment_expression)) {
    const left = tree.child(parent, Field.left)
    return tree.is(left, Kind.identifier) ? tree.textOf(left) : ''
  }
  if (!tree.is(parent, Kind.init_declarator)) return ''
  return tree.textOf(tree.child(parent, Field.declarator)).replace(/^[*\s]+/, '')
}

/** An operand of a test of the pointer: `!h`, `h == NULL`, `h &&`, a condition by itself. */
function isPointerTest(tree: SyntaxTree, operand: NodeId): boolean {
  let node = operand
  let parent = tree.parent(node)
  while (tree.is(parent, Kind.parenthesized_expression) || tree.is(parent, Kind.condition_clause)) {
    node = parent
    parent = tree.parent(node)
  }
  if (tree.is(parent, Kind.unary_expression)) return tree.textOf(tree.child(parent, Field.operator)) === '!'
  if (tree.is(parent, Kind.binary_expression))
    return /^(?:==|!=|&&|\|\|)$/.test(tree.textOf(tree.child(parent, Field.operator)))
  if (tree.is(parent, Kind.comma_expression)) return isPointerTest(tree, parent)
  return tree.child(parent, Field.condition) === node
}

/** How the function deals with the header in `name`. */
export function usesOf(tree: SyntaxTree, definition: NodeId, name: string): HeaderUse {
  const use = { isTested: false, isIdentified: false, isMeasured: false, read: NO_NODE, isOthers: false }
  for (let node = definition; node < tree.subtreeEnd(definition); node++) {
    if (isLengthAsked(tree, node)) use.isTested = true
    if (!tree.is(node, Kind.identifier)) continue
    if (tree.textOf(node) === 'MSG_CTRUNC') use.isMeasured = true
    if (tree.textOf(node) !== name) continue
    const parent = tree.parent(node)
    if (tree.is(parent, Kind.field_expression)) member(tree, parent, use)
    else if (tree.is(parent, Kind.argument_list)) given(tree, tree.parent(parent), use)
    else if (tree.fieldOf(node) === Field.left && tree.is(parent, Kind.assignment_expression)) {
      if (isPointerTest(tree, parent)) use.isTested = true
    } else if (isPointerTest(tree, node)) use.isTested = true
    else if (tree.fieldOf(node) !== Field.declarator) use.isOthers = true
  }
  return use
}

/** Something reads how much control data came: without any there is no header. */
function isLengthAsked(tree: SyntaxTree, node: NodeId): boolean {
  if (!tree.is(node, Kind.field_identifier) || tree.textOf(node) !== 'msg_controllen') return false
  const access = tree.parent(node)
  return !(tree.fieldOf(access) === Field.left && tree.is(tree.parent(access), Kind.assignment_expression))
}

type Mutable = { -readonly [K in keyof HeaderUse]: HeaderUse[K] }

function member(tree: SyntaxTree, access: NodeId, use: Mutable): void {
  const parent = tree.parent(access)
  const isWritten = tree.fieldOf(access) === Field.left && tree.is(parent, Kind.assignment_expression)
  if (isWritten) use.isOthers = true
  switch (tree.textOf(tree.child(access, Field.field))) {
    case 'cmsg_level':
    case 'cmsg_type':
      use.isIdentified = true
      break
    case 'cmsg_len':
      use.isMeasured = true
      break
    default:
  }
}

/** The header is an argument of this call. */
function given(tree: SyntaxTree, call: NodeId, use: Mutable): void {
  const callee = calleeOf(tree, call)
  if (callee === 'CMSG_DATA') {
    if (use.read === NO_NODE) use.read = call
  } else if (/assert|check|expect/i.test(callee)) use.isTested = true
  else if (callee !== 'CMSG_NXTHDR') use.isOthers = true
}

/** True for a function that the file calls with a message that it received itself. */
export function isGivenReceived(tree: SyntaxTree, name: string): boolean {
  if (onlyDefinitionOf(tree, name) === NO_NODE) return false
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.call_expression) || calleeOf(tree, node) !== name) continue
    const around = tree.ancestor(node, Kind.function_definition)
    if (around !== NO_NODE && receiveIn(tree, around) !== NO_NODE) return true
  }
  return false
}
