import {
  argumentOf,
  type CalledEvent,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  Kind,
  NO_NODE,
  type NodeId,
  type ResourceView,
  type SyntaxTree,
  targetOf,
  type TargetFact,
  withoutCasts,
} from '../../../engine/rule-api.ts'
import { asStorage } from './fix.ts'

type Message = 'certain' | 'lookedUp' | 'copied'

/** The structures with room for no more than an IPv4 address. */
const SMALL: ReadonlySet<string> = new Set(['struct sockaddr', 'struct sockaddr_in'])
const NEEDED = { inet6: 'struct sockaddr_in6 (28)', unix: 'struct sockaddr_un (110)' } as const
const CONSTANT = { inet6: 'AF_INET6', unix: 'AF_UNIX' } as const

/** RFC 3493 section 3.10; UNP section 3.2, figure 3.5. */
export default defineRule<Message>({
  id: 'address/buffer-too-small',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-131'],
  messages: {
    certain: {
      en: "'{name}' is a {type} with 16 bytes, but '{socket}' is a socket of family {family}, whose addresses are a {needed}: {effect}. Use a struct sockaddr_storage.",
      ja: "'{name}' は 16 バイトの {type} ですが、'{socket}' は {family} のソケットで、アドレスは {needed} です。{effect}。struct sockaddr_storage を使ってください。",
    },
    lookedUp: {
      en: "'{name}' is a {type} with 16 bytes, but '{socket}' has the family that getaddrinfo() gave, which may be IPv6, with addresses of 28 bytes: {effect}. Use a struct sockaddr_storage.",
      ja: "'{name}' は 16 バイトの {type} ですが、'{socket}' のファミリーは getaddrinfo() の結果によるもので、IPv6 ならアドレスは 28 バイトです。{effect}。struct sockaddr_storage を使ってください。",
    },
    copied: {
      en: "'{name}' is a {type} with 16 bytes, and the look-up may give an IPv6 address: {callee}() then writes 28 bytes, past its end. Use a struct sockaddr_storage.",
      ja: "'{name}' は 16 バイトの {type} ですが、名前解決の結果は IPv6 アドレスの場合があります。その場合、{callee}() は 28 バイトを書き込み、末尾を越えます。struct sockaddr_storage を使ってください。",
    },
  },
  on: {
    called(event, context) {
      if (context.damaged) return
      if (event.row.effect === 'copy') judgeCopy(event, context)
      else judgeResult(event, context)
    },
  },
})

function isSmall(target: TargetFact | null): target is TargetFact {
  const type = target?.type ?? null
  return type !== null && SMALL.has(type.base) && type.pointers === 0 && !type.array && target?.size === 16
}

/** A call that stores an address of the socket's family, or of its peer's. */
function judgeResult(event: CalledEvent, context: FlowContext<Message>): void {
  const { tree } = context
  const argument = argumentOf(event, 'out-address')
  const target = targetOf(argument)
  const descriptor = argumentOf(event, 'descriptor')?.value
  if (argument === undefined || !isSmall(target) || descriptor?.kind !== 'descriptor') return
  const message = messageFor(descriptor.resource)
  // What nobody looks at may as well be cut off.
  if (message === null || !isUsedElsewhere(tree, event.node, argument.node)) return
  const span = argument.node === NO_NODE ? event.span : tree.span(argument.node)
  const family = descriptor.resource.family === 'unix' ? 'unix' : 'inet6'
  context.report({
    span,
    message,
    parameters: {
      name: target.name,
      type: target.type?.base ?? '',
      socket: descriptor.resource.name,
      family: CONSTANT[family],
      needed: NEEDED[family],
      effect: {
        en: 'the address is cut off, or the call fails with WSAEFAULT (Windows)',
        ja: 'アドレスが途中で切れるか、呼び出しが WSAEFAULT で失敗します (Windows)',
      },
    },
    fixes: fixFor(event, target, context),
  })
}

function messageFor({ family, isLookedUp }: ResourceView): Message | null {
  if (family === 'inet6' || family === 'unix') return 'certain'
  return family === null && isLookedUp ? 'lookedUp' : null
}

/** `memcpy(&address, list->ai_addr, list->ai_addrlen)`. */
function judgeCopy(event: CalledEvent, context: FlowContext<Message>): void {
  const { tree } = context
  const [to, from, length] = [
    argumentOf(event, 'destination'),
    argumentOf(event, 'source'),
    argumentOf(event, 'length'),
  ]
  const target = targetOf(to)
  if (to === undefined || from === undefined || length === undefined || !isSmall(target)) return
  const [source, size] = [memberOf(tree, from.node), memberOf(tree, length.node)]
  if (source === null || source.member !== 'ai_addr' || size?.member !== 'ai_addrlen') return
  const origin = targetOf(from)?.address?.origin ?? null
  if (source.object !== size.object || (origin !== 'unspecified' && origin !== 'inet6')) return
  if (isAsked(tree, event.node, source.object)) return
  context.report({
    span: to.node === NO_NODE ? event.span : tree.span(to.node),
    message: 'copied',
    parameters: { name: target.name, type: target.type?.base ?? '', callee: event.row.name },
    severity: 'error',
    fixes: fixFor(event, target, context),
  })
}

function memberOf(tree: SyntaxTree, node: NodeId): { readonly object: string; readonly member: string } | null {
  const inner = node === NO_NODE ? NO_NODE : withoutCasts(tree, node)
  if (!tree.is(inner, Kind.field_expression)) return null
  return { object: tree.textOf(tree.child(inner, Field.argument)), member: tree.textOf(tree.child(inner, Field.field)) }
}

/** True when the function compares the family or the length of the result before the copy. */
function isAsked(tree: SyntaxTree, call: NodeId, object: string): boolean {
  for (let node = tree.ancestor(call, Kind.function_definition); node < call; node++) {
    const isDecision = tree.is(node, Kind.binary_expression) || tree.is(node, Kind.switch_statement)
    if (!isDecision) continue
    const asked = tree.textOf(tree.is(node, Kind.switch_statement) ? tree.child(node, Field.condition) : node)
    if (asked.includes(object) && /\b(ai_family|sa_family|ai_addrlen)\b/.test(asked)) return true
  }
  return false
}

/** True when the function uses the variable in another place than this call and its own declaration. */
function isUsedElsewhere(tree: SyntaxTree, call: NodeId, argument: NodeId): boolean {
  if (argument === NO_NODE) return false
  const name = /(\w+)\W*$/.exec(tree.textOf(argument))?.[1]
  const definition = tree.ancestor(call, Kind.function_definition)
  for (let node = definition; definition !== NO_NODE && node < tree.subtreeEnd(definition); node++) {
    if (!tree.is(node, Kind.identifier) || tree.textOf(node) !== name) continue
    const isHere = call <= node && node < tree.subtreeEnd(call)
    const isPlain = tree.fieldOf(node) !== Field.declarator && tree.ancestor(node, Kind.sizeof_expression) === NO_NODE
    if (!isHere && isPlain && !isCleared(tree, node)) return true
  }
  return false
}

/** `memset(&a, 0, sizeof a)` before the call is no use. */
function isCleared(tree: SyntaxTree, node: NodeId): boolean {
  const list = tree.ancestor(node, Kind.argument_list)
  const called = list === NO_NODE ? NO_NODE : tree.child(tree.parent(list), Field.function)
  return called !== NO_NODE && /^(memset|bzero|ZeroMemory)$/.test(tree.textOf(called))
}

function fixFor(event: CalledEvent, target: TargetFact, context: FlowContext<Message>): FixReport[] {
  const edits = asStorage(context.tree, event.node, target)
  if (edits === undefined) return []
  return [
    {
      title: {
        en: `Declare '${target.name}' as struct sockaddr_storage`,
        ja: `'${target.name}' を struct sockaddr_storage として宣言する`,
      },
      safety: 'suggest',
      edits,
    },
  ]
}
