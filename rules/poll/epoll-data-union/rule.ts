import {
  defineRule,
  Field,
  functionAround,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxContext,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

type Message = 'twice' | 'other'

/** Members of the union, by how wide they are on systems of 64 bits: who writes a narrow one leaves half of a wide one. */
const WIDTHS = { fd: 'narrow', u32: 'narrow', ptr: 'wide', u64: 'wide' } as const

type Member = keyof typeof WIDTHS

/** A member of the union in an event: `ev.data.fd`. */
interface Access {
  /** The event and its union, as written. */
  readonly event: string
  readonly data: string
  readonly member: Member
}

function isMember(name: string): name is Member {
  return name in WIDTHS
}

/** The member of the union that an expression names; undefined for anything else. */
function accessOf(node: NodeId, { tree, typeOf }: SyntaxContext<Message>): Access | undefined {
  const data = tree.child(node, Field.argument)
  const member = tree.textOf(tree.child(node, Field.field))
  if (!isMember(member) || !tree.is(data, Kind.field_expression)) return undefined
  if (tree.textOf(tree.child(data, Field.field)) !== 'data') return undefined
  const event = tree.child(data, Field.argument)
  if (typeOf(event)?.base !== 'struct epoll_event') return undefined
  return { event: tree.textOf(event).replace(/\s+/g, ''), data: tree.textOf(data), member }
}

/** The left side of a plain assignment that is a statement by itself; else NO_NODE. */
function assigned(tree: SyntaxTree, statement: NodeId): { readonly left: NodeId; readonly right: NodeId } | undefined {
  const expression = tree.is(statement, Kind.expression_statement)
    ? (tree.namedChildren(statement)[0] ?? NO_NODE)
    : NO_NODE
  if (!tree.is(expression, Kind.assignment_expression)) return undefined
  if (tree.textOf(tree.child(expression, Field.operator)) !== '=') return undefined
  return { left: tree.child(expression, Field.left), right: tree.child(expression, Field.right) }
}

/** Clears the whole union before its member is set, for tools that look at every byte. */
function isClearing(tree: SyntaxTree, { member }: Access, right: NodeId): boolean {
  return WIDTHS[member] === 'wide' && /^(?:0[xULul\d]*|NULL|nullptr)$/.test(tree.textOf(right))
}

/** The assignment in front of this one that it overwrites: nothing in between has used the event. */
function overwritten(
  statement: NodeId,
  own: Access,
  context: SyntaxContext<Message>,
): { at: NodeId; member: Member } | undefined {
  const { tree } = context
  const before = tree.namedChildren(tree.parent(statement)).filter((node) => node < statement)
  for (const other of before.reverse()) {
    const assignment = assigned(tree, other)
    if (assignment === undefined) return undefined
    const access = accessOf(assignment.left, context)
    if (access?.event === own.event) {
      const isOther = access.member !== own.member && !isClearing(tree, access, assignment.right)
      // What the right side reads of the other member is not lost.
      const isRead = tree.textOf(assigned(tree, statement)?.right ?? NO_NODE).includes('.data')
      return isOther && !isRead ? { at: assignment.left, member: access.member } : undefined
    }
    if (tree.textOf(assignment.right).includes(own.event)) return undefined
  }
  return undefined
}

/** The members of `data` are a union: the one that was written last holds (epoll_event(3type)). */
export default defineRule<Message>({
  id: 'poll/epoll-data-union',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-843'],
  messages: {
    twice: {
      en: "'{data}' is a union: setting {member} overwrites {lost}, which was set just before, and epoll_wait() gives back only {member}. Set one of them, and keep the other in what ptr points to.",
      ja: "'{data}' は共用体です。{member} を設定すると直前に設定した {lost} が上書きされ、epoll_wait() が返すのは {member} だけになります。設定するのは一方だけにし、もう一方は ptr の指す構造体に入れてください。",
    },
    other: {
      en: "'data' is a union: this reads {member}, but the program registers its descriptors with {lost}, so that the bytes mean something else. Read the member that was set.",
      ja: "'data' は共用体です。ここで読んでいるのは {member} ですが、プログラムがディスクリプタの登録時に設定しているのは {lost} なので、まったく別の値になります。設定したメンバーを読んでください。",
    },
  },
  visit: {
    assignment_expression(node, context) {
      const { tree } = context
      const left = tree.child(node, Field.left)
      const statement = tree.parent(node)
      if (assigned(tree, statement)?.left !== left) return
      const access = accessOf(left, context)
      const found = access === undefined ? undefined : overwritten(statement, access, context)
      if (access === undefined || found === undefined) return
      context.report({
        span: tree.span(left),
        message: 'twice',
        parameters: { data: access.data, member: access.member, lost: found.member },
        steps: [
          {
            span: tree.span(found.at),
            message: { en: `${found.member} is set here`, ja: `ここで ${found.member} を設定する` },
          },
        ],
      })
    },
    field_expression(node, context) {
      const { tree } = context
      const parent = tree.parent(node)
      // A union that is copied, passed on by address or written as a whole may hold any member.
      const isData = tree.textOf(tree.child(node, Field.field)) === 'data' && !tree.is(parent, Kind.field_expression)
      if (isData && context.typeOf(tree.child(node, Field.argument))?.base === 'struct epoll_event')
        context.note(tree.span(node), 'anything')
      const access = accessOf(node, context)
      if (access === undefined) return
      const isTarget = tree.is(parent, Kind.assignment_expression) && tree.child(parent, Field.left) === node
      const isAddress = tree.is(parent, Kind.pointer_expression) && tree.textOf(parent).startsWith('&')
      if (isAddress) context.note(tree.span(node), 'anything')
      else context.note(tree.span(node), isTarget ? 'written' : 'read', access.member)
    },
    initializer_pair(node, { tree, note }) {
      const designator = tree.textOf(tree.child(node, Field.designator)).replace(/\s+/g, '')
      const member = /^\.(?:data\.)?(\w+)$/.exec(designator)?.[1] ?? ''
      if (isMember(member)) note(tree.span(node), 'written', member)
      else if (designator === '.data' && !tree.is(tree.child(node, Field.value), Kind.initializer_list))
        note(tree.span(node), 'anything')
    },
    initializer_list(node, { tree, note }) {
      // `{ EPOLLIN, { conn } }`: which member it is, the order of the header says.
      const first = tree.namedChildren(node)[0] ?? NO_NODE
      if (tree.is(tree.parent(node), Kind.initializer_list) && !tree.is(first, Kind.initializer_pair))
        note(tree.span(node), 'anything')
    },
    call_expression(node, { tree, note }) {
      if (tree.textOf(tree.child(node, Field.function)) === 'epoll_ctl' && functionAround(tree, node) !== NO_NODE)
        note(tree.span(node), 'registered')
    },
  },
  program(facts, context) {
    for (const read of facts.notes.filter(({ tag }) => tag === 'read')) {
      const runs = facts.programsOf(read)
      // A function that is not in sight may register descriptors with the other member.
      if (runs.length === 0 || runs.some(({ unknown }) => unknown.size > 0)) continue
      const notes = runs.flatMap((run) => run.notes)
      if (notes.some(({ tag }) => tag === 'anything') || !notes.some(({ tag }) => tag === 'registered')) continue
      const written = new Set(notes.filter(({ tag }) => tag === 'written').map(({ text }) => text))
      const widths = new Set([...written].map((member) => (isMember(member) ? WIDTHS[member] : '')))
      const own = isMember(read.text) ? WIDTHS[read.text] : undefined
      // A number that was stored as u64 reads as fd where the lower half comes first, and a pointer as u64.
      if (own === undefined || written.size === 0 || widths.has(own) || (own === 'narrow' && written.has('u64')))
        continue
      context.report({
        file: read.file,
        span: read.span,
        message: 'other',
        parameters: { member: read.text, lost: [...written].sort().join(', ') },
      })
    }
  },
})
