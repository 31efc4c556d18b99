import {
  argumentOf,
  callsWithin,
  defineRule,
  definitionOf,
  type FlowContext,
  Kind,
  namesVariable,
  NO_NODE,
  type NodeId,
  type ResourceView,
  type StateView,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** Calls of the system that get a descriptor and tell nobody its port. */
const SILENT =
  /^(socket|listen|accept4?|close|closesocket|shutdown|[gs]etsockopt|fcntl|ioctl|ioctlsocket|FD_(SET|CLR|ISSET)|select|poll|recv|recvfrom|recvmsg|read|\w*printf|perror|max|MAX)$/

const ASKS = /getsockname$/i

/** A datagram socket that has sent before is a client's: whoever got the datagram knows where to answer. */
const SENDS = /^(send|sendto|sendmsg|sendmmsg|write|connect|WSASend|WSASendTo|WSAConnect)$/

const tagOf = ({ id }: ResourceView): string => `somebody else has ${id}`

/** A socket of this function whose port the system chooses. */
function hasAnyPort({ bound, failedAt, family, type }: ResourceView): boolean {
  // A bind that failed is another matter than one that is not there.
  if (bound === null) return type === 'stream' && (family === 'inet' || family === 'inet6') && failedAt === null
  const isInternet = bound.address.family === 'inet' || bound.address.family === 'inet6'
  return isInternet && bound.certain && bound.address.port === 0
}

/** Whoever gets the socket may ask for its port. */
function noteEscaped(
  state: StateView,
  span: { readonly start: number; readonly end: number },
  context: FlowContext<string>,
): void {
  for (const resource of state.resources)
    if (resource.escaped && resource.origin === 'created' && hasAnyPort(resource)) context.note(span, tagOf(resource))
}

/** The file asks for a port somewhere. */
function asksAnywhere(tree: SyntaxTree): boolean {
  return callsWithin(tree, 0).some((call) => ASKS.test(call.name))
}

/** Nothing in the file asks for the port of any socket, and no function of another file gets this one. */
function isUnknownToAll({ bound, name }: ResourceView, node: NodeId, { tree }: FlowContext<string>): boolean {
  if (tree.ask(asksAnywhere)) return false
  const fn = tree.ancestor(node, Kind.function_definition)
  return callsWithin(tree, fn).every(
    (call) =>
      (bound !== null && /^bind$/i.test(call.name)) ||
      SILENT.test(call.name) ||
      !call.arguments.some((argument) => namesVariable(tree, argument, name)) ||
      definitionOf(tree, call.name) !== NO_NODE,
  )
}

function judge(resource: ResourceView, node: NodeId, context: FlowContext<'stream' | 'datagram'>): void {
  const { tree } = context
  // That nobody asks is a conclusion from what is absent.
  if (context.damaged || resource.escaped || resource.origin !== 'created' || !hasAnyPort(resource)) return
  if (tree.ancestor(node, Kind.function_definition) === NO_NODE || !isUnknownToAll(resource, node, context)) return
  const { bound } = resource
  const isStream = resource.type === 'stream'
  context.report({
    span: bound === null || bound.file !== undefined ? tree.span(node) : bound.span,
    message: isStream ? 'stream' : 'datagram',
    parameters: { name: resource.name },
    unless: tagOf(resource),
    steps:
      bound === null
        ? []
        : [
            {
              span: tree.span(node),
              message: isStream
                ? { en: `'${resource.name}' starts to listen here`, ja: `ここで '${resource.name}' の接続待ちを始める` }
                : { en: `'${resource.name}' waits for datagrams here`, ja: `ここで '${resource.name}' の受信を待つ` },
            },
          ],
  })
}

export default defineRule({
  id: 'bind/ephemeral-without-getsockname',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    stream: {
      en: "'{name}' listens on a port that the system chooses, and nothing asks which one: no client can find it. Call getsockname() and make the port known, or bind a fixed one.",
      ja: "'{name}' はシステムが選んだポートで接続を待ちますが、その番号をどこでも調べていないため、クライアントは接続先がわかりません。getsockname() で番号を調べて知らせるか、固定のポートに bind してください。",
    },
    datagram: {
      en: "'{name}' waits for datagrams on a port that the system chooses, and nothing asks which one: no client can find it. Call getsockname() and make the port known, or bind a fixed one.",
      ja: "'{name}' はシステムが選んだポートでデータグラムを待ちますが、その番号をどこでも調べていないため、クライアントは送信先がわかりません。getsockname() で番号を調べて知らせるか、固定のポートに bind してください。",
    },
  },
  on: {
    listening({ resource, node }, context) {
      if (resource.type === 'stream') judge(resource, node, context)
    },
    called(event, context) {
      noteEscaped(event.state, event.span, context)
      const given = argumentOf(event, 'descriptor')?.value
      if (event.row.effect !== 'receive' || given?.kind !== 'descriptor') return
      const { resource } = given
      if (resource.type !== 'datagram' || resource.bound === null || resource.phase !== 'bound') return
      const { tree } = context
      const fn = tree.ancestor(event.node, Kind.function_definition)
      const isClient = callsWithin(tree, fn).some(
        ({ node, name, arguments: given }) =>
          node < event.node && SENDS.test(name) && given.some((each) => namesVariable(tree, each, resource.name)),
      )
      if (!isClient) judge(resource, event.node, context)
    },
    ended({ state, resource, span }, context) {
      noteEscaped(state, span, context)
      if (resource.escaped) context.note(span, tagOf(resource))
    },
  },
})
