import {
  blockStatementOf,
  childBranchBehind,
  defineRule,
  Field,
  Kind,
  mentions,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

const SENDS = /^(?:send|sendto|sendmsg|write|writev|Write|Writen|writen|Send|send_?all|dprintf)$/i

/** The statement in front of this one in its block; NO_NODE for none. */
function statementBefore(tree: SyntaxTree, statement: NodeId): NodeId {
  const siblings = tree.namedChildren(tree.parent(statement))
  return siblings[siblings.indexOf(statement) - 1] ?? NO_NODE
}

/** The statement sends on what `name` names, outside of the part that only a child runs. */
function sendsOn(tree: SyntaxTree, statement: NodeId, name: string, child: NodeId): boolean {
  for (let node = statement; node !== NO_NODE && node < tree.subtreeEnd(statement); node++) {
    if (child !== NO_NODE && child <= node && node < tree.subtreeEnd(child)) continue
    if (!tree.is(node, Kind.call_expression) || !SENDS.test(tree.textOf(tree.child(node, Field.function)))) continue
    const [first] = tree.namedChildren(tree.child(node, Field.arguments))
    if (first !== undefined && tree.textOf(first) === name) return true
  }
  return false
}

/** The child only closes its copy: it is gone at once. */
function isClosedByChild(tree: SyntaxTree, branch: NodeId, name: string): boolean {
  const statements = tree.is(branch, Kind.compound_statement) ? tree.namedChildren(branch) : [branch]
  const using = statements.find((statement) => mentions(tree, statement, name))
  if (using === undefined) return false
  const call = tree.namedChildren(using)[0] ?? NO_NODE
  return tree.is(call, Kind.call_expression) && /^close$/i.test(tree.textOf(tree.child(call, Field.function)))
}

export default defineRule({
  id: 'fork/close-is-not-fin',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: [],
  messages: {
    forked: {
      en: "Closing '{name}' here does not end the connection: the child has a copy of it, and the peer that waits for the end of the data gets none until the child closes that too. Call shutdown('{name}', SHUT_WR) when everything is sent.",
      ja: "ここで '{name}' をクローズしても、接続は終わりません。子プロセスが複製を持っているため、それもクローズされるまで、データの終わりを待つ相手には何も届きません。送信を終えたら shutdown('{name}', SHUT_WR) を呼び出してください。",
    },
    duplicated: {
      en: "Closing '{name}' here does not end the connection: '{copy}' is a copy of it and still open, and the peer that waits for the end of the data gets none. Call shutdown('{name}', SHUT_WR) when everything is sent.",
      ja: "ここで '{name}' をクローズしても、接続は終わりません。複製の '{copy}' がまだ開いているため、データの終わりを待つ相手には何も届きません。送信を終えたら shutdown('{name}', SHUT_WR) を呼び出してください。",
    },
  },
  on: {
    called(event, context) {
      const { row, node, span, state } = event
      const descriptor = event.arguments.find(({ role }) => role === 'descriptor')
      if (row.effect !== 'close' || context.damaged || descriptor?.value.kind !== 'descriptor') return
      const { resource } = descriptor.value
      const { tree } = context
      const name = tree.textOf(descriptor.node)
      const isOpen = resource.phase === 'connected' || resource.phase === 'unknown' || resource.phase === 'read-shut'
      if (!isOpen || resource.origin === 'opened' || resource.type === 'datagram') return
      const statement = blockStatementOf(tree, node)
      const before = statement === NO_NODE ? NO_NODE : statementBefore(tree, statement)
      const { sharedWithChild } = resource
      if (state.role === 'parent' && sharedWithChild !== null && sharedWithChild.file === undefined) {
        const fork = tree.covering(sharedWithChild.span.start, sharedWithChild.span.end)
        const child = childBranchBehind(tree, fork)
        if (child === NO_NODE || !sendsOn(tree, before, name, child) || isClosedByChild(tree, child, name)) return
        context.report({
          span,
          message: 'forked',
          parameters: { name },
          steps: [
            {
              span: sharedWithChild.span,
              message: {
                en: `fork() here leaves a copy of '${name}' in the child`,
                ja: `ここで fork() すると子プロセスにも '${name}' の複製が残る`,
              },
            },
          ],
        })
        return
      }
      if (!sendsOn(tree, before, name, NO_NODE)) return
      const origin = resource.trail[0]?.span.start
      const copy = [...state.resources].find(
        (other) =>
          other.origin === 'duplicate' &&
          other.id !== resource.id &&
          other.phase !== 'closed' &&
          origin !== undefined &&
          other.trail[0]?.span.start === origin,
      )
      if (copy === undefined || resource.origin === 'duplicate' || copy.escaped) return
      context.report({
        span,
        message: 'duplicated',
        parameters: { name, copy: copy.name },
        steps: [
          {
            span: copy.span,
            message: {
              en: `'${copy.name}' becomes a copy of '${name}' here`,
              ja: `ここで '${copy.name}' を '${name}' の複製として作成する`,
            },
          },
        ],
      })
    },
  },
})
