import {
  defineRule,
  Field,
  type FixReport,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxContext,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** A count of attempts by its name, where the file does not show what counts it. */
const COUNTS =
  /(?:count|counter|retry|retries|retrans(?:mits?|missions?)?|attempts?|tries|failures|backoff|timeouts)\d*$/i

/** A whole number, in any notation, that is shifted. */
const NUMBER = /^(?:\((?:\w+\s*)+\)\s*)?\(?(?:0[xX][\da-fA-F]+|\d+)[uUlL]*\)?$/

/** Calls that are told the count and change nothing. */
const TELLING = /^(?:v?f?printf|v?s?n?printf|syslog|log\w*|\w*_(?:log|debug|info|warn)|sleep|usleep|Sleep)$/i

/** Every other place that has the same count: the member of whatever structure, or the variable. */
function mentions(tree: SyntaxTree, name: string, own: NodeId): NodeId[] {
  const found: NodeId[] = []
  for (let node = 0; node < tree.size; node++) {
    const isName = tree.is(node, Kind.identifier) || tree.is(node, Kind.field_identifier)
    if (isName && node !== own && tree.textOf(node) === name) found.push(whole(tree, node))
  }
  return found
}

/** The expression that a name of a member is the last part of. */
function whole(tree: SyntaxTree, name: NodeId): NodeId {
  const parent = tree.parent(name)
  return tree.is(parent, Kind.field_expression) && tree.child(parent, Field.field) === name ? parent : name
}

function lastName(tree: SyntaxTree, expression: NodeId): NodeId {
  if (tree.is(expression, Kind.identifier)) return expression
  return tree.is(expression, Kind.field_expression) ? tree.child(expression, Field.field) : NO_NODE
}

function isCounted(tree: SyntaxTree, mention: NodeId): boolean {
  const parent = tree.parent(mention)
  if (tree.is(parent, Kind.update_expression)) return tree.textOf(parent).includes('++')
  return (
    tree.is(parent, Kind.assignment_expression) &&
    tree.child(parent, Field.left) === mention &&
    tree.textOf(tree.child(parent, Field.operator)) === '+='
  )
}

/** True for a place that can keep the count small: a comparison with anything but 0, a remainder, a mask, a function. */
function mayBound(tree: SyntaxTree, mention: NodeId): boolean {
  let node = mention
  for (let parent = tree.parent(node); parent !== NO_NODE; node = parent, parent = tree.parent(parent)) {
    if (tree.is(parent, Kind.argument_list))
      return !TELLING.test(tree.textOf(tree.child(tree.parent(parent), Field.function)))
    if (tree.is(parent, Kind.switch_statement)) return true
    if (tree.is(parent, Kind.pointer_expression)) return true
    if (tree.is(parent, Kind.assignment_expression)) {
      // A value that is no plain number may be a bounded one.
      const operator = tree.textOf(tree.child(parent, Field.operator))
      const value = tree.child(parent, Field.right)
      if (tree.child(parent, Field.left) !== node || operator === '+=') return false
      return operator !== '=' || !/^\d+$/.test(tree.textOf(value))
    }
    if (tree.is(parent, Kind.init_declarator)) return !/^\d+$/.test(tree.textOf(tree.child(parent, Field.value)))
    if (tree.is(parent, Kind.binary_expression)) {
      const operator = tree.textOf(tree.child(parent, Field.operator))
      const other = tree.child(parent, tree.child(parent, Field.left) === node ? Field.right : Field.left)
      if (/^(?:[<>]=?|[=!]=)$/.test(operator)) return !/^[!=]=$/.test(operator) || tree.textOf(other) !== '0'
      if (/^[%&]$/.test(operator)) return true
      // How far something is shifted.
      if (operator === '<<' && tree.child(parent, Field.right) === node) return false
      continue
    }
    if (/_statement$|^compound_|^declaration$/.test(tree.kindName(parent))) return false
  }
  return false
}

/** Six doublings are an hour of minutes; what the program wants only its author knows. */
const CAP = 6

function cap(count: NodeId, { tree }: SyntaxContext<string>): FixReport | undefined {
  const text = tree.textOf(count)
  if (tree.is(tree.parent(count), Kind.parenthesized_expression)) return undefined
  return {
    title: { en: `Shift by ${CAP} at most`, ja: `シフトを最大 ${CAP} にする` },
    safety: 'suggest',
    edits: [{ span: tree.span(count), newText: `(${text} < ${CAP} ? ${text} : ${CAP})` }],
  }
}

export default defineRule({
  id: 'legacy/unbounded-shift',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-1335'],
  messages: {
    found: {
      en: "Nothing keeps '{name}' small, and a number of 32 bits that is shifted by 31 or more has no defined value: the time to wait becomes negative, 0 or short again, and the program sends without a pause. Limit the shift.",
      ja: "'{name}' の大きさが制限されていません。32 ビットの数を 31 以上シフトした値は定義されていないため、待ち時間が負、0、または再び短い時間になり、プログラムは間を置かずに送信します。シフトの大きさを制限してください。",
    },
  },
  visit: {
    binary_expression(node, context) {
      const { tree } = context
      if (tree.textOf(tree.child(node, Field.operator)) !== '<<') return
      const fn = tree.ancestor(node, Kind.function_definition)
      if (fn === NO_NODE || tree.hasError(fn)) return
      if (!NUMBER.test(tree.textOf(tree.child(node, Field.left)))) return
      const counted = tree.child(node, Field.right)
      // `1 << tries++`
      const isStepped = tree.is(counted, Kind.update_expression) && tree.textOf(counted).endsWith('++')
      const count = isStepped ? tree.child(counted, Field.argument) : counted
      const name = lastName(tree, count)
      if (name === NO_NODE || context.isMacro(tree.textOf(name)) === true) return
      const others = mentions(tree, tree.textOf(name), name)
      if (others.some((mention) => mayBound(tree, mention))) return
      const isMember = tree.is(count, Kind.field_expression)
      // What a parameter or a variable is given elsewhere the file does not show.
      if (
        !isStepped &&
        !others.some((mention) => isCounted(tree, mention)) &&
        !(isMember && COUNTS.test(tree.textOf(name)))
      )
        return
      const fix = isStepped ? undefined : cap(count, context)
      context.report({
        span: tree.span(node),
        message: 'found',
        parameters: { name: tree.textOf(count) },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
