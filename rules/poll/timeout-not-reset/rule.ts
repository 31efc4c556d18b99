import {
  addressedName,
  argumentOf,
  blockStatementOf,
  type CalledEvent,
  codeOf,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  functionAround,
  givenTo,
  holds,
  insertBefore,
  isRead,
  Kind,
  loopAround,
  NO_NODE,
  type NodeId,
  roundsAfter,
  type SyntaxTree,
  usesOf,
} from '../../../engine/rule-api.ts'

type Message = 'spins' | 'less'

/** What the program sets a variable to before a loop: the texts of seconds and microseconds. */
interface Initial {
  readonly seconds: string
  readonly microseconds: string
}

/** What `tv` holds when the loop begins, as far as the text says it member by member. */
function initialOf(tree: SyntaxTree, loop: NodeId, name: string): Initial | undefined {
  const members = { tv_sec: '', tv_usec: '' }
  for (const use of usesOf(tree, functionAround(tree, loop), name)) {
    if (use > loop) break
    const value = givenTo(tree, use)
    if (tree.is(value, Kind.initializer_list)) {
      const [first, second] = tree.namedChildren(value)
      Object.assign(members, { tv_sec: '0', tv_usec: '0' })
      for (const [entry, own] of [
        [first, 'tv_sec'],
        [second, 'tv_usec'],
      ] as const) {
        if (entry === undefined) continue
        const isNamed = tree.is(entry, Kind.initializer_pair)
        const member = isNamed ? tree.textOf(tree.child(entry, Field.designator)).replace(/[.\s]/g, '') : own
        Object.assign(members, { [member]: tree.textOf(isNamed ? tree.child(entry, Field.value) : entry) })
      }
      continue
    }
    const field = tree.parent(use)
    const assignment = tree.parent(field)
    const isMember = tree.is(field, Kind.field_expression) && tree.is(assignment, Kind.assignment_expression)
    if (!isMember || tree.child(assignment, Field.left) !== field) continue
    if (tree.textOf(tree.child(assignment, Field.operator)) !== '=') return undefined
    const right = tree.child(assignment, Field.right)
    const member = tree.textOf(tree.child(field, Field.field))
    if (member === 'tv_sec' || member === 'tv_usec') members[member] = tree.textOf(right)
  }
  const { tv_sec: seconds, tv_usec: microseconds } = members
  return seconds === '' || microseconds === '' ? undefined : { seconds, microseconds }
}

/** A loop that runs its body once: `do { } while (0)`. */
function isNoLoop(tree: SyntaxTree, loop: NodeId): boolean {
  return (
    tree.is(loop, Kind.do_statement) &&
    /^\(?\s*(?:0|false|FALSE)\s*\)?$/.test(tree.textOf(tree.child(loop, Field.condition)))
  )
}

/** The innermost loop that brings the program back to the call with the same variable, and when it does. */
function staleLoop(
  event: CalledEvent,
  name: string,
  { tree }: FlowContext<Message>,
): { readonly loop: NodeId; readonly message: Message } | undefined {
  for (let loop = loopAround(tree, event.node); loop !== NO_NODE; loop = loopAround(tree, loop)) {
    // Whoever looks at the variable or gives it to others too deals with the rest of the time.
    const uses = usesOf(tree, loop, name).filter((use) => !holds(tree, event.node, use))
    if (uses.length > 0) return undefined
    if (isNoLoop(tree, loop)) continue
    const rounds = roundsAfter(event, loop, tree)
    if (rounds === 'after-timeout') return { loop, message: 'spins' }
    if (rounds === 'after-success') return { loop, message: 'less' }
  }
  return undefined
}

/** Texts that mean the same in the loop as before it. */
function isLasting(tree: SyntaxTree, loop: NodeId, text: string): boolean {
  if (!/^[\w\s+*/().-]+$/.test(text) || /\w\s*\(/.test(text)) return false
  return (text.match(/[A-Za-z_]\w*/g) ?? []).every((name) => usesOf(tree, loop, name).every((use) => isRead(tree, use)))
}

function setAgain(
  event: CalledEvent,
  loop: NodeId,
  name: string,
  initial: Initial,
  { tree, source }: FlowContext<Message>,
): FixReport[] {
  const statement = blockStatementOf(tree, event.node)
  const isPlain = isLasting(tree, loop, initial.seconds) && isLasting(tree, loop, initial.microseconds)
  if (statement === NO_NODE || !holds(tree, loop, statement) || !isPlain) return []
  const edits = insertBefore(tree, source, statement, [
    `${name}.tv_sec = ${initial.seconds};`,
    `${name}.tv_usec = ${initial.microseconds};`,
  ])
  if (edits === undefined) return []
  return [
    {
      title: { en: `Set '${name}' again before the call`, ja: `呼び出しの前に '${name}' を設定し直す` },
      safety: 'safe',
      edits,
    },
  ]
}

/** Linux writes the time that is left into the timeout of select() (select(2), NOTES). */
export default defineRule<Message>({
  id: 'poll/timeout-not-reset',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: [],
  messages: {
    spins: {
      en: "'{time}' is set before the loop only, and on Linux {callee}() counts it down: after the first timeout it is 0, no call waits any more, and the loop takes the whole processor. Set it before each call.",
      ja: "'{time}' を設定しているのはループの前だけですが、Linux の {callee}() はこれを残り時間に書き換えます。一度タイムアウトすると 0 になり、以後は待たずに戻るため、ループがプロセッサーを使い切ります。呼び出しのたびに設定してください。",
    },
    less: {
      en: "'{time}' is set before the loop only, and on Linux {callee}() counts it down: each round waits only for what the rounds before have left of it. Set it before each call, unless it is meant as a limit for all rounds.",
      ja: "'{time}' を設定しているのはループの前だけですが、Linux の {callee}() はこれを残り時間に書き換えます。各回が待つのは、前の回までの残り時間だけです。全体の制限時間のつもりでなければ、呼び出しのたびに設定してください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const argument = argumentOf(event, 'timeout')
      if (event.row.effect !== 'wait' || argument === undefined || context.damaged) return
      const variable = addressedName(tree, argument.node)
      if (variable === NO_NODE || context.typeOf(variable)?.base !== 'struct timeval') return
      const name = tree.textOf(variable)
      const found = staleLoop(event, name, context)
      const initial = found === undefined ? undefined : initialOf(tree, found.loop, name)
      if (found === undefined || initial === undefined) return
      // Not to wait at all is what the program wants.
      if (/^0[LUlu]*$/.test(initial.seconds) && /^0[LUlu]*$/.test(initial.microseconds)) return
      context.report({
        span: tree.span(argument.node),
        message: found.message,
        parameters: { time: name, callee: event.row.name },
        fixes: codeOf(tree, found.loop).includes('#') ? [] : setAgain(event, found.loop, name, initial, context),
        ...(found.message === 'less' ? { severity: 'info' } : {}),
      })
    },
  },
})
