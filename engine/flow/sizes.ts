import { KNOWN_TYPEDEFS, POINTER_SIZE, sizeOfMember, sizeOfName, type SizeRange } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import type { TypeShape } from '../syntax/types.ts'
import { constantText } from './constants.ts'
import type { FunctionContext } from './context.ts'
import { exactly } from './values.ts'

/** Bytes of a declared type; for an array those of all elements, whose number `declared` (the declared name) tells. */
export function sizeOf(context: FunctionContext, type: TypeShape, declared: NodeId): SizeRange | undefined {
  const one = type.pointers > 0 ? POINTER_SIZE : sizeOfName(type.base, context.fileNames.platform)
  if (one === undefined || !type.array) return one
  const count = arrayLength(context, declared)
  return count === undefined ? undefined : { low: one.low * count, high: one.high * count }
}

/** Bytes of what an expression names: of a whole array, not of the pointer that it turns into. */
export function sizeOfExpression(context: FunctionContext, expression: NodeId): SizeRange | undefined {
  const { tree, declarations } = context
  const type = declarations.typeOf(expression)
  if (type !== undefined) return sizeOf(context, type, declaredName(context, expression))
  const isMember = tree.is(expression, Kind.field_expression)
  return isMember ? sizeOfMember(tree.textOf(tree.child(expression, Field.field))) : undefined
}

/** The value of a `sizeof` expression. */
export function sizeofValue(context: FunctionContext, node: NodeId): SizeRange | undefined {
  const { tree, declarations } = context
  const descriptor = tree.child(node, Field.type)
  if (descriptor !== NO_NODE) {
    const type = declarations.typeOfDeclarator(descriptor, tree.child(descriptor, Field.declarator))
    return type === undefined || type.array ? undefined : sizeOf(context, type, NO_NODE)
  }
  let operand = tree.child(node, Field.value)
  while (tree.is(operand, Kind.parenthesized_expression)) operand = tree.namedChildren(operand)[0] ?? NO_NODE
  if (tree.is(operand, Kind.string_literal)) return undefined
  const size = sizeOfExpression(context, operand)
  // `sizeof(sockaddr_in)` without the keyword reads as the name of a variable.
  if (size !== undefined || !tree.is(operand, Kind.identifier) || declarations.declarationOf(operand) !== undefined)
    return size
  const name = tree.textOf(operand)
  const platform = context.fileNames.platform
  const known = Object.hasOwn(KNOWN_TYPEDEFS, name) ? KNOWN_TYPEDEFS[name] : undefined
  if (known !== undefined) return sizeOf(context, { ...known, array: false }, NO_NODE)
  return sizeOfName(name, platform) ?? sizeOfName(`struct ${name}`, platform)
}

/** The name in the declaration of the variable or member that an expression names. */
function declaredName(context: FunctionContext, expression: NodeId): NodeId {
  const { tree, declarations } = context
  let node = expression
  while (tree.is(node, Kind.parenthesized_expression)) node = tree.namedChildren(node)[0] ?? NO_NODE
  if (tree.is(node, Kind.field_expression)) node = tree.child(node, Field.field)
  return declarations.declarationOf(node) ?? NO_NODE
}

/** Elements of the array that a name declares; undefined unless it is one constant. */
function arrayLength(context: FunctionContext, declared: NodeId): number | undefined {
  const { tree, fileNames } = context
  const declarator = declared === NO_NODE ? NO_NODE : tree.parent(declared)
  if (!tree.is(declarator, Kind.array_declarator)) return undefined
  const size = tree.child(declarator, Field.size)
  if (size === NO_NODE) return undefined
  return exactly(constantText(tree.textOf(size), (name) => fileNames.constant(name))) ?? undefined
}
