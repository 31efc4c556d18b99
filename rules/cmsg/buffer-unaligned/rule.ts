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
import { BYTE_TYPES, declarationOfArray, namedArray } from './declared.ts'

type Message = 'buffer' | 'payload'

/** What people align by: standard C and C++, GCC and clang, macros of their own. */
const ALIGNED = /align/i

function align(declaration: NodeId, { tree, source }: SyntaxContext<string>): FixReport | undefined {
  const declarators = tree.children(declaration).filter((child) => tree.fieldOf(child) === Field.declarator)
  if (declarators.length !== 1) return undefined
  const start = tree.start(declaration)
  const line = source.lastIndexOf('\n', start - 1) + 1
  if (source.slice(line, start).trim() !== '') return undefined
  const specifier = tree.language === 'cpp' ? 'alignas' : '_Alignas'
  return {
    title: { en: 'Align the array for struct cmsghdr', ja: '配列を struct cmsghdr に合わせて整列する' },
    safety: 'suggest',
    edits: [{ span: { start, end: start }, newText: `${specifier}(struct cmsghdr) ` }],
  }
}

/** An array of bytes, declared without an alignment, is where the control messages of a call go. */
function judgeBuffer(given: NodeId, context: SyntaxContext<Message>): void {
  const { tree, source } = context
  const array = namedArray(tree, given)
  if (array === NO_NODE) return
  const type = context.typeOf(array)
  if (type === undefined || !type.array || type.pointers > 0 || !BYTE_TYPES.has(type.base)) return
  const declaration = declarationOfArray(tree, array)
  if (declaration === NO_NODE || tree.hasError(declaration)) return
  const line = source.lastIndexOf('\n', tree.start(declaration) - 1) + 1
  if (ALIGNED.test(source.slice(line, tree.end(declaration)))) return
  const name = tree.textOf(array)
  const fix = align(declaration, context)
  context.report({
    span: tree.span(given),
    message: 'buffer',
    parameters: { name },
    steps: [
      {
        span: tree.span(declaration),
        message: { en: `'${name}' is declared here`, ja: `ここで '${name}' を宣言する` },
      },
    ],
    once: {
      at: { span: tree.span(declaration) },
      also: { en: `control messages go to '${name}' here too`, ja: `ここでも制御メッセージの格納先は '${name}'` },
    },
    ...(fix === undefined ? {} : { fixes: [fix] }),
  })
}

/** The call of CMSG_DATA() that a cast makes a pointer to something wider than a byte; NO_NODE for any other pointer. */
function payloadOf(tree: SyntaxTree, pointer: NodeId): NodeId {
  let node = pointer
  while (tree.is(node, Kind.parenthesized_expression)) node = tree.namedChildren(node)[0] ?? NO_NODE
  if (!tree.is(node, Kind.cast_expression)) return NO_NODE
  const type = tree
    .textOf(tree.child(node, Field.type))
    .replace(/\bconst\b|[\s*]+/g, ' ')
    .trim()
  if (BYTE_TYPES.has(type) || type === 'void') return NO_NODE
  let value = tree.child(node, Field.value)
  while (tree.is(value, Kind.parenthesized_expression)) value = tree.namedChildren(value)[0] ?? NO_NODE
  const isData = tree.is(value, Kind.call_expression) && tree.textOf(tree.child(value, Field.function)) === 'CMSG_DATA'
  return isData ? value : NO_NODE
}

/** `x = *(int *)CMSG_DATA(h);` and `*(int *)CMSG_DATA(h) = x;`, as copies. */
function copy(deref: NodeId, data: NodeId, { tree, source, typeOf }: SyntaxContext<string>): FixReport | undefined {
  const assignment = tree.parent(deref)
  const isPlain =
    tree.is(assignment, Kind.assignment_expression) &&
    tree.textOf(tree.child(assignment, Field.operator)) === '=' &&
    tree.is(tree.parent(assignment), Kind.expression_statement)
  if (!isPlain || !source.has(/#\s*include\s*<(?:string\.h|cstring)>/)) return undefined
  const isRead = tree.fieldOf(deref) === Field.right
  const other = tree.child(assignment, isRead ? Field.left : Field.right)
  if (!tree.is(other, Kind.identifier)) return undefined
  const [name, from] = [tree.textOf(other), tree.textOf(data)]
  const pointer = tree.textOf(tree.child(tree.child(deref, Field.argument), Field.type)).replace(/[\s*]+$/, '')
  const type = typeOf(other)
  if (type === undefined || type.array || type.pointers > 0 || type.base !== pointer) return undefined
  const newText = isRead ? `memcpy(&${name}, ${from}, sizeof ${name})` : `memcpy(${from}, &${name}, sizeof ${name})`
  return {
    title: { en: 'Copy it with memcpy()', ja: 'memcpy() でコピーする' },
    safety: 'suggest',
    edits: [{ span: tree.span(assignment), newText }],
  }
}

function judgePayload(place: NodeId, data: NodeId, fix: FixReport | undefined, context: SyntaxContext<Message>): void {
  const { tree } = context
  context.report({
    span: tree.span(place),
    message: 'payload',
    parameters: { data: tree.textOf(data) },
    severity: 'info',
    ...(fix === undefined ? {} : { fixes: [fix] }),
  })
}

export default defineRule<Message>({
  id: 'cmsg/buffer-unaligned',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-704'],
  messages: {
    buffer: {
      en: "'{name}' is an array of bytes and may begin at any address, but control messages begin with a struct cmsghdr: C does not allow to read one that is not aligned, and some processors fault. Align the array, or put it in a union with a struct cmsghdr.",
      ja: "'{name}' はバイトの配列なので任意のアドレスから始まることがありますが、制御メッセージの先頭は struct cmsghdr です。整列していない構造体の読み取りは未定義の動作で、例外が発生するプロセッサーもあります。配列を整列させるか、struct cmsghdr との共用体に入れてください。",
    },
    payload: {
      en: '{data} need not be aligned for the type that it is read or written as here, and C does not allow that where it is not; some processors fault. Copy the value with memcpy().',
      ja: '{data} は、ここで読み書きする型に合わせて整列しているとは限りません。整列していないアクセスは C 言語では未定義の動作で、許さないプロセッサーもあります。memcpy() で値をコピーしてください。',
    },
  },
  visit: {
    assignment_expression(node, context) {
      const { tree } = context
      const left = tree.child(node, Field.left)
      if (!tree.is(left, Kind.field_expression)) return
      if (tree.textOf(tree.child(left, Field.field)) !== 'msg_control') return
      judgeBuffer(tree.child(node, Field.right), context)
    },
    initializer_pair(node, context) {
      const { tree } = context
      if (/^\.?\s*msg_control$/.test(tree.textOf(tree.child(node, Field.designator))))
        judgeBuffer(tree.child(node, Field.value), context)
    },
    pointer_expression(node, context) {
      const { tree } = context
      if (!tree.is(tree.child(node, Field.operator), Kind['*'])) return
      const data = payloadOf(tree, tree.child(node, Field.argument))
      if (data !== NO_NODE) judgePayload(node, data, copy(node, data, context), context)
    },
    field_expression(node, context) {
      const { tree } = context
      const data = payloadOf(tree, tree.child(node, Field.argument))
      if (data !== NO_NODE) judgePayload(node, data, undefined, context)
    },
  },
})
