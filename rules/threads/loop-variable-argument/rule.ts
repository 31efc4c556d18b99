import {
  argumentOf,
  defineRule,
  Field,
  Kind,
  loopAround,
  NO_NODE,
  type NodeId,
  type StateView,
  type SyntaxContext,
  targetOf,
} from '../../../engine/rule-api.ts'
import { givenInLoop, isLeftBehind, waitsForThreads } from './loop.ts'
import { sharedByObject } from './thread-object.ts'

type Message = 'connection' | 'variable'

/** `c` of `&c` and of casts of it; null for the address of anything else, such as an element of an array. */
function addressedName(text: string): string | null {
  return /^[^&]*&\s*\(?\s*([A-Za-z_]\w*)[\s)]*$/.exec(text)?.[1] ?? null
}

function judge(
  name: string,
  start: NodeId,
  place: NodeId,
  isConnection: boolean,
  context: SyntaxContext<Message>,
): void {
  const { tree } = context
  const loop = loopAround(tree, start)
  if (loop === NO_NODE || isLeftBehind(tree, start, loop)) return
  const [given] = givenInLoop(tree, loop, name)
  if (given === undefined || waitsForThreads(tree, loop)) return
  context.report({
    span: tree.span(place),
    message: isConnection ? 'connection' : 'variable',
    parameters: { name },
    steps: [
      {
        span: tree.span(given),
        message: {
          en: `each round of the loop gives '${name}' another value here`,
          ja: `ここでループのたびに '${name}' の値が変わる`,
        },
      },
    ],
  })
}

function holdsConnection(state: StateView): boolean {
  return [...state.resources].some(({ origin, phase }) => origin === 'accepted' && phase !== 'closed')
}

function callsAccept(given: NodeId, { tree }: SyntaxContext<Message>): boolean {
  for (let node = given; node < tree.subtreeEnd(given); node++) {
    if (tree.is(node, Kind.call_expression) && /accept/i.test(tree.textOf(tree.child(node, Field.function))))
      return true
  }
  return false
}

/** What an object of C++ that starts a thread is made of. */
function judgeObject(list: NodeId, context: SyntaxContext<Message>): void {
  const { tree } = context
  const loop = tree.language === 'cpp' ? loopAround(tree, list) : NO_NODE
  if (loop === NO_NODE) return
  for (const { name, place } of sharedByObject(list, loop, context)) {
    const isAccepted = givenInLoop(tree, loop, name).some((given) => callsAccept(given, context))
    judge(name, list, place, isAccepted, context)
  }
}

export default defineRule<Message>({
  id: 'threads/loop-variable-argument',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-362'],
  messages: {
    connection: {
      en: "Every thread gets the address of the same '{name}': when the next connection is accepted before a thread has read it, two threads serve one connection, and the other is never served or closed. Pass the value, or memory that each thread has for itself.",
      ja: "どのスレッドにも同じ '{name}' のアドレスを渡しています。スレッドが値を読む前に次の接続を accept すると、2 つのスレッドが同じ接続を処理し、もう 1 つの接続は処理もクローズもされません。値そのものか、スレッドごとに確保したメモリを渡してください。",
    },
    variable: {
      en: "Every thread gets the address of the same '{name}': when the loop changes it before a thread has read it, two threads work with one value, and another value is left out. Pass the value, or memory that each thread has for itself.",
      ja: "どのスレッドにも同じ '{name}' のアドレスを渡しています。スレッドが値を読む前にループが値を変えると、2 つのスレッドが同じ値で動き、どのスレッドにも渡らない値が出ます。値そのものか、スレッドごとに確保したメモリを渡してください。",
    },
  },
  on: {
    called(event, context) {
      if (event.row.effect !== 'start-thread') return
      const argument = argumentOf(event, 'value')
      if (argument === undefined || argument.node === NO_NODE) return
      const name = addressedName(context.tree.textOf(argument.node))
      if (name === null) return
      const holds = targetOf(argument)?.value.kind === 'descriptor' || holdsConnection(event.state)
      judge(name, event.node, argument.node, holds, context)
    },
  },
  visit: { argument_list: judgeObject, parameter_list: judgeObject },
})
