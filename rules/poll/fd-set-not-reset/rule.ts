import {
  addressedName,
  type ArgumentFact,
  argumentOf,
  argumentsOf,
  blockStatementOf,
  calleeOf,
  callsOf,
  type CalledEvent,
  defineRule,
  type FixReport,
  type FlowContext,
  functionAround,
  holds,
  insertBefore,
  isRead,
  Kind,
  loopAround,
  NO_NODE,
  type NodeId,
  roundsAfter,
  type SyntaxTree,
  type TargetFact,
  targetOf,
  type TextEdit,
  usesOf,
} from '../../../engine/rule-api.ts'

type Message = 'never' | 'emptied' | 'partly'

/** Calls that take a set and put nothing into it. */
const KEEPING: ReadonlySet<string> = new Set(['FD_ISSET', 'FD_CLR', 'select', 'pselect'])

/** What the loop around a call does to a set besides waiting on it: the descriptors put into it, as written. */
function filledIn(tree: SyntaxTree, loop: NodeId, call: NodeId, name: string): readonly string[] | null {
  const filled: string[] = []
  for (const use of usesOf(tree, loop, name)) {
    if (holds(tree, call, use)) continue
    const list = tree.ancestor(use, Kind.argument_list)
    const by = list === NO_NODE ? NO_NODE : tree.parent(list)
    if (!holds(tree, loop, by) || !tree.is(by, Kind.call_expression)) {
      if (!isRead(tree, use)) return null
      continue
    }
    const callee = calleeOf(tree, by)
    if (callee === 'FD_SET') filled.push(tree.textOf(argumentsOf(tree, by)[0] ?? NO_NODE))
    else if (!KEEPING.has(callee)) return null
  }
  return filled
}

/** A descriptor that goes into the set before the loop, while the loop puts only others into it. */
function leftOut(tree: SyntaxTree, loop: NodeId, name: string, filled: readonly string[]): string | undefined {
  // An element of an array may be any of them, and so may what a loop in the loop goes through.
  if (!filled.every((text) => /^[A-Za-z_]\w*$/.test(text))) return undefined
  return callsOf(tree, functionAround(tree, loop), 'FD_SET')
    .filter((call) => tree.end(call) <= tree.start(loop))
    .filter((call) => usesOf(tree, argumentsOf(tree, call)[1] ?? call, name).length > 0)
    .map((call) => tree.textOf(argumentsOf(tree, call)[0] ?? NO_NODE))
    .find((text) => /^\w+$/.test(text) && !/^(?:\d+|STDIN_FILENO)$/.test(text) && !filled.includes(text))
}

/** True where one descriptor is waited for: when the call was successful, it is still in the set. */
function isSingle(event: CalledEvent, name: string, tree: SyntaxTree): boolean {
  const sets = event.arguments.filter((other) => other.role === 'set' && targetOf(other) !== null)
  const filling = callsOf(tree, functionAround(tree, event.node), 'FD_SET').filter(
    (call) => usesOf(tree, argumentsOf(tree, call)[1] ?? call, name).length > 0,
  )
  return sets.length === 1 && filling.length === 1 && filling.every((call) => loopAround(tree, call) === NO_NODE)
}

function isNothing(argument: ArgumentFact | undefined): boolean {
  const value = argument?.value
  return value?.kind === 'null' || (value?.kind === 'number' && value.low === 0 && value.high === 0)
}

/** What is wrong with a set that a call waits on; undefined where it may be meant. */
function fault(
  event: CalledEvent,
  set: TargetFact,
  { tree }: FlowContext<Message>,
): { readonly message: Message; readonly member?: string } | undefined {
  const { name, initialised, type } = set
  if (initialised === 'no' && (set.set?.waited ?? null) === null)
    return type?.base === 'fd_set' && type.pointers === 0 ? { message: 'never' } : undefined
  if (set.set?.waited == null || !set.set.mayHoldOthers) return undefined
  const loop = loopAround(tree, event.node)
  if (loop === NO_NODE) return set.set.members.length === 0 ? { message: 'emptied' } : undefined
  // A call that fails leaves the set as it was, and one without a timeout comes back only when something is ready.
  const rounds = roundsAfter(event, loop, tree)
  const isSure = rounds === 'after-success' || isNothing(argumentOf(event, 'timeout'))
  if (rounds === 'never' || (isSure && isSingle(event, name, tree))) return undefined
  const root = /^\w+/.exec(name)?.[0]
  const filled = root === undefined ? null : filledIn(tree, loop, event.node, root)
  if (filled === null) return undefined
  if (filled.length === 0) return set.set.members.length === 0 ? { message: 'emptied' } : undefined
  const member = leftOut(tree, loop, name, filled)
  return member === undefined ? undefined : { message: 'partly', member }
}

/** Hands over a copy in each round: `fd_set ready = all;` in front of the call, and the call and its questions use it. */
function copyEachRound(
  event: CalledEvent,
  argument: ArgumentFact,
  { tree, source }: FlowContext<Message>,
): FixReport[] {
  const loop = loopAround(tree, event.node)
  const variable = addressedName(tree, argument.node)
  const statement = blockStatementOf(tree, event.node)
  if (loop === NO_NODE || variable === NO_NODE || statement === NO_NODE || !holds(tree, loop, statement)) return []
  const body = functionAround(tree, event.node)
  const name = tree.textOf(variable)
  const others = event.arguments.filter(
    (other) => other.role === 'set' && other !== argument && targetOf(other) !== null,
  )
  const copy = others.length === 0 ? 'ready' : `ready_${name}`
  if (usesOf(tree, body, copy).length > 0) return []
  const edits: TextEdit[] = [{ span: tree.span(variable), newText: copy }]
  for (const call of callsOf(tree, loop, 'FD_ISSET')) {
    const [asked] = usesOf(tree, argumentsOf(tree, call)[1] ?? call, name)
    if (asked === undefined) continue
    const isBehind = holds(tree, tree.parent(statement), call) && tree.start(call) > tree.end(event.node)
    if (!isBehind) return []
    edits.push({ span: tree.span(asked), newText: copy })
  }
  const inserted = insertBefore(tree, source, statement, [`fd_set ${copy} = ${name};`])
  if (inserted === undefined) return []
  return [
    {
      title: { en: `Hand over a copy of '${name}' in each round`, ja: `'${name}' のコピーを毎回渡す` },
      safety: 'suggest',
      edits: [...inserted, ...edits],
    },
  ]
}

function emptyFirst(event: CalledEvent, argument: ArgumentFact, { tree, source }: FlowContext<Message>): FixReport[] {
  const variable = addressedName(tree, argument.node)
  if (variable === NO_NODE) return []
  const name = tree.textOf(variable)
  const [first] = callsOf(tree, functionAround(tree, event.node), 'FD_SET').filter(
    (call) => usesOf(tree, argumentsOf(tree, call)[1] ?? call, name).length > 0,
  )
  if (first === undefined || loopAround(tree, first) !== loopAround(tree, event.node)) return []
  const statement = blockStatementOf(tree, first)
  if (statement === NO_NODE || statement !== tree.parent(first)) return []
  const edits = insertBefore(tree, source, statement, [`FD_ZERO(&${name});`])
  if (edits === undefined) return []
  return [
    {
      title: { en: `Insert 'FD_ZERO(&${name});'`, ja: `'FD_ZERO(&${name});' を挿入する` },
      safety: 'suggest',
      edits,
    },
  ]
}

/** select() overwrites the sets that it is given (POSIX select(), UNP section 6.3). */
export default defineRule<Message>({
  id: 'poll/fd-set-not-reset',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    emptied: {
      en: "{callee}() left in '{set}' only what was ready, and nothing has filled it again: whatever was not ready then is never waited for again. Keep the full set in a variable of its own and hand over a copy each time.",
      ja: "{callee}() は '{set}' に準備のできたディスクリプタだけを残しますが、その後で設定し直していません。そのとき準備ができていなかったものを待つことは、二度とありません。待つ対象すべての集合を別の変数に保持し、呼び出しのたびにコピーを渡してください。",
    },
    partly: {
      en: "{callee}() leaves in '{set}' only what was ready, but '{member}' is put into it before the loop alone: in the first round in which it is not ready it drops out for good. Keep the full set in a variable of its own and hand over a copy each time.",
      ja: "{callee}() は '{set}' に準備のできたディスクリプタだけを残しますが、'{member}' を入れているのはループの前だけです。準備ができていない回があると、そこで集合から外れたままになります。待つ対象すべての集合を別の変数に保持し、呼び出しのたびにコピーを渡してください。",
    },
    never: {
      en: "Nothing has emptied '{set}' with FD_ZERO(): besides what was put into it, {callee}() waits for whatever its memory happens to name, and may fail with EBADF or WSAENOTSOCK. Empty it first.",
      ja: "'{set}' を FD_ZERO() で空にしていません。{callee}() は設定したもののほかに、メモリに残っていた値が表すディスクリプタも待ち、EBADF や WSAENOTSOCK で失敗することがあります。先に空にしてください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      if (event.row.effect !== 'wait' || context.damaged) return
      for (const argument of event.arguments) {
        const set = argument.role === 'set' ? targetOf(argument) : null
        const found = set === null ? undefined : fault(event, set, context)
        if (set === null || found === undefined) continue
        const fixes =
          found.message === 'never' ? emptyFirst(event, argument, context) : copyEachRound(event, argument, context)
        const waited = set.set?.waited ?? null
        const isElsewhere = waited !== null && waited.file === undefined && waited.span.start !== event.span.start
        context.report({
          span: argument.node === NO_NODE ? event.span : tree.span(argument.node),
          message: found.message,
          parameters: { callee: event.row.name, set: set.name, member: found.member ?? '' },
          steps: isElsewhere
            ? [
                {
                  span: waited.span,
                  message: {
                    en: `here only what is ready stays in '${set.name}'`,
                    ja: `ここで '${set.name}' には準備のできたものだけが残る`,
                  },
                },
              ]
            : [],
          fixes,
        })
      }
    },
  },
})
