import {
  argumentsOf,
  type CalledEvent,
  calleeOf,
  callsOf,
  codeOf,
  defineRule,
  functionAround,
  Kind,
  NO_NODE,
  type NodeId,
  type Platform,
  type ResourceView,
  type SyntaxTree,
  targetOf,
  type ValueFact,
} from '../../../engine/rule-api.ts'

type Message = 'writable' | 'unseen'

/** Bits of `events` that ask whether data can be written (poll.h, winsock2.h). */
const WRITABLE: Readonly<Record<Platform, number>> = { posix: 0x4 | 0x100, windows: 0x10 }

/** What tells how the connection went: the option, the peer's name, a second connect(), an error event. */
const ASKS = /\bSO_ERROR\b|\bgetpeername\b|\b(?:EPOLL|POLL)(?:ERR|HUP)\b/

/** Calls that leave a socket as it is, or end it. Whoever else gets it may ask. */
const QUIET: ReadonlySet<string> = new Set([
  'connect',
  'close',
  'closesocket',
  'FD_SET',
  'FD_CLR',
  'FD_ISSET',
  'select',
  'pselect',
  'fcntl',
  'ioctl',
  'ioctlsocket',
  'setsockopt',
  'getsockname',
  'bind',
])

function isSame(value: ValueFact, socket: ResourceView): boolean {
  return value.kind === 'descriptor' && value.resource.id === socket.id
}

/** True when the call waits until the socket is writable. */
function waitsFor(event: CalledEvent, socket: ResourceView, platform: Platform): boolean {
  const sets = event.arguments.filter(({ role }) => role === 'set')
  const writable = targetOf(sets[1])
  if (writable?.set?.members.some((member) => isSame(member, socket)) === true) return true
  const waits = targetOf(event.arguments.find(({ role }) => role === 'waits'))?.waits ?? []
  return waits.some(
    ({ descriptor, asked }) =>
      isSame(descriptor, socket) &&
      asked.kind === 'number' &&
      asked.low === asked.high &&
      (asked.low & WRITABLE[platform]) !== 0,
  )
}

/** Names under which the function has the socket, and a number that was the socket. */
function isHandedOver(tree: SyntaxTree, around: NodeId, name: string): boolean {
  for (let node = around; node < tree.subtreeEnd(around); node++) {
    if (!tree.is(node, Kind.call_expression) || QUIET.has(calleeOf(tree, node))) continue
    if (argumentsOf(tree, node).some((argument) => tree.textOf(argument) === name)) return true
  }
  return false
}

/** True for a function that gives the socket back as connected. */
function isReturned(tree: SyntaxTree, around: NodeId, name: string): boolean {
  for (let node = around; node < tree.subtreeEnd(around); node++) {
    const value = tree.is(node, Kind.return_statement) ? (tree.namedChildren(node)[0] ?? NO_NODE) : NO_NODE
    if (value !== NO_NODE && tree.textOf(value) === name) return true
  }
  return false
}

/** A socket is writable when the connection stands, and when it has failed (POSIX connect(), UNP section 16.3). */
export default defineRule<Message>({
  id: 'poll/connect-so-error',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    writable: {
      en: "'{socket}' becomes writable also when the connection has failed, and nothing asks getsockopt() for SO_ERROR: it is returned as if it were connected. Ask, and give it up when the error is not 0.",
      ja: "'{socket}' は接続に失敗したときも書き込み可能になりますが、getsockopt() で SO_ERROR を調べていません。接続できたものとして返されます。SO_ERROR を調べ、0 でなければ接続をあきらめてください。",
    },
    unseen: {
      en: "On Windows a connection of '{socket}' that failed shows in exceptfds alone, and this select() gets none: it waits for the whole timeout, or for ever. Pass a set with the socket as the fourth argument too.",
      ja: "Windows では、'{socket}' の接続の失敗は exceptfds にだけ現れますが、この select() には渡していません。タイムアウトまで、またはいつまでも待つことになります。ソケットを入れた集合を第 4 引数にも渡してください。",
    },
  },
  on: {
    called(event, context) {
      const { tree, platform } = context
      if (event.row.effect !== 'wait' || context.damaged) return
      const around = functionAround(tree, event.node)
      for (const socket of event.state.resources) {
        if (socket.phase !== 'connecting' || socket.type !== 'stream' || !/^\w+$/.test(socket.name)) continue
        if (!waitsFor(event, socket, platform)) continue
        const exceptions = event.arguments.filter(({ role }) => role === 'set')[2]
        if (platform === 'windows') {
          if (exceptions?.value.kind !== 'null') continue
          context.report({ span: event.span, message: 'unseen', parameters: { socket: socket.name } })
          continue
        }
        // Who watches for errors as well, asks the socket, or uses it at once finds out.
        const isAsked = ASKS.test(codeOf(tree, 0)) || callsOf(tree, around, 'connect').length > 1
        if (isAsked || (exceptions !== undefined && exceptions.value.kind !== 'null')) continue
        if (isHandedOver(tree, around, socket.name) || !isReturned(tree, around, socket.name)) continue
        context.report({ span: event.span, message: 'writable', parameters: { socket: socket.name } })
      }
    },
  },
})
