import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import type { ResultUse } from './argument-facts.ts'
import { isComparison } from './conditions.ts'
import { constantText } from './constants.ts'
import type { FunctionContext } from './context.ts'
import { isNeverRead } from './dead-store.ts'
import { castOperand } from './place-of.ts'
import { MIRRORED, exactly, type Comparison } from './values.ts'

const NOTHING: Omit<ResultUse, 'kind'> = { name: null, type: null, isUnread: false, test: null }

/** What is done at once with the result of a call. */
export function resultUse(context: FunctionContext, call: NodeId): ResultUse {
  const { tree, declarations } = context
  let node = call
  let stored: Pick<ResultUse, 'name' | 'type' | 'isUnread'> | null = null
  for (let parent = tree.parent(node); parent !== NO_NODE; node = parent, parent = tree.parent(node)) {
    switch (tree.kind(parent)) {
      case Kind.parenthesized_expression:
      case Kind.condition_clause:
        continue
      case Kind.cast_expression:
        if (tree.textOf(tree.child(parent, Field.type)) === 'void') return { kind: 'cast-to-void', ...NOTHING }
        continue
      case Kind.assignment_expression: {
        const left = tree.child(parent, Field.left)
        if (left === node || tree.textOf(tree.child(parent, Field.operator)) !== '=')
          return { kind: 'used', ...NOTHING }
        const statement = tree.parent(parent)
        const isUnread = tree.is(statement, Kind.expression_statement) && isNeverRead(context, left, statement)
        stored = { name: tree.textOf(left), type: declarations.typeOf(left) ?? null, isUnread }
        continue
      }
      case Kind.init_declarator: {
        const declared = tree.child(parent, Field.declarator)
        const type = declarations.typeOfDeclarator(tree.parent(parent), parent)
        const isUnread = isNeverRead(context, declared, tree.parent(parent))
        stored = { name: tree.textOf(declared).replace(/^[*&\s]+/, ''), type: type ?? null, isUnread }
        return { kind: 'assigned', ...stored, test: null }
      }
      case Kind.argument_list:
        if (castOperand(context, tree.parent(parent)) !== NO_NODE) continue
        return stored === null ? { kind: 'argument', ...NOTHING } : { kind: 'assigned', ...stored, test: null }
      default: {
        if (castOperand(context, parent) !== NO_NODE) continue
        if (stored === null && tree.is(parent, Kind.expression_statement)) return { kind: 'ignored', ...NOTHING }
        if (stored === null && tree.is(parent, Kind.return_statement)) return { kind: 'returned', ...NOTHING }
        const test = testOf(context, parent, node)
        if (stored !== null) return { kind: 'assigned', ...stored, test }
        return { kind: test === null ? 'used' : 'tested', ...NOTHING, test }
      }
    }
  }
  return { kind: 'used', ...NOTHING }
}

const CONDITIONS: ReadonlySet<number> = new Set([
  Kind.if_statement,
  Kind.while_statement,
  Kind.do_statement,
  Kind.for_statement,
  Kind.conditional_expression,
])

/** The test that `parent` makes of its part `node`. */
function testOf(context: FunctionContext, parent: NodeId, node: NodeId): ResultUse['test'] {
  const { tree } = context
  const operator = tree.textOf(tree.child(parent, Field.operator))
  if (tree.is(parent, Kind.unary_expression))
    return operator === '!' || operator === 'not' ? { operator: '==', bound: 0 } : null
  if (tree.is(parent, Kind.binary_expression)) {
    if (operator === '&&' || operator === '||') return { operator: '!=', bound: 0 }
    if (!isComparison(operator)) return null
    const isLeft = tree.child(parent, Field.left) === node
    const other = tree.child(parent, isLeft ? Field.right : Field.left)
    const seen: Comparison = isLeft ? operator : MIRRORED[operator]
    const bound = constantText(tree.textOf(other), (name) => context.fileNames.constant(name))
    return { operator: seen, bound: exactly(bound) }
  }
  const isCondition = CONDITIONS.has(tree.kind(parent)) && tree.fieldOf(node) === Field.condition
  return isCondition ? { operator: '!=', bound: 0 } : null
}
