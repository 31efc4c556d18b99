import {
  argumentOf,
  argumentsOf,
  blockStatementOf,
  type CalledEvent,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  insertBefore,
  Kind,
  NO_NODE,
  type SyntaxTree,
  type TargetFact,
  targetOf,
} from '../../../engine/rule-api.ts'

type Message = 'nothing' | 'events' | 'data'

const MEMBERS: ReadonlySet<string> = new Set(['fd', 'ptr', 'u32', 'u64'])

/** The members of the union that the file reads from events which were handed back, with commas between them. */
function membersRead(tree: SyntaxTree): string {
  const found = new Set<string>()
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.field_expression) || tree.textOf(tree.child(node, Field.field)) !== 'data') continue
    const member = tree.parent(node)
    const parent = tree.parent(member)
    const isTarget = tree.is(parent, Kind.assignment_expression) && tree.child(parent, Field.left) === member
    const name = tree.is(member, Kind.field_expression) ? tree.textOf(tree.child(member, Field.field)) : ''
    if (MEMBERS.has(name) && !isTarget) found.add(name)
  }
  return [...found].join()
}

/** Which members hold garbage; undefined where none certainly does, or nobody reads it. */
function garbage({ initialised, waits }: TargetFact, read: string): Message | undefined {
  if (initialised === 'no') return 'nothing'
  const unwritten = initialised === 'partly' ? (waits[0]?.unwritten ?? []) : []
  if (unwritten.includes('events')) return 'events'
  return unwritten.includes('data') && read !== '' ? 'data' : undefined
}

/** Sets `data.fd` to the descriptor that is registered, where that is what the file reads. */
function setDescriptor(
  event: CalledEvent,
  name: string,
  read: string,
  { tree, source }: FlowContext<Message>,
): FixReport[] {
  const statement = blockStatementOf(tree, event.node)
  const descriptor = tree.textOf(argumentsOf(tree, event.node)[2] ?? NO_NODE)
  if (statement === NO_NODE || read !== 'fd' || !/^[\w.>[\]-]+$/.test(descriptor)) return []
  const text = `${name}.data.fd = ${descriptor};`
  const edits = insertBefore(tree, source, statement, [text])
  if (edits === undefined) return []
  return [{ title: { en: `Insert '${text}'`, ja: `'${text}' を挿入する` }, safety: 'safe', edits }]
}

/** The kernel keeps `data` as it is and hands it back with each event (epoll_ctl(2)). */
export default defineRule<Message>({
  id: 'poll/epoll-event-uninitialised',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-457'],
  messages: {
    data: {
      en: "'{event}.data' was never set: epoll_wait() hands back whatever was in memory, and the program takes that for a descriptor or a pointer of its own. Set it before epoll_ctl().",
      ja: "'{event}.data' が設定されていません。epoll_wait() はメモリに残っていた値を返し、プログラムはそれを自分のディスクリプタやポインターとして扱います。epoll_ctl() の前に設定してください。",
    },
    events: {
      en: "'{event}.events' was never set: epoll waits for whatever was in memory, which may be nothing or everything. Set it before epoll_ctl().",
      ja: "'{event}.events' が設定されていません。epoll が何を待つかはメモリに残っていた値で決まり、何も待たないことも、すべてを待つこともあります。epoll_ctl() の前に設定してください。",
    },
    nothing: {
      en: "Nothing was ever stored in '{event}': what epoll waits for and what epoll_wait() hands back is whatever was in memory. Set events and data before epoll_ctl().",
      ja: "'{event}' には何も設定されていません。epoll が何を待つかも、epoll_wait() が何を返すかも、メモリに残っていた値で決まります。epoll_ctl() の前に events と data を設定してください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const argument = argumentOf(event, 'event')
      const command = argumentOf(event, 'command')?.value
      const target = targetOf(argument)
      if (event.row.effect !== 'register' || argument === undefined || target === null || context.damaged) return
      // To take a descriptor out nothing is read (EPOLL_CTL_DEL is 2).
      const isSetting = command?.kind === 'number' && command.low === command.high && command.low !== 2
      if (!isSetting || target.type?.base !== 'struct epoll_event' || !/^\w+$/.test(target.name)) return
      const read = tree.ask(membersRead)
      const message = garbage(target, read)
      if (message === undefined) return
      context.report({
        span: argument.node === NO_NODE ? event.span : tree.span(argument.node),
        message,
        parameters: { event: target.name },
        fixes: message === 'data' ? setDescriptor(event, target.name, read, context) : [],
      })
    },
  },
})
