import { defineRule, Field, type MisuseEvent, nameErrors, NO_NODE } from '../../../engine/rule-api.ts'

type Message =
  | 'notListening'
  | 'hasAddress'
  | 'unbound'
  | 'connectionless'
  | 'taken'
  | 'notConnected'
  | 'noPeer'
  | 'shut'
  | 'continued'

const HAS_CONNECTION: readonly string[] = ['connected', 'half-closed', 'read-shut', 'shut']

/** What is wrong with the order; null for what other rules tell. */
function messageOf({ call, resource }: MisuseEvent): Message | null {
  const { phase, type } = resource
  const connectionless = type === 'datagram' || type === 'raw'
  switch (call) {
    case 'accept':
      // On a connection: lifecycle/io-on-listener takes the two descriptors for mixed up.
      if (resource.origin === 'accepted') return null
      return connectionless ? 'connectionless' : 'notListening'
    case 'bind':
      return 'hasAddress'
    case 'listen':
      if (connectionless) return 'connectionless'
      return phase === 'created' ? 'unbound' : 'taken'
    case 'connect':
      return 'taken'
    case 'send':
    case 'send-to':
    case 'receive':
    case 'receive-from':
      if (phase === 'listening') return null
      if (HAS_CONNECTION.includes(phase)) return 'shut'
      return connectionless ? 'noPeer' : 'notConnected'
    case 'peer-name':
      return 'notConnected'
    case 'local-name':
      return 'unbound'
    default:
      return null
  }
}

const STATES: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = {
  listening: { en: 'is listening', ja: '接続待ちです' },
  connecting: { en: 'is being connected', ja: '接続の途中です' },
}
const CONNECTED = { en: 'is connected', ja: '接続済みです' }

export default defineRule<Message>({
  id: 'lifecycle/call-order',
  since: '0.1.0',
  severity: 'error',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-696'],
  messages: {
    notListening: {
      en: "'{name}' is not listening: {callee}() fails with {errors}. Call bind() and listen() first.",
      ja: "'{name}' は接続待ちになっていないため、{callee}() は {errors} で失敗します。先に bind() と listen() を呼び出してください。",
    },
    hasAddress: {
      en: "'{name}' has its local address already: {callee}() fails with {errors}. A socket is bound once, before listen() and connect().",
      ja: "'{name}' のローカルアドレスはすでに決まっているため、{callee}() は {errors} で失敗します。bind できるのは 1 回だけで、listen() や connect() より前です。",
    },
    unbound: {
      en: "'{name}' has no local address yet: {callee}() fails with {errors}. Call bind() first.",
      ja: "'{name}' にはまだローカルアドレスがないため、{callee}() は {errors} で失敗します。先に bind() を呼び出してください。",
    },
    connectionless: {
      en: "'{name}' is a socket without connections: {callee}() fails with {errors}. Datagrams are received right after bind().",
      ja: "'{name}' はコネクションのないソケットなので、{callee}() は {errors} で失敗します。データグラムは bind() の後、そのまま受信できます。",
    },
    taken: {
      en: "'{name}' {state}: {callee}() fails with {errors}. Use another socket.",
      ja: "'{name}' は{state}。{callee}() は {errors} で失敗します。別のソケットを使ってください。",
    },
    notConnected: {
      en: "'{name}' is not connected: {callee}() fails with {errors}. Call connect() first, or use the descriptor that accept() returned.",
      ja: "'{name}' は接続されていないため、{callee}() は {errors} で失敗します。先に connect() を呼び出すか、accept() が返したディスクリプタを使ってください。",
    },
    noPeer: {
      en: "'{name}' has neither peer nor address for it: {callee}() fails with {errors}. Name the peer in the call, or call connect() first.",
      ja: "'{name}' には通信相手も、相手から届くためのアドレスもないため、{callee}() は {errors} で失敗します。呼び出しで相手を指定するか、先に connect() を呼び出してください。",
    },
    continued: {
      en: "After {failed}() failed for '{name}' the path goes on, and {callee}() fails with {errors}. Leave the path there.",
      ja: "'{name}' への {failed}() が失敗した後も処理が続くため、{callee}() は {errors} で失敗します。そこでこの経路から抜けてください。",
    },
    shut: {
      en: "This direction of '{name}' was shut down before: {callee}() fails with {errors}.",
      ja: "'{name}' のこの方向はすでにシャットダウン済みなので、{callee}() は {errors} で失敗します。",
    },
  },
  on: {
    misuse(event, context) {
      const { resource, errors, node, span } = event
      if (resource.phase === 'closed' || context.damaged) return
      const message = messageOf(event)
      if (message === null) return
      const { tree } = context
      const { failedAt } = resource
      const before =
        failedAt === null || failedAt.file !== undefined
          ? NO_NODE
          : tree.covering(failedAt.span.start, failedAt.span.end)
      const failed = tree.textOf(tree.child(before, Field.function))
      context.report({
        span,
        message: failed === '' ? message : 'continued',
        parameters: {
          name: resource.name,
          failed,
          callee: tree.textOf(tree.child(node, Field.function)),
          errors: nameErrors(errors, context.platformsOf(span)),
          state: STATES[resource.phase] ?? CONNECTED,
        },
        steps:
          failed === '' || failedAt === null
            ? resource.trail
            : [...resource.trail, { ...failedAt, message: { en: 'this call fails', ja: 'ここで呼び出しに失敗する' } }],
      })
    },
  },
})
