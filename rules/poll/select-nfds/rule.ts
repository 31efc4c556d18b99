import {
  type ArgumentFact,
  argumentOf,
  argumentsOf,
  type CalledEvent,
  callsOf,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  functionAround,
  givenTo,
  isRead,
  Kind,
  NO_NODE,
  type NodeId,
  type ResourceView,
  type SyntaxTree,
  type TargetFact,
  targetOf,
  usesOf,
  type ValueFact,
} from '../../../engine/rule-api.ts'

type Message = 'plain' | 'zero' | 'many' | 'other' | 'standard'

/** Of glibc, musl, FreeBSD, OpenBSD and macOS; NetBSD has 256. The BSDs and macOS let a program define another. */
const FD_SETSIZE = 1024

const COMPARISONS = /^(?:[<>]=?|[=!]=)$/

interface Problem {
  readonly message: Message
  readonly other?: string
  readonly replacement?: string
}

/** What is wrong with the first argument of a call that waits on these sets; undefined where that is not certain. */
function problem(
  event: CalledEvent,
  count: ArgumentFact,
  sets: readonly TargetFact[],
  context: FlowContext<Message>,
): Problem | undefined {
  const { tree } = context
  const { value, node, sum } = count
  const members = descriptorsOf(sets)
  if (value.kind === 'descriptor') {
    const text = tree.textOf(node)
    if (!members.some(({ id }) => id === value.resource.id) && !isAlwaysMember(tree, node)) return undefined
    return { message: 'plain', ...(/^\w+$/.test(text) ? { replacement: `${text} + 1` } : {}) }
  }
  if (value.kind === 'unknown' && isAlwaysMember(tree, node))
    return { message: 'plain', replacement: `${tree.textOf(node)} + 1` }
  // A sum is 0 on the path on which no descriptor is there.
  if (isExactly(value, 0) && /^[(\s]*(?:0|[A-Z]\w*)[)\s]*$/.test(tree.textOf(node)))
    return zero(event, sets, members, tree)
  const isStandard = [1, 2, 3].some((number) => isExactly(value, number))
  if (isStandard || /^STD(?:IN|OUT|ERR)_FILENO\s*\+\s*1$/.test(tree.textOf(node))) {
    // 0 to 2 are the standard streams, which a program has from its start on.
    const later = members.find(
      ({ origin, file }) => (origin === 'created' || origin === 'accepted') && file === undefined,
    )
    return later === undefined ? undefined : { message: 'standard', other: later.name }
  }
  if (value.kind === 'number' && value.order === null && value.result === null && value.low > FD_SETSIZE) {
    const isPlain = sets.some(({ name, type }) => type?.base === 'fd_set' && type.pointers === 0 && /^\w+$/.test(name))
    const isOwn = context.source.has(/#\s*define\s+FD_SETSIZE\b/)
    return value.low === value.high && isPlain && !isOwn ? { message: 'many' } : undefined
  }
  if (sum?.added !== 1 || sum.of.kind !== 'descriptor') return undefined
  const top = sum.of.resource
  if (!members.some(({ id }) => id === top.id) || !isChosenOnce(tree, sum.node, top)) return undefined
  const later = members.find((member) => isLater(member, top))
  if (later === undefined) return undefined
  const isSimple = /^\w+$/.test(later.name) && /^\w+$/.test(top.name) && members.length === 2
  const greater = `(${later.name} > ${top.name} ? ${later.name} : ${top.name}) + 1`
  return { message: 'other', other: later.name, ...(isSimple ? { replacement: greater } : {}) }
}

function zero(
  event: CalledEvent,
  sets: readonly TargetFact[],
  members: readonly ResourceView[],
  tree: SyntaxTree,
): Problem | undefined {
  const isFilled = sets.some(({ set }) => set !== null && (set.members.length > 0 || set.mayHoldOthers))
  if (!isFilled) return undefined
  const [only, second] = members
  const isOnly = second === undefined && sets.every(({ set }) => set !== null && !set.mayHoldOthers)
  const isNamed = isOnly && only !== undefined && usesOf(tree, functionAround(tree, event.node), only.name).length > 0
  return { message: 'zero', ...(isNamed && only !== undefined ? { replacement: `${only.name} + 1` } : {}) }
}

/** True for a variable of the function that only gets descriptors which the function also puts into sets: the greatest of them. */
function isAlwaysMember(tree: SyntaxTree, variable: NodeId): boolean {
  if (!tree.is(variable, Kind.identifier)) return false
  const around = functionAround(tree, variable)
  const put = new Set(callsOf(tree, around, 'FD_SET').map((call) => tree.textOf(argumentsOf(tree, call)[0] ?? NO_NODE)))
  const changes = usesOf(tree, around, tree.textOf(variable)).filter((use) => !isRead(tree, use))
  const given = changes.map((use) => givenTo(tree, use))
  const isDeclaration = (use: NodeId): boolean => tree.is(tree.parent(use), Kind.declaration)
  // `clients[i]` as well, when it is put into a set under that name.
  const isMember = (value: NodeId): boolean =>
    (tree.is(value, Kind.identifier) || tree.is(value, Kind.subscript_expression)) && put.has(tree.textOf(value))
  const isStart = (value: NodeId): boolean => /^(?:0|-1)$/.test(tree.textOf(value))
  return (
    given.some(isMember) &&
    given.every((value, index) => isMember(value) || isStart(value) || isDeclaration(changes[index] ?? NO_NODE))
  )
}

/** The descriptors that are in one of the sets for sure. */
function descriptorsOf(sets: readonly TargetFact[]): ResourceView[] {
  const found = new Map<string, ResourceView>()
  for (const { set } of sets)
    for (const member of set?.members ?? [])
      if (member.kind === 'descriptor') found.set(member.resource.id, member.resource)
  return [...found.values()]
}

function isExactly(value: ValueFact, number: number): boolean {
  return value.kind === 'number' && value.low === number && value.high === number
}

/** True when a program that names this variable names one descriptor: no comparison may have chosen the greater one. */
function isChosenOnce(tree: SyntaxTree, variable: NodeId, top: ResourceView): boolean {
  const name = tree.textOf(variable)
  const uses = usesOf(tree, functionAround(tree, variable), name)
  const isCompared = uses.some((use) => {
    const parent = tree.parent(use)
    const isComparison =
      tree.is(parent, Kind.binary_expression) && COMPARISONS.test(tree.textOf(tree.child(parent, Field.operator)))
    const other = isComparison
      ? tree.child(parent, tree.fieldOf(use) === Field.left ? Field.right : Field.left)
      : NO_NODE
    // A test for failure compares with a number.
    return other !== NO_NODE && !/^-?\d+$|^[A-Z_]+$/.test(tree.textOf(other))
  })
  if (isCompared) return false
  if (name === top.name) return true
  const given = uses.filter((use) => !isRead(tree, use)).map((use) => givenTo(tree, use))
  return (
    given.filter((value) => value !== NO_NODE).length === 1 &&
    given.every((value) => value === NO_NODE || tree.is(value, Kind.identifier))
  )
}

/** Numbers are given out from the lowest that is free: what was opened later is greater unless something was closed. */
function isLater(member: ResourceView, top: ResourceView): boolean {
  if (member.origin === 'accepted' && member.listener === top.id) return true
  const isMadeHere = (resource: ResourceView): boolean =>
    resource.file === undefined && (resource.origin === 'created' || resource.origin === 'accepted')
  return isMadeHere(member) && isMadeHere(top) && member.span.start > top.span.start
}

/** select() looks at the descriptors below its first argument (POSIX select(), UNP section 6.3). */
export default defineRule<Message>({
  id: 'poll/select-nfds',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: [],
  messages: {
    plain: {
      en: "{callee}() looks only at descriptors that are below its first argument: '{count}' itself is in the set and is never reported. Pass the greatest descriptor plus 1.",
      ja: "{callee}() が調べるのは、第 1 引数より小さいディスクリプタだけです。集合に入っている '{count}' 自身は決して報告されません。最大のディスクリプタに 1 を足した値を渡してください。",
    },
    zero: {
      en: '{callee}() looks only at descriptors that are below its first argument: with 0 it looks at none and just waits. Pass the greatest descriptor plus 1.',
      ja: '{callee}() が調べるのは、第 1 引数より小さいディスクリプタだけです。0 では何も調べず、ただ待つだけになります。最大のディスクリプタに 1 を足した値を渡してください。',
    },
    many: {
      en: '{callee}() is told to look at {count} descriptors, but an fd_set has bits for FD_SETSIZE of them (1024 on most systems): it may fail with EINVAL, or read and write behind the set. Pass at most FD_SETSIZE.',
      ja: '{callee}() に {count} を渡していますが、fd_set が表せるディスクリプタは FD_SETSIZE 個 (多くのシステムで 1024 個) です。EINVAL で失敗するか、集合の後ろのメモリを読み書きするおそれがあります。渡す値は FD_SETSIZE 以下にしてください。',
    },
    standard: {
      en: "'{other}' is in the set too, and 0 to 2 are the standard streams: its number is usually 3 or greater, and {callee}() with {count} does not look at it. Pass the greatest descriptor plus 1.",
      ja: "集合には '{other}' も入っています。0–2 は標準ストリームなので、その番号はたいてい 3 以上で、{count} を渡した {callee}() はそれを調べません。最大のディスクリプタに 1 を足した値を渡してください。",
    },
    other: {
      en: "'{other}' is in the set too, and as it was opened later it is usually the greater number: {callee}() with {count} does not look at it. Pass the greatest descriptor plus 1.",
      ja: "集合には '{other}' も入っており、後から開いたのでたいていはこちらの番号のほうが大きくなります。{count} を渡した {callee}() はそれを調べません。最大のディスクリプタに 1 を足した値を渡してください。",
    },
  },
  on: {
    called(event, context) {
      const count = argumentOf(event, 'count')
      const sets = event.arguments.filter(({ role }) => role === 'set').flatMap((set) => targetOf(set) ?? [])
      if (event.row.effect !== 'wait' || count === undefined || count.node === NO_NODE || sets.length === 0) return
      if (context.damaged) return
      const found = problem(event, count, sets, context)
      if (found === undefined) return
      const span = context.tree.span(count.node)
      const fixes: FixReport[] =
        found.replacement === undefined
          ? []
          : [
              {
                title: { en: `Pass '${found.replacement}'`, ja: `'${found.replacement}' を渡す` },
                safety: 'suggest',
                edits: [{ span, newText: found.replacement }],
              },
            ]
      context.report({
        span,
        message: found.message,
        parameters: {
          callee: event.row.name,
          count: context.tree.textOf(count.node),
          other: found.other ?? '',
        },
        fixes,
        ...(found.message === 'other' || found.message === 'standard' ? { severity: 'warning' } : {}),
      })
    },
  },
})
