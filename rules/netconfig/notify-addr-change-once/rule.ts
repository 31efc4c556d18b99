import {
  calleeName,
  type CalledEvent,
  callsBelow,
  defineRule,
  Field,
  type FlowContext,
  Kind,
  loopAround,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

type Message = 'once' | 'handle' | 'stack'

const ASKS = /^Notify(?:Addr|Route)Change$/

/** They wait for the change that was asked for. */
const WAITS =
  /^(?:WaitForSingleObject(?:Ex)?|WaitForMultipleObjects(?:Ex)?|MsgWaitForMultipleObjects(?:Ex)?|GetOverlappedResult(?:Ex)?)$/

/** Somebody else waits, again and again. */
const REGISTERED = /^(?:RegisterWaitForSingleObject|CreateThreadpoolWait|SetThreadpoolWait|CancelIPChangeNotify)$/

/** Functions that run as long as the program or a thread of it does. */
const RUNS = /^(?:w?main|_tmain|w?WinMain|_tWinMain|\w*ServiceMain\w*)$/i

function functionOf(node: NodeId, tree: SyntaxTree): NodeId {
  return tree.ancestor(node, Kind.function_definition, Kind.lambda_expression)
}

/** Runs once in the program: an entry, a service, or what a thread begins with. */
function runsOnce(name: string, fn: NodeId, tree: SyntaxTree): boolean {
  if (RUNS.test(name)) return true
  let isThread = false
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.identifier) || tree.textOf(node) !== name) continue
    if (node >= fn && node < tree.subtreeEnd(fn)) continue
    // Called from elsewhere, perhaps in a loop.
    if (tree.is(tree.parent(node), Kind.call_expression)) return false
    const call = tree.ancestor(node, Kind.call_expression)
    if (/^(?:CreateThread|_beginthreadex?|thread|std::thread)$/.test(tree.textOf(tree.child(call, Field.function))))
      isThread = true
  }
  return isThread
}

/** A label or a goto makes a loop that has no other sign. */
function jumps(fn: NodeId, tree: SyntaxTree): boolean {
  for (let node = fn; node < tree.subtreeEnd(fn); node++) if (tree.is(node, Kind.goto_statement)) return true
  return false
}

/** The name of the variable whose address an argument is; '' for any other. */
function addressed(given: NodeId, tree: SyntaxTree): string {
  return tree.is(given, Kind.pointer_expression) ? tree.textOf(tree.child(given, Field.argument)) : ''
}

function isLocal(name: string, fn: NodeId, tree: SyntaxTree): boolean {
  for (let node = fn; node < tree.subtreeEnd(fn); node++) {
    if (!tree.is(node, Kind.declaration) || /\bstatic\b/.test(tree.textOf(node))) continue
    for (const child of tree.namedChildren(node)) {
      const declared = tree.is(child, Kind.init_declarator) ? tree.child(child, Field.declarator) : child
      if (tree.fieldOf(child) === Field.declarator && tree.textOf(declared) === name) return true
    }
  }
  return false
}

interface Asked {
  readonly fn: NodeId
  readonly calls: readonly { readonly name: string; readonly node: NodeId }[]
  readonly handle: string
  readonly overlapped: string
}

function askedBy({ node }: CalledEvent, { tree }: FlowContext<Message>): Asked | undefined {
  const fn = functionOf(node, tree)
  const [handle, overlapped] = tree.namedChildren(tree.child(node, Field.arguments))
  if (fn === NO_NODE || handle === undefined || overlapped === undefined) return undefined
  return { fn, calls: callsBelow(tree, fn), handle: addressed(handle, tree), overlapped: addressed(overlapped, tree) }
}

export default defineRule<Message>({
  id: 'netconfig/notify-addr-change-once',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: [],
  messages: {
    once: {
      en: '{callee}() tells of one change only, and nothing asks again: the program sees the first change of the addresses and none of those that follow. Ask again in a loop, or use NotifyUnicastIpAddressChange().',
      ja: '{callee}() が通知するのは 1 回の変化だけですが、もう一度呼び出していません。プログラムにわかるのはアドレスの最初の変化だけで、その後の変化はわかりません。ループで呼び出し直すか、NotifyUnicastIpAddressChange() を使ってください。',
    },
    handle: {
      en: "'{name}' is the handle that {callee}() gave, and it must not be closed: the system uses it for all such requests of the process. Leave the call out; CancelIPChangeNotify() takes a request back.",
      ja: "'{name}' は {callee}() から受け取ったハンドルで、クローズしてはなりません。システムが、プロセスのすべての通知の要求に使います。この呼び出しを削除してください。要求の取り消しには CancelIPChangeNotify() を使います。",
    },
    stack: {
      en: "'{name}' is a variable of this function, which returns while the request is pending: the system later writes into memory that has another use by then. Keep it as long as the request.",
      ja: "'{name}' はこの関数のローカル変数ですが、要求が完了する前に関数から戻ります。システムは後で、すでにほかの目的に使われているメモリに書き込みます。要求が完了するまで残る場所に置いてください。",
    },
  },
  on: {
    called(event, context) {
      const { row, node, span } = event
      const { tree, functionName } = context
      const asked = ASKS.test(row.name) && !context.damaged ? askedBy(event, context) : undefined
      if (asked === undefined) return
      const { fn, calls, handle, overlapped } = asked
      const callee = calleeName(tree, node)
      for (const call of calls) {
        if (call.name !== 'CloseHandle' || handle === '') continue
        const given = tree.namedChildren(tree.child(call.node, Field.arguments))[0] ?? NO_NODE
        if (tree.textOf(given) === handle)
          context.report({ span: tree.span(call.node), message: 'handle', parameters: { name: handle, callee } })
      }
      const behind = calls.filter((call) => call.node > node)
      const waits = behind.some(({ name }) => WAITS.test(name))
      if (calls.some(({ name }) => REGISTERED.test(name))) return
      // Other uses of the structure may wait for it.
      const isHandedOn = calls.some(
        (call) =>
          call.node !== node &&
          overlapped !== '' &&
          new RegExp(`&\\s*${overlapped}\\b|\\b${overlapped}\\.hEvent`).test(
            tree.textOf(tree.child(call.node, Field.arguments)),
          ),
      )
      if (
        /^\w+$/.test(overlapped) &&
        isLocal(overlapped, fn, tree) &&
        !waits &&
        !isHandedOn &&
        !/^w?main$/.test(functionName)
      ) {
        context.report({ span, message: 'stack', parameters: { name: overlapped } })
        return
      }
      const isSynchronous = overlapped === '' && handle === ''
      if ((!waits && !isSynchronous) || loopAround(tree, node) !== NO_NODE || jumps(fn, tree)) return
      if (behind.some(({ name }) => ASKS.test(name) || name === functionName)) return
      // A wait in a loop may well be for it: the code that asks again would be there too.
      if (runsOnce(functionName, fn, tree)) context.report({ span, message: 'once', parameters: { callee } })
    },
  },
})
