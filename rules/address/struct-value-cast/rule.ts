import {
  defineRule,
  Kind,
  Field,
  NO_NODE,
  type NodeId,
  type SyntaxContext,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

type Message = 'value' | 'pointer'

/** `sockaddr*`, `struct sockaddr_in *`, `SOCKADDR*`, Stevens' `SA *`, and Winsock's names for such pointers. */
const ADDRESS_POINTER = /^(::)?((sockaddr|SOCKADDR)(_\w+)?|SA)\*$/
const ADDRESS_POINTER_NAME = /^L?PSOCKADDR(_\w+)?$/
const ADDRESS_STRUCT = /^(struct )?(sockaddr|SOCKADDR)(_\w+)?$/

function isAddressPointer(tree: SyntaxTree, type: NodeId): boolean {
  const name = tree
    .textOf(type)
    .replace(/\b(const|volatile|struct|FAR)\b/g, '')
    .replace(/\s+/g, '')
  return ADDRESS_POINTER.test(name) || ADDRESS_POINTER_NAME.test(name)
}

function withoutParentheses(tree: SyntaxTree, node: NodeId): NodeId {
  let inner = node
  while (tree.is(inner, Kind.parenthesized_expression)) inner = tree.namedChildren(inner)[0] ?? NO_NODE
  return inner
}

/** Judges what is cast; `ampersand` is the offset of a `&` in front of `operand`, when there is one. */
function check(operand: NodeId, ampersand: number | undefined, whole: NodeId, context: SyntaxContext<Message>): void {
  const { tree } = context
  const inner = withoutParentheses(tree, operand)
  if (inner === NO_NODE || tree.hasError(whole)) return
  const type = context.typeOf(inner)
  if (type === undefined || type.array || !ADDRESS_STRUCT.test(type.base)) return
  const name = tree.textOf(inner)
  if (ampersand === undefined && type.pointers === 0 && !tree.is(inner, Kind.call_expression)) {
    context.report({
      span: tree.span(whole),
      message: 'value',
      parameters: { name, type: type.base },
      fixes: [
        {
          title: { en: `Insert '&' before '${name}'`, ja: `'${name}' の前に '&' を付ける` },
          safety: 'safe',
          edits: [{ span: { start: tree.start(operand), end: tree.start(operand) }, newText: '&' }],
        },
      ],
    })
  } else if (ampersand !== undefined && type.pointers === 1) {
    context.report({
      span: tree.span(whole),
      message: 'pointer',
      parameters: { name, type: `${type.base} *` },
      fixes: [
        {
          title: { en: `Remove '&' before '${name}'`, ja: `'${name}' の前の '&' を取り除く` },
          safety: 'safe',
          edits: [{ span: { start: ampersand, end: tree.start(operand) }, newText: '' }],
        },
      ],
    })
  }
}

/** Splits a leading `&` off what is cast. */
function checkCast(value: NodeId, whole: NodeId, context: SyntaxContext<Message>): void {
  const { tree } = context
  const inner = withoutParentheses(tree, value)
  if (tree.is(inner, Kind.pointer_expression) && context.source.charAt(tree.start(inner)) === '&') {
    check(tree.child(inner, Field.argument), tree.start(inner), whole, context)
  } else {
    check(value, undefined, whole, context)
  }
}

export default defineRule<Message>({
  id: 'address/struct-value-cast',
  since: '0.1.0',
  severity: 'error',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-843'],
  messages: {
    value: {
      en: "'{name}' is a {type}, not a pointer to one: without '&' the line does not compile.",
      ja: "'{name}' は構造体 ({type}) そのもので、ポインターではありません。'&' がないため、この行はコンパイルできません。",
    },
    pointer: {
      en: "'{name}' is a pointer already ({type}): '&{name}' is the address of the pointer, so the system takes the pointer's own bytes for a socket address.",
      ja: "'{name}' はすでにポインター ({type}) です。'&{name}' はポインター変数自体のアドレスなので、ポインターのバイト列がソケットアドレスとして読まれます。",
    },
  },
  visit: {
    cast_expression(node, context) {
      if (!isAddressPointer(context.tree, context.tree.child(node, Field.type))) return
      checkCast(context.tree.child(node, Field.value), node, context)
    },
    // C++: `reinterpret_cast<sockaddr *>(x)` parses as a call of a template.
    call_expression(node, context) {
      const { tree } = context
      const callee = tree.child(node, Field.function)
      if (!tree.is(callee, Kind.template_function)) return
      if (!/^(reinterpret|static|const)_cast$/.test(tree.textOf(tree.child(callee, Field.name)))) return
      const type = tree.namedChildren(tree.child(callee, Field.arguments))[0]
      const value = tree.namedChildren(tree.child(node, Field.arguments))[0]
      if (type !== undefined && value !== undefined && isAddressPointer(tree, type)) checkCast(value, node, context)
    },
    // `(LPSOCKADDR)&x` parses as the bitwise and of a parenthesised name and `x`: the grammar knows no typedefs.
    binary_expression(node, context) {
      const { tree } = context
      const left = tree.child(node, Field.left)
      const operator = tree.child(node, Field.operator)
      if (tree.textOf(operator) !== '&' || !tree.is(left, Kind.parenthesized_expression)) return
      if (!ADDRESS_POINTER_NAME.test(tree.textOf(withoutParentheses(tree, left)))) return
      check(tree.child(node, Field.right), tree.start(operator), node, context)
    },
  },
})
