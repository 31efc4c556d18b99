/** What makes a bind() that of a server, and the options that a server's port needs on each system. */
import type { BoundTo, ResourceView } from '../flow/events.ts'
import { Kind, NO_NODE, type SyntaxTree } from '../syntax/tree.ts'
import { optionBeforeBind, type WantedOption } from './option-before-bind.ts'
import { withoutComments } from './calls-within.ts'
import type { FixReport, FlowContext } from './rule.ts'

const POSIX: WantedOption = { level: 'SOL_SOCKET', name: 'SO_REUSEADDR', value: 1, variable: 'reuse' }
const WINDOWS: WantedOption = { level: 'SOL_SOCKET', name: 'SO_EXCLUSIVEADDRUSE', value: 1, variable: 'exclusive' }

/** Options that make a datagram socket a member of a multicast group: several members share a port by design. */
const MULTICAST = [
  'IP_ADD_MEMBERSHIP',
  'IP_ADD_SOURCE_MEMBERSHIP',
  'IPV6_JOIN_GROUP',
  'IPV6_ADD_MEMBERSHIP',
  'MCAST_JOIN_GROUP',
  'MCAST_JOIN_SOURCE_GROUP',
]

/** True for an option that makes a socket a member of a multicast group. */
export function joinsGroup(option: string): boolean {
  return MULTICAST.includes(option)
}

/** True for an address of the Internet whose port stays the same: 0 asks for whichever is free. */
export function isFixedPort({ family }: ResourceView, { address }: BoundTo): boolean {
  const isInternet = address.family === 'inet' || address.family === 'inet6' || address.scope !== null
  return family !== 'unix' && family !== 'other' && isInternet && address.port !== 0
}

/** True when one socket is bound in a loop: to the next port after a failure, or to the same one later. */
export function isTriedAgain(resource: ResourceView, { retried, span }: BoundTo, tree: SyntaxTree): boolean {
  const call = tree.covering(span.start, span.end)
  const loop = tree.ancestor(call, Kind.for_statement, Kind.while_statement, Kind.do_statement)
  return retried || (loop !== NO_NODE && resource.span.start < tree.start(loop))
}

/**
 * The bind of a server's socket of which all is known: it was made here, nobody else has it, its port stays the same,
 * and every option that was set on it has a name. undefined where something of that is not known. That an option is
 * missing is a conclusion from what is absent, so nothing is concluded in a function with errors.
 */
export function serverBind(resource: ResourceView, context: FlowContext<string>): BoundTo | undefined {
  const { bound } = resource
  if (context.damaged || resource.escaped || resource.origin !== 'created' || bound === null) return undefined
  if (resource.pending.length > 0 || !bound.certain || !isFixedPort(resource, bound)) return undefined
  return isTriedAgain(resource, bound, context.tree) ? undefined : bound
}

/** The text of the function around a bind, for what may stand in code of another platform or in a comment. */
export function functionTextAround({ span }: BoundTo, { source, tree }: FlowContext<string>): string | undefined {
  const fn = tree.ancestor(tree.covering(span.start, span.end), Kind.function_definition)
  return fn === NO_NODE ? undefined : source.slice(tree.start(fn), tree.end(fn))
}

/**
 * Sets what a TCP server's port needs before it is bound, on each platform that compiles the bind and has nothing set
 * yet: SO_REUSEADDR on POSIX systems, SO_EXCLUSIVEADDRUSE on Windows, where SO_REUSEADDR means something else. Rules of
 * both platforms offer the same edits, so that either mends both.
 */
export function setServerOption(
  resource: ResourceView,
  bound: BoundTo,
  context: FlowContext<string>,
): FixReport | undefined {
  // What the other platform has of its own is not in this view of the code.
  const code = functionTextAround(bound, context)
  if (code === undefined) return undefined
  const [here, there] = context.platform === 'windows' ? [WINDOWS, POSIX] : [POSIX, WINDOWS]
  const isSettled = /\bSO_(EXCLUSIVEADDRUSE|REUSEADDR|REUSEPORT\w*)\b/.test(withoutComments(code))
  const edits = optionBeforeBind(context, resource, bound, {
    ...(isSettled ? {} : { [context.platform === 'windows' ? 'posix' : 'windows']: there }),
    [context.platform]: here,
  })
  if (edits === undefined) return undefined
  const isBoth = !isSettled && context.platformsOf(bound.span).length > 1
  const name = isBoth ? `${POSIX.name} (${WINDOWS.name} on Windows)` : here.name
  const nameJa = isBoth ? `${POSIX.name} (Windows では ${WINDOWS.name})` : here.name
  return {
    title: { en: `Set ${name} before bind()`, ja: `bind() の前に ${nameJa} を設定する` },
    safety: 'suggest',
    edits,
  }
}
