import {
  argumentOf,
  codeOf,
  defineRule,
  Field,
  functionAround,
  Kind,
  loopAround,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  targetOf,
} from '../../../engine/rule-api.ts'

/** Whoever keeps the number of descriptors small, or the set large, needs no test. */
const OTHER_MEANS = /\bRLIMIT_NOFILE\b|#\s*define\s+(?:FD_SETSIZE|__FD_SETSIZE)\b/

/** A number of clients or a descriptor is compared with a limit; `maxfd` is none, it is the greatest so far. */
const LIMIT =
  /[<>=]\s*\(?\s*\w*(?:FD_SETSIZE|MAX|LIMIT|CAPACITY|NOFILE|SIZE)|\bmax_?(?:clients?|conn\w*|peers|users|sockets)\b/

/** True when a condition of the function tests anything against a limit. A loop that goes through all numbers tests nothing. */
function testsLimit(tree: SyntaxTree, around: NodeId): boolean {
  for (let node = around; node < tree.subtreeEnd(around); node++) {
    const isTest = tree.is(node, Kind.if_statement) || tree.is(node, Kind.conditional_expression)
    if (isTest && LIMIT.test(codeOf(tree, tree.child(node, Field.condition)))) return true
  }
  return false
}

/** FD_SET() with a descriptor that is not below FD_SETSIZE writes behind the set (POSIX select()). */
export default defineRule({
  id: 'poll/fd-setsize',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-787'],
  messages: {
    found: {
      en: "Nothing keeps '{descriptor}' below FD_SETSIZE: with enough connections open its number reaches that limit (1024 on most systems), and FD_SET() writes behind the set. Close what does not fit, or use poll().",
      ja: "'{descriptor}' が FD_SETSIZE より小さいことが保証されていません。多数の接続が開いていると番号がこの上限 (多くのシステムで 1024) に達し、FD_SET() は集合の後ろに書き込みます。収まらないものはクローズするか、poll() を使ってください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      if (event.row.effect !== 'select' || context.damaged || event.state.role === 'child') return
      const member = argumentOf(event, 'descriptor')
      const set = targetOf(argumentOf(event, 'set'))
      if (member?.value.kind !== 'descriptor' || set?.type?.base !== 'fd_set' || set.set === null) return
      const { origin, listener, name, id } = member.value.resource
      // The peers decide how many there are of those that a loop accepts; a single one stays small.
      const isAmongOthers =
        set.set.mayHoldOthers ||
        set.set.members.some((other) => other.kind === 'descriptor' && other.resource.id === listener)
      const loop = loopAround(tree, event.node)
      if (origin !== 'accepted' || !isAmongOthers || loop === NO_NODE) return
      if (context.source.has(OTHER_MEANS) || testsLimit(tree, functionAround(tree, event.node))) return
      context.report({
        span: member.node === NO_NODE ? event.span : tree.span(member.node),
        message: 'found',
        parameters: { descriptor: name },
        once: { key: id, also: { en: 'it is put into a set here too', ja: 'ここでも集合に入れる' } },
      })
    },
  },
})
