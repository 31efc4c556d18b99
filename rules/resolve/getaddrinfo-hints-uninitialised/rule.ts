import {
  argumentOf,
  defineRule,
  Field,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  targetOf,
  zeroDeclaration,
} from '../../../engine/rule-api.ts'

/** All members of struct addrinfo but one, for systems that name them otherwise: nothing is left to chance. */
const ALL = 7

/** What the hints do not say must be 0 (POSIX getaddrinfo()). */
export default defineRule({
  id: 'resolve/getaddrinfo-hints-uninitialised',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-457'],
  messages: {
    members: {
      en: "'{name}' was never cleared: {callee}() takes what memory held for the members that nothing was assigned to, and fails, with EAI_BADFLAGS for instance, as chance has it. Initialise it with zeros.",
      ja: "'{name}' は 0 で初期化されていません。{callee}() は代入のないメンバーからメモリに残っていた値を読み、偶然の値によって EAI_BADFLAGS などで失敗します。0 で初期化してください。",
    },
    nothing: {
      en: "Nothing was ever stored in '{name}': {callee}() takes what memory held for flags, family and type. Initialise it with zeros and set what is wanted.",
      ja: "'{name}' には何も代入されていません。{callee}() はメモリに残っていた値をフラグ、アドレスファミリー、ソケットタイプとして読みます。0 で初期化し、必要なメンバーを設定してください。",
    },
  },
  on: {
    called(event, context) {
      if (event.row.effect !== 'resolve' || context.damaged) return
      const { tree } = context
      const hints = argumentOf(event, 'hints')
      const target = targetOf(hints)
      if (hints === undefined || hints.node === NO_NODE || target === null || !/^\w+$/.test(target.name)) return
      const { initialised, name, type } = target
      if (type?.base !== 'struct addrinfo' || (initialised !== 'no' && initialised !== 'partly')) return
      if (membersAssigned(tree, event.node, name) >= ALL) return
      const edits = zeroDeclaration(tree, event.node, name)
      context.report({
        span: tree.span(hints.node),
        message: initialised === 'no' ? 'nothing' : 'members',
        parameters: { name, callee: event.row.name },
        fixes:
          edits === undefined
            ? []
            : [
                {
                  title: { en: `Initialise '${name}' with zeros`, ja: `'${name}' を 0 で初期化する` },
                  safety: 'safe',
                  edits,
                },
              ],
        once: { key: name, also: { en: `'${name}' is read here too`, ja: `ここでも '${name}' が読まれる` } },
      })
    },
  },
})

/** How many members of the variable the function assigns to by name in front of the call. */
function membersAssigned(tree: SyntaxTree, call: NodeId, name: string): number {
  const members = new Set<string>()
  for (let node = tree.ancestor(call, Kind.function_definition) + 1; node < call; node++) {
    const left = tree.is(node, Kind.assignment_expression) ? tree.child(node, Field.left) : NO_NODE
    if (tree.is(left, Kind.field_expression) && tree.textOf(tree.child(left, Field.argument)) === name)
      members.add(tree.textOf(tree.child(left, Field.field)))
  }
  return members.size
}
