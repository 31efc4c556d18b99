import {
  addressedName,
  argumentOf,
  type CalledEvent,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  insertBefore,
  blockStatementOf,
  holds,
  isRead,
  Kind,
  type Localised,
  NO_NODE,
  type NodeId,
  type Platform,
  targetOf,
  usesOf,
} from '../../../engine/rule-api.ts'
import { staleIn, type Stale } from './loop.ts'

type Message = 'unix' | 'several' | 'one'

/**
 * How far the lengths can differ from call to call, or undefined when they cannot. All addresses of one socket of the
 * internet families have the same length; those of Unix sockets are as long as the path, or have none.
 */
function spread(event: CalledEvent, stale: Stale, context: FlowContext<Message>): Message | undefined {
  const socket = argumentOf(event, 'descriptor')
  const target = targetOf(argumentOf(event, 'out-address'))
  const family = socket?.value.kind === 'descriptor' ? socket.value.resource.family : null
  if (socket === undefined || target === null) return undefined
  if (family === 'unix' || (family === null && target.type?.base === 'struct sockaddr_un')) return 'unix'
  if (family !== null || target.type?.base !== 'struct sockaddr_storage') return undefined
  return isFixedIn(stale.loop, socket.node, context) ? 'one' : 'several'
}

function effectOn(platforms: readonly Platform[]): Localised {
  const posix = { en: 'a longer address is cut off', ja: '長いアドレスが切り詰められます' }
  const windows = {
    en: 'a longer address makes the call fail with WSAEFAULT',
    ja: '長いアドレスで WSAEFAULT になります',
  }
  if (!platforms.includes('windows')) return posix
  if (!platforms.includes('posix')) return windows
  return {
    en: `${posix.en} (POSIX), or makes the call fail with WSAEFAULT (Windows)`,
    ja: `長いアドレスが切り詰められるか (POSIX)、WSAEFAULT になります (Windows)`,
  }
}

/** True when the loop changes no variable that the expression names: all rounds mean the same socket. */
function isFixedIn(loop: NodeId, expression: NodeId, { tree }: FlowContext<Message>): boolean {
  if (expression === NO_NODE) return false
  for (let node = expression; node < tree.subtreeEnd(expression); node++) {
    if (tree.is(node, Kind.call_expression)) return false
    if (tree.is(node, Kind.identifier) && usesOf(tree, loop, tree.textOf(node)).some((use) => !isRead(tree, use)))
      return false
  }
  return true
}

/**
 * True when the loop may only try again until the call succeeds: its condition holds the call or asks for the error, or
 * it is left where the result is good. A call that fails leaves the length as it was.
 */
function isRetry(event: CalledEvent, loop: number, { tree }: FlowContext<Message>): boolean {
  const condition = tree.child(loop, Field.condition)
  if (condition !== NO_NODE && (holds(tree, condition, event.node) || /\bE[A-Z]+\b|errno/.test(tree.textOf(condition))))
    return true
  const { name } = event.result
  for (let node = loop; node < tree.subtreeEnd(loop); node++) {
    if (!tree.is(node, Kind.if_statement)) continue
    const test = tree.child(node, Field.condition)
    const isAsked = holds(tree, test, event.node) || (name !== null && usesOf(tree, test, name).length > 0)
    const isGood = />|!=/.test(tree.textOf(test).replace(/->/g, '.'))
    if (isAsked && isGood && /\b(break|return|goto)\b/.test(tree.textOf(tree.child(node, Field.consequence))))
      return true
  }
  return false
}

/** True when the loop does something with the address besides having it filled in. */
function isUsed(event: CalledEvent, loop: number, { tree }: FlowContext<Message>): boolean {
  const address = argumentOf(event, 'out-address')?.node ?? NO_NODE
  if (address === NO_NODE) return false
  for (let node = address; node < tree.subtreeEnd(address); node++) {
    if (!tree.is(node, Kind.identifier)) continue
    const isElsewhere = (use: number): boolean =>
      !holds(tree, event.node, use) && tree.ancestor(use, Kind.sizeof_expression) === NO_NODE
    if (usesOf(tree, loop, tree.textOf(node)).some(isElsewhere)) return true
  }
  return false
}

function setAgain(event: CalledEvent, name: string, { initial }: Stale, context: FlowContext<Message>): FixReport[] {
  const statement = blockStatementOf(context.tree, event.node)
  const text = `${name} = ${initial};`
  const edits = statement === NO_NODE ? undefined : insertBefore(context.tree, context.source, statement, [text])
  if (edits === undefined) return []
  return [
    {
      title: { en: `Insert '${text}' before the call`, ja: `呼び出しの前に '${text}' を挿入する` },
      safety: 'safe',
      edits,
    },
  ]
}

/** A length that a call shortened is the room that the next call of the loop gets (POSIX accept(), UNP section 3.3). */
export default defineRule<Message>({
  id: 'address/length-not-reset',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    unix: {
      en: "'{length}' is set before the loop only, and {callee}() overwrites it: after a client without a path (length 2 or 0), {effect}. Set it to {initial} before each call.",
      ja: "'{length}' を設定しているのはループの前だけで、{callee}() が上書きします。パスのないクライアント (長さは 2 または 0) の次は、{effect}。呼び出しのたびに {initial} を設定してください。",
    },
    several: {
      en: "'{length}' is set before the loop only, and {callee}() overwrites it: after an IPv4 client (16 bytes) on one socket and with an IPv6 client (28 bytes) on another, {effect}. Set it to {initial} before each call.",
      ja: "'{length}' を設定しているのはループの前だけで、{callee}() が上書きします。あるソケットで IPv4 クライアント (16 バイト) の後に別のソケットで IPv6 クライアント (28 バイト) を扱うと、{effect}。呼び出しのたびに {initial} を設定してください。",
    },
    one: {
      en: "'{length}' is set before the loop only, and {callee}() overwrites it with the length of each address: after a shorter address, {effect}. Set it to {initial} before each call.",
      ja: "'{length}' を設定しているのはループの前だけで、{callee}() がアドレスの長さで上書きします。短いアドレスの次は、{effect}。呼び出しのたびに {initial} を設定してください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const { row, node, span } = event
      const address = event.arguments.findIndex(({ role }) => role === 'out-address')
      const length = event.arguments[address + 1]
      if (!['accept', 'receive'].includes(row.effect) || address < 0 || length === undefined || context.damaged) return
      const variable = addressedName(tree, length.node)
      // Known is what the program gave it; the call leaves what nobody knows.
      if (variable === NO_NODE || targetOf(length)?.value.kind !== 'unknown') return
      const stale = staleIn(tree, node, variable)
      if (stale === undefined || isRetry(event, stale.loop, context) || !isUsed(event, stale.loop, context)) return
      const message = spread(event, stale, context)
      if (message === undefined) return
      const name = tree.textOf(variable)
      context.report({
        span: tree.span(length.node),
        message,
        parameters: {
          length: name,
          callee: row.name,
          initial: stale.initial,
          effect: effectOn(context.platformsOf(span)),
        },
        steps: [
          {
            span,
            message: {
              en: `the call stores the length of the address in '${name}', and the loop comes back to it`,
              ja: `ここで呼び出しが '${name}' にアドレスの長さを書き込み、ループでまた呼び出される`,
            },
          },
        ],
        fixes: setAgain(event, name, stale, context),
        ...(message === 'one' ? { severity: 'info' } : {}),
      })
    },
  },
})
