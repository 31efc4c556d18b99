import {
  blockStatementOf,
  definedName,
  defineRule,
  failureReturn,
  Field,
  type FixReport,
  indentationAt,
  insertBehind,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxContext,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'
import { calleeOf, HEADERS, type HeaderUse, isGivenReceived, receiveIn, usesOf, variableOf } from './header.ts'

type Message = 'absent' | 'kind' | 'length'

/** What nobody asks of the header before its data is used; undefined where enough is asked. */
function messageOf(use: HeaderUse, carriesDescriptors: boolean): Message | undefined {
  if (!use.isTested) return 'absent'
  if (!use.isIdentified) return 'kind'
  return !use.isMeasured && carriesDescriptors ? 'length' : undefined
}

function namesRights(tree: SyntaxTree, definition: NodeId): boolean {
  for (let node = definition; node < tree.subtreeEnd(definition); node++)
    if (tree.is(node, Kind.identifier) && tree.textOf(node) === 'SCM_RIGHTS') return true
  return false
}

/** The variable that a copy of the data fills, where it is a descriptor: `fd` of `memcpy(&fd, CMSG_DATA(h), ..)`. */
function readsDescriptor(read: NodeId, { tree, typeOf }: SyntaxContext<string>): boolean {
  const cast = tree.parent(read)
  if (tree.is(cast, Kind.cast_expression)) return /^int\s*\*$/.test(tree.textOf(tree.child(cast, Field.type)))
  const copy = tree.ancestor(read, Kind.call_expression)
  const [target] = copy === NO_NODE ? [] : tree.namedChildren(tree.child(copy, Field.arguments))
  const variable = tree.is(target ?? NO_NODE, Kind.pointer_expression)
    ? tree.child(target ?? NO_NODE, Field.argument)
    : NO_NODE
  const type = variable === NO_NODE ? undefined : typeOf(variable)
  return calleeOf(tree, copy) === 'memcpy' && type?.base === 'int' && type.pointers === 0
}

/** Leaves the function where there is no message, or another one than the data is read as. */
function refuse(
  call: NodeId,
  name: string,
  use: HeaderUse,
  rights: boolean,
  context: SyntaxContext<string>,
): FixReport | undefined {
  const { tree, source } = context
  const definition = tree.ancestor(call, Kind.function_definition)
  const statement = blockStatementOf(tree, call)
  const isPlain = tree.is(statement, Kind.expression_statement) || tree.is(statement, Kind.declaration)
  const leave = failureReturn(tree, call, definedName(tree, definition))
  if (!isPlain || leave === undefined || use.isIdentified) return undefined
  // Of which kind it has to be is only plain for descriptors.
  if (!rights && !readsDescriptor(use.read, context)) return undefined
  const conditions = [
    ...(use.isTested ? [] : [`${name} == NULL`]),
    `${name}->cmsg_level != SOL_SOCKET`,
    `${name}->cmsg_type != SCM_RIGHTS`,
    ...(use.isMeasured ? [] : [`${name}->cmsg_len != CMSG_LEN(sizeof(int))`]),
  ]
  if (use.isTested) return undefined
  const indentation = indentationAt(source, tree.start(statement))
  const unit = indentation.startsWith('\t') ? '\t' : '    '
  const half = Math.ceil(conditions.length / 2)
  const lines = [
    `if (${conditions.slice(0, half).join(' || ')} ||`,
    `${unit}${conditions.slice(half).join(' || ')})`,
    `${unit}${leave}`,
  ]
  return {
    title: { en: 'Refuse anything but one descriptor', ja: 'ディスクリプタ 1 つ以外は拒否する' },
    safety: 'suggest',
    edits: insertBehind(source, tree.end(statement), indentation, lines),
  }
}

export default defineRule<Message>({
  id: 'cmsg/unchecked',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-476'],
  messages: {
    absent: {
      en: "'{name}' is NULL when the message came without control data, and is used here without a test: a peer that sends none makes the program crash. Compare it with NULL, and look at cmsg_level, cmsg_type and cmsg_len.",
      ja: "制御データのないメッセージでは '{name}' は NULL ですが、調べずに使っています。制御データを送らない相手がいるだけでプログラムが異常終了します。NULL かどうかを調べ、cmsg_level、cmsg_type、cmsg_len も確認してください。",
    },
    kind: {
      en: "The data behind '{name}' is used although nobody looks at cmsg_level and cmsg_type: the peer or the system may have sent another kind of control message, whose bytes are then taken for this one. Compare both first.",
      ja: "cmsg_level と cmsg_type を調べずに、'{name}' のデータを使っています。相手やシステムが別の種類の制御メッセージを送ると、そのバイト列を誤って解釈します。先に両方を確認してください。",
    },
    length: {
      en: "Nobody looks at the cmsg_len of '{name}' or at MSG_CTRUNC: where the control data was cut off, there are fewer descriptors than are read here. Compare cmsg_len with CMSG_LEN().",
      ja: "'{name}' の cmsg_len も MSG_CTRUNC も調べていません。制御データが切り詰められていると、ここで読む数だけのディスクリプタは入っていません。cmsg_len を CMSG_LEN() と比べてください。",
    },
  },
  visit: {
    call_expression(node, context) {
      const { tree } = context
      if (!HEADERS.test(calleeOf(tree, node))) return
      const definition = tree.ancestor(node, Kind.function_definition)
      const name = variableOf(tree, node)
      if (definition === NO_NODE || tree.hasError(definition) || name === '') return
      const receive = receiveIn(tree, definition)
      // A header that the program takes before it receives lies in its own buffer.
      if (receive === NO_NODE ? !isGivenReceived(tree, definedName(tree, definition)) : node < receive) return
      const use = usesOf(tree, definition, name)
      if (use.isOthers || use.read === NO_NODE) return
      const rights = namesRights(tree, definition)
      const message = messageOf(use, rights)
      if (message === undefined) return
      const fix = refuse(node, name, use, rights, context)
      context.report({
        span: tree.span(node),
        message,
        parameters: { name },
        steps: [
          {
            span: tree.span(use.read),
            message: { en: `the data of '${name}' is used here`, ja: `ここで '${name}' のデータを使う` },
          },
        ],
        ...(message === 'length' ? { severity: 'info' as const } : {}),
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
