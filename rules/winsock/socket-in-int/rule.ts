import {
  type CalledEvent,
  calleeName,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  isWinsockType,
  Kind,
  mayWrite,
  NO_NODE,
  type NodeId,
  type TextEdit,
} from '../../../engine/rule-api.ts'
import { narrowConversions } from './format.ts'

const MAKERS = /^(socket|accept|WSASocket[AW]?|WSAAccept)$/

/** Types of 32 bits and less on 64-bit Windows (Microsoft Learn, "Data Type Ranges"). */
const NARROW =
  /^(?:(?:un)?signed|(?:un)?signed (?:int|long)|unsigned short|int|long|(?:un)?signed long int|long int|u_?int(?:16|32)_t|int32_t|u_(?:int|long|short)|DWORD|WORD|U?INT|U?LONG|USHORT)$/

/** Those of them that keep the sign: -1 stays INVALID_SOCKET when it is widened again. */
const SIGNED = /^(?:signed(?: (?:int|long))?|int|long|(?:signed )?long int|int32_t|INT|LONG)$/

/** A typedef for sockets by its name. */
const SOCKET_NAME = /^sock(?:et)?(?:_t|_fd)?$/i
const UNSIGNED = /^(?:unsigned(?: int)?|u_int|uint32_t|u_int32_t)$/

/** Where the first argument behind the format stands in these functions. */
const FORMATS: ReadonlyMap<string, number> = new Map([
  ['printf', 0],
  ['fprintf', 1],
  ['sprintf', 1],
  ['snprintf', 2],
  ['_snprintf', 2],
])

/**
 * Declares the variable a SOCKET, with the tests for a negative number that this would break; undefined where the
 * declaration is for more than it, or the tests are of another form.
 */
function declareSocket({ node }: CalledEvent, name: string, context: FlowContext<string>): FixReport | undefined {
  const { tree } = context
  const fn = tree.ancestor(node, Kind.function_definition)
  const declarator = tree.ancestor(node, Kind.init_declarator)
  const declaration = declarator === NO_NODE ? declarationOf(name, fn, context) : tree.parent(declarator)
  if (!tree.is(declaration, Kind.declaration) || fn === NO_NODE) return undefined
  const type = tree.child(declaration, Field.type)
  const declared = tree.namedChildren(declaration).filter((child) => tree.fieldOf(child) === Field.declarator)
  if (declared.length !== 1 || !mayWrite('SOCKET', tree.span(declaration), context)) return undefined
  const edits: TextEdit[] = [{ span: tree.span(type), newText: 'SOCKET' }]
  for (let at = fn; at < tree.subtreeEnd(fn); at++) {
    if (!tree.is(at, Kind.identifier) || tree.textOf(at) !== name) continue
    const comparison = comparisonAround(at, context)
    const operator = tree.textOf(tree.child(comparison, Field.operator))
    if (!/^[<>]=?$/.test(operator)) continue
    const meant = ({ '<': '==', '>=': '!=' } as const)[operator]
    const isPlain = tree.textOf(tree.child(comparison, Field.right)) === '0'
    if (meant === undefined || !isPlain || !mayWrite('INVALID_SOCKET', tree.span(comparison), context)) return undefined
    const left = tree.child(comparison, Field.left)
    edits.push({
      span: { start: tree.end(left), end: tree.end(comparison) },
      newText: ` ${meant} INVALID_SOCKET`,
    })
  }
  return {
    title: { en: `Declare '${name}' as SOCKET`, ja: `'${name}' を SOCKET として宣言する` },
    safety: 'suggest',
    edits,
  }
}

function declarationOf(name: string, fn: NodeId, { tree }: FlowContext<string>): NodeId {
  for (let at = fn; at !== NO_NODE && at < tree.subtreeEnd(fn); at++) {
    const isIt = tree.is(at, Kind.declaration) && tree.textOf(tree.child(at, Field.declarator)) === name
    if (isIt) return at
  }
  return NO_NODE
}

/** The comparison that the name is an operand of, alone or as the target of an assignment. */
function comparisonAround(name: NodeId, { tree }: FlowContext<string>): NodeId {
  let at = tree.parent(name)
  while (tree.is(at, Kind.parenthesized_expression) || tree.is(at, Kind.assignment_expression)) at = tree.parent(at)
  return tree.is(at, Kind.binary_expression) ? at : NO_NODE
}

type Message = 'narrow' | 'signed' | 'printed' | 'unsigned'

/**
 * Windows uses 32 bits of a handle ("Interprocess Communication Between 32-bit and 64-bit Applications"), so that a
 * signed number of 32 bits loses nothing today; that sockets are such handles nobody promises.
 */
export default defineRule<Message>({
  id: 'winsock/socket-in-int',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-197'],
  messages: {
    narrow: {
      en: "'{name}' is of type {type}, but {callee}() returns a SOCKET, which has 64 bits on 64-bit Windows: what does not fit is cut off, and it is never equal to INVALID_SOCKET there. Declare it as SOCKET.",
      ja: "'{name}' の型は {type} ですが、{callee}() が返す SOCKET は 64 ビット版の Windows では 64 ビットです。入りきらない部分は切り捨てられ、INVALID_SOCKET と等しくなることはありません。SOCKET として宣言してください。",
    },
    signed: {
      en: "'{name}' is of type {type}, but {callee}() returns a SOCKET, which has 64 bits on 64-bit Windows: what does not fit is cut off. The values of today fit, which nobody promises. Declare it as SOCKET.",
      ja: "'{name}' の型は {type} ですが、{callee}() が返す SOCKET は 64 ビット版の Windows では 64 ビットで、入りきらない部分は切り捨てられます。今の値は収まりますが、保証はありません。SOCKET として宣言してください。",
    },
    printed: {
      en: "'{name}' is a SOCKET, which has 64 bits on 64-bit Windows, but %{conversion} takes an int of 32 bits: C does not define what happens then, compilers warn, and at best the lower half is printed. Cast it and use %llu.",
      ja: "'{name}' は SOCKET で、64 ビット版の Windows では 64 ビットですが、%{conversion} が受け取るのは 32 ビットの int です。C では動作が定義されておらず、コンパイラが警告し、出力されるのはせいぜい下位の 32 ビットです。キャストして %llu を使ってください。",
    },
    unsigned: {
      en: "'{name}' stands for an unsigned type here, but a descriptor is an int that is -1 on failure: a test for a negative number is never true, and the greatest descriptor plus one wraps around in select(). Use int on POSIX systems.",
      ja: "'{name}' は符号なしの型ですが、POSIX のディスクリプタは int で、失敗すると -1 になります。負の数かどうかの検査は真にならず、select() に渡す「最大のディスクリプタ + 1」は 0 に戻ることがあります。POSIX システムでは int を使ってください。",
    },
  },
  visit: {
    type_definition(node, context) {
      const { tree, platform } = context
      const declarator = tree.child(node, Field.declarator)
      const type = tree.child(node, Field.type)
      const name = tree.textOf(declarator)
      const spelt = tree.textOf(type).replace(/\s+/g, ' ')
      if (platform !== 'posix' || !SOCKET_NAME.test(name) || !UNSIGNED.test(spelt)) return
      context.report({
        span: tree.span(node),
        message: 'unsigned',
        parameters: { name },
        fixes: [
          {
            title: { en: 'Use int', ja: 'int にする' },
            safety: 'suggest',
            edits: [{ span: tree.span(type), newText: 'int' }],
          },
        ],
      })
    },
    call_expression(node, context) {
      const { tree, platform, typeOf } = context
      const first = FORMATS.get(calleeName(tree, node))
      if (first === undefined || platform !== 'windows' || context.isMacro('SOCKET') === true) return
      const given = tree.namedChildren(tree.child(node, Field.arguments))
      const format = given[first] ?? NO_NODE
      if (!tree.is(format, Kind.string_literal)) return
      for (const { index, conversion } of narrowConversions(tree.textOf(format))) {
        const argument = given[first + 1 + index]
        if (argument === undefined || !isWinsockType(typeOf(argument))) continue
        context.report({
          span: tree.span(argument),
          message: 'printed',
          parameters: { name: tree.textOf(argument), conversion },
          severity: 'info',
        })
      }
    },
  },
  on: {
    called(event, context) {
      const { row, result, span } = event
      if (context.platform !== 'windows' || !MAKERS.test(row.name) || result.kind !== 'assigned') return
      const { name, type } = result
      if (name === null || type === null || type.pointers > 0 || type.array || !NARROW.test(type.base)) return
      const fix = declareSocket(event, name, context)
      const isSigned = SIGNED.test(type.base)
      context.report({
        span,
        message: isSigned ? 'signed' : 'narrow',
        ...(isSigned ? { severity: 'info' as const } : {}),
        parameters: {
          name,
          type: type.base,
          callee: context.tree.textOf(context.tree.child(event.node, Field.function)),
        },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
