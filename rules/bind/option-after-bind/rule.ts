import {
  blockStatementOf,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  Kind,
  moveBefore,
  NO_NODE,
  type NodeId,
  type OptionEvent,
  type StepReport,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

type Message = 'reuse' | 'exclusive' | 'v6only' | 'connected'

const MESSAGE_OF: Readonly<Record<string, Message>> = {
  SO_REUSEADDR: 'reuse',
  SO_REUSEPORT: 'reuse',
  SO_EXCLUSIVEADDRUSE: 'exclusive',
  IPV6_V6ONLY: 'v6only',
}

/** Setting a sharing option to what it was at the bind changes nothing; clearing it later shuts others out on purpose. */
function isHarmless({ resource, option, value }: OptionEvent): boolean {
  if (option === 'IPV6_V6ONLY') return false
  if (value === 0 && option !== 'SO_EXCLUSIVEADDRUSE') return true
  const earlier = resource.bound === null ? resource.options.get(option) : resource.bound.options.get(option)
  return earlier !== undefined && (earlier.value === null || value === null || earlier.value === value)
}

/** The setsockopt statement when it stands alone: `setsockopt(..);`, `rc = ..;`, `if (setsockopt(..) < 0) {..}`. */
function isPlain(tree: SyntaxTree, statement: NodeId, call: NodeId): boolean {
  let head = statement
  if (tree.is(statement, Kind.if_statement)) {
    if (tree.child(statement, Field.alternative) !== NO_NODE) return false
    head = tree.child(statement, Field.condition)
  } else if (!tree.is(statement, Kind.expression_statement)) return false
  let calls = 0
  for (let node = head; node < tree.subtreeEnd(head); node++) if (tree.is(node, Kind.call_expression)) calls++
  return calls === 1 && tree.start(head) <= tree.start(call) && tree.end(call) <= tree.end(head)
}

/** Moves the setsockopt statement in front of the one that binds. */
function setEarlier(event: OptionEvent, context: FlowContext<Message>): FixReport | undefined {
  const { tree, source } = context
  const { bound, file, span: created } = event.resource
  if (bound === null || bound.file !== undefined || event.via !== null) return undefined
  // On Windows SO_REUSEADDR is a fault of its own once it works.
  if (event.option === 'SO_REUSEADDR' && context.platformsOf(event.span).includes('windows')) return undefined
  const late = blockStatementOf(tree, event.node)
  const early = blockStatementOf(tree, tree.covering(bound.span.start, bound.span.end))
  if (late === NO_NODE || early === NO_NODE || !isPlain(tree, late, event.node)) return undefined
  // The socket must exist before the statement that binds it: not so when one helper does both.
  if (file === undefined && created.end > tree.start(early)) return undefined
  const edits = moveBefore(tree, source, late, early)
  if (edits === undefined) return undefined
  return {
    title: { en: `Set ${event.option} before bind()`, ja: `${event.option} の設定を bind() の前に移す` },
    safety: 'suggest',
    edits,
  }
}

export default defineRule<Message>({
  id: 'bind/option-after-bind',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    reuse: {
      en: "{option} is set on '{name}' after bind(), too late: bind() runs without it and can fail with EADDRINUSE, although this setsockopt() may report success.",
      ja: "'{name}' への {option} の設定が bind() より後です。bind() はこのオプションなしで実行されるため EADDRINUSE で失敗することがあり、ここで setsockopt() が成功してもその bind() には効きません。",
    },
    exclusive: {
      en: "{option} is set on '{name}' after bind() and has no effect there: another program may still bind the same port.",
      ja: "'{name}' への {option} の設定が bind() より後なので効果がありません。別のプログラムが同じポートに bind できる状態のままです。",
    },
    v6only: {
      en: "{option} is set on '{name}' after bind(): Linux and the BSDs answer EINVAL, and the socket keeps its default, which differs from system to system.",
      ja: "'{name}' への {option} の設定が bind() より後です。Linux や BSD では setsockopt() が EINVAL で失敗し、システムごとに異なる既定値のまま動きます。",
    },
    connected: {
      en: "{option} is set on '{name}' after connect() or listen(), which already gave the socket its local address: the option comes too late to matter.",
      ja: "'{name}' への {option} の設定が connect() または listen() より後です。ローカルアドレスはその時点で決まっているため、この設定は手遅れです。",
    },
  },
  on: {
    optionSet(event, context) {
      const message = MESSAGE_OF[event.option]
      const { resource } = event
      if (message === undefined || resource.phase === 'closed' || !event.certain || isHarmless(event)) return
      // A helper that binds only on a flag of its caller says nothing about this caller.
      if (resource.bound?.certain === false) return
      // The options share ports, and a local socket has none.
      if (resource.family === 'unix' || resource.bound?.address.family === 'unix') return
      const named = resource.origin === 'created' && resource.type === 'stream'
      const late = ['listening', 'connecting', 'connected', 'half-closed', 'read-shut', 'shut'].includes(resource.phase)
      if (resource.bound === null && !(named && late)) return
      const { bound } = resource
      const steps: readonly StepReport[] =
        bound === null
          ? resource.trail
          : [
              {
                span: bound.span,
                ...(bound.file === undefined ? {} : { file: bound.file }),
                message: { en: `'${resource.name}' is bound here`, ja: `ここで '${resource.name}' を bind する` },
              },
            ]
      const fix = setEarlier(event, context)
      context.report({
        span: event.span,
        message: bound === null ? 'connected' : message,
        parameters: { option: event.option, name: resource.name },
        steps,
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
