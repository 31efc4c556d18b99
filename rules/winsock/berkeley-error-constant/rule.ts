import {
  calleeName,
  comparisonOf,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  isBerkeleyError,
  Kind,
  meansWindows,
  NO_NODE,
  type NodeId,
  type ResultUse,
  type ValueFact,
  winsockErrorName,
} from '../../../engine/rule-api.ts'

const ASKING = 'WSAGetLastError'

function isErrorCode(value: ValueFact): boolean {
  return value.kind === 'number' && value.result?.callee === ASKING
}

/** Where the connection is under way Winsock answers a connect() with another code than POSIX. */
const MEANT_OTHERWISE = 'EINPROGRESS'

function fixOf(constant: NodeId, { tree }: FlowContext<string>): FixReport | undefined {
  const name = tree.textOf(constant)
  const meant = winsockErrorName(name)
  if (meant === undefined || name === MEANT_OTHERWISE) return undefined
  return {
    title: { en: `Compare with ${meant}`, ja: `${meant} と比較する` },
    safety: 'safe',
    edits: [{ span: tree.span(constant), newText: meant }],
  }
}

function report(constant: NodeId, context: FlowContext<'found'>): void {
  const { tree } = context
  const name = tree.textOf(constant)
  const span = tree.span(constant)
  if (!isBerkeleyError(name) || !meansWindows(name, span, context)) return
  const fix = fixOf(constant, context)
  const meant = name === MEANT_OTHERWISE ? 'WSAEWOULDBLOCK' : (winsockErrorName(name) ?? 'WSAECONNRESET')
  context.report({
    span,
    message: 'found',
    parameters: { name, meant },
    ...(fix === undefined ? {} : { fixes: [fix] }),
  })
}

/**
 * Code for both platforms that knows of the difference: another comparison of the same beside it has a name that is
 * none of <errno.h>, or the program has put the error of Winsock into errno.
 */
function hasAlternative(comparison: NodeId, { tree, platformsOf }: FlowContext<string>): boolean {
  const left = tree.textOf(tree.child(comparison, Field.left))
  if (left === 'errno' && platformsOf(tree.span(comparison)).includes('posix')) return true
  let whole = comparison
  for (let at = tree.parent(whole); /^(?:binary|parenthesized)_/.test(tree.kindName(at)); at = tree.parent(at))
    whole = at
  for (let at = whole; at < tree.subtreeEnd(whole); at++) {
    if (at === comparison || !tree.is(at, Kind.binary_expression)) continue
    const right = tree.child(at, Field.right)
    const isSame = tree.textOf(tree.child(at, Field.left)) === left && tree.is(right, Kind.identifier)
    if (isSame && !isBerkeleyError(tree.textOf(right))) return true
  }
  return false
}

/** The `switch` that asks for the result of a call: around it, or behind it for the variable that it is stored in. */
function switchOn(call: NodeId, result: ResultUse, { tree }: FlowContext<string>): NodeId {
  let at = tree.parent(call)
  while (tree.is(at, Kind.parenthesized_expression) || tree.is(at, Kind.condition_clause)) at = tree.parent(at)
  if (tree.is(at, Kind.switch_statement)) return at
  if (result.kind !== 'assigned' || result.name === null) return NO_NODE
  const fn = tree.ancestor(call, Kind.function_definition)
  for (let node = call; fn !== NO_NODE && node < tree.subtreeEnd(fn); node++) {
    // The variable gets another value first.
    const isStore = tree.is(node, Kind.assignment_expression)
    if (isStore && tree.textOf(tree.child(node, Field.left)) === result.name) return NO_NODE
    if (!tree.is(node, Kind.switch_statement)) continue
    if (tree.textOf(tree.child(node, Field.condition)).replace(/[\s()]/g, '') === result.name) return node
  }
  return NO_NODE
}

export default defineRule({
  id: 'winsock/berkeley-error-constant',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: ['CWE-697'],
  messages: {
    found: {
      en: 'WSAGetLastError() never gives {name}: that is a number of <errno.h> of the C runtime, and the codes of Winsock begin at 10000, so this case is never taken. Use {meant}.',
      ja: '{name} は C ランタイムの <errno.h> の値で、WSAGetLastError() がこれを返すことはありません。Winsock のエラーコードは 10000 から始まるため、この条件は成り立ちません。{meant} を使ってください。',
    },
  },
  on: {
    operated({ node, left, right }, context) {
      const { tree } = context
      const comparison = comparisonOf(tree, node)
      if (comparison === NO_NODE || hasAlternative(comparison, context)) return
      if (isErrorCode(left)) report(tree.child(comparison, Field.right), context)
      else if (isErrorCode(right)) report(tree.child(comparison, Field.left), context)
    },
    called({ node, row, result }, context) {
      const { tree } = context
      if (row.name !== ASKING || calleeName(tree, node) !== ASKING) return
      const asked = switchOn(node, result, context)
      for (let at = asked; asked !== NO_NODE && at < tree.subtreeEnd(asked); at++) {
        if (tree.is(at, Kind.case_statement)) report(tree.child(at, Field.value), context)
      }
    },
  },
})
