import {
  type ArgumentFact,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  insertBefore,
  blockStatementOf,
  type CalledEvent,
  Kind,
  NO_NODE,
  optionCall,
  type OptionCall,
  targetOf,
  zeroDeclaration,
} from '../../../engine/rule-api.ts'

type Message = 'number' | 'null' | 'pointer' | 'unset'

/** An option's value is read through a pointer (POSIX setsockopt()): what the pointer leads to counts, not the pointer. */
export default defineRule<Message>({
  id: 'sockopt/value-pointer',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-457', 'CWE-587'],
  messages: {
    number: {
      en: "'{value}' is a number, but {callee}() takes the address of the value: it reads {option} from that place in memory and fails with EFAULT (WSAEFAULT). Put the number in a variable and pass its address.",
      ja: "'{value}' は数値ですが、{callee}() が受け取るのは値のアドレスです。{option} の値をそのアドレスから読もうとして、EFAULT (WSAEFAULT) で失敗します。数値を変数に入れ、そのアドレスを渡してください。",
    },
    null: {
      en: 'The value of {option} is a NULL pointer here: {callee}() has nothing to read and fails with EFAULT (WSAEFAULT), even where 0 was meant. Put the number in a variable and pass its address.',
      ja: 'ここで {option} の値は NULL ポインターです。0 のつもりでも {callee}() は値を読めず、EFAULT (WSAEFAULT) で失敗します。数値を変数に入れ、そのアドレスを渡してください。',
    },
    pointer: {
      en: "'{value}' is the address of a pointer: {callee}() takes the bytes of the pointer for the value of {option}, not what '{name}' leads to. Pass '{name}' itself.",
      ja: "'{value}' はポインター変数のアドレスです。{callee}() は '{name}' の指す値ではなく、ポインター自体のバイト列を {option} の値とみなします。'{name}' をそのまま渡してください。",
    },
    unset: {
      en: "Nothing was assigned to '{name}' before {callee}() reads the value of {option} from it: chance decides what is set. Give it a value first.",
      ja: "{callee}() が {option} の値を読む '{name}' には、まだ何も代入されていません。設定される値は偶然に左右されます。先に値を代入してください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const call = optionCall(event, tree)
      const value = call?.value
      if (call === undefined || value === undefined || value.node === NO_NODE) return
      if (call.option.value[context.platform] === 'other') return
      const message = faultOf(value, context)
      if (message === undefined) return
      const span = tree.span(value.node)
      const fix = mend(event, call, value, message, context)
      context.report({
        span,
        message,
        parameters: {
          value: tree.textOf(value.node),
          name: message === 'pointer' ? addressed(context, value.node).text : (targetOf(value)?.name ?? ''),
          option: call.option.name,
          callee: event.row.name,
        },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

function faultOf(value: ArgumentFact, context: FlowContext<Message>): Message | undefined {
  if (value.value.kind === 'null') return 'null'
  if (isCastNumber(value.node, context)) return 'number'
  const target = targetOf(value)
  if (target === null) return undefined
  const { isAddress, text } = addressed(context, value.node)
  const isPlain = isAddress && /^\w+$/.test(text)
  if (isPlain && target.type !== null && target.type.pointers > 0 && !target.type.array) return 'pointer'
  return target.initialised === 'no' && isPlain && !context.damaged ? 'unset' : undefined
}

const WHOLE =
  /^(?:const )?(?:unsigned|signed|int|long|short|DWORD|BOOL|UINT|INT|u?int(?:8|16|32|64)?_t|bool|socklen_t|size_t)\b/

/** True for `(char *)1` and `(void *)on`: a number that a cast makes a pointer of. */
function isCastNumber(node: number, { tree, typeOf }: FlowContext<Message>): boolean {
  const inner = withoutParentheses(tree, node)
  if (!tree.is(inner, Kind.cast_expression) || !tree.textOf(tree.child(inner, Field.type)).includes('*')) return false
  let operand = withoutParentheses(tree, tree.child(inner, Field.value))
  while (tree.is(operand, Kind.cast_expression)) operand = withoutParentheses(tree, tree.child(operand, Field.value))
  if (tree.is(operand, Kind.number_literal)) return true
  const type = tree.is(operand, Kind.identifier) ? typeOf(operand) : undefined
  return type !== undefined && type.pointers === 0 && !type.array && WHOLE.test(type.base)
}

function withoutParentheses(tree: FlowContext<Message>['tree'], node: number): number {
  let inner = node
  while (tree.is(inner, Kind.parenthesized_expression)) inner = tree.namedChildren(inner)[0] ?? NO_NODE
  return inner
}

/** `on` of `(char *)&on`. */
function addressed(
  { tree }: FlowContext<Message>,
  node: number,
): { readonly isAddress: boolean; readonly text: string } {
  let inner = withoutParentheses(tree, node)
  while (tree.is(inner, Kind.cast_expression)) inner = withoutParentheses(tree, tree.child(inner, Field.value))
  const isAddress = tree.is(inner, Kind.pointer_expression) && tree.textOf(inner).startsWith('&')
  return { isAddress, text: tree.textOf(isAddress ? tree.child(inner, Field.argument) : inner) }
}

function mend(
  event: CalledEvent,
  call: OptionCall,
  value: ArgumentFact,
  message: Message,
  context: FlowContext<Message>,
): FixReport | undefined {
  const { tree, source } = context
  const { length } = call
  if (length === undefined || length.node === NO_NODE) return undefined
  const text = tree.textOf(value.node)
  const span = tree.span(value.node)
  if (message === 'pointer') {
    const { text: name } = addressed(context, value.node)
    const edits = [{ span, newText: text.replace(/&\s*(\w+)/, '$1') }]
    if (tree.is(length.node, Kind.sizeof_expression))
      edits.push({ span: tree.span(length.node), newText: `sizeof(*${name})` })
    return { title: { en: `Pass '${name}' itself`, ja: `'${name}' をそのまま渡す` }, safety: 'suggest', edits }
  }
  if (message === 'unset') {
    const target = targetOf(value)
    if (target?.type?.base !== 'int' || target.type.pointers > 0 || target.type.array) return undefined
    const edits = zeroDeclaration(tree, event.node, target.name)?.map((edit) => ({ ...edit, newText: ' = 1' }))
    if (edits === undefined) return undefined
    const title = { en: `Initialise '${target.name}' with 1`, ja: `'${target.name}' を 1 で初期化する` }
    return { title, safety: 'suggest', edits }
  }
  const form = call.option.value[context.platform]
  const number = message === 'null' ? '0' : /(\d+)[\s)]*$/.exec(text)?.[1]
  if ((form !== 'int' && form !== 'small') || number === undefined || source.has(/\boption_value\b/)) return undefined
  const statement = blockStatementOf(tree, event.node)
  if (statement === NO_NODE || tree.is(statement, Kind.declaration)) return undefined
  const declaration = insertBefore(tree, source, statement, [`int option_value = ${number};`])
  if (declaration === undefined) return undefined
  const cast = /^\(\s*(?:const\s+)?\w+\s*\*\s*\)/.exec(text)?.[0] ?? (context.platform === 'windows' ? '(char *)' : '')
  return {
    title: { en: 'Pass the address of a variable', ja: '変数のアドレスを渡す' },
    safety: 'suggest',
    edits: [
      ...declaration,
      { span, newText: `${cast}&option_value` },
      { span: tree.span(length.node), newText: 'sizeof option_value' },
    ],
  }
}
