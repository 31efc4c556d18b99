import {
  argumentOf,
  argumentsOf,
  callsOf,
  codeOf,
  defineRule,
  Field,
  type FixReport,
  type FlowContext,
  functionAround,
  givenTo,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  type TextEdit,
  usesOf,
} from '../../../engine/rule-api.ts'

type Message = 'statusFlag' | 'descriptorFlag' | 'creationFlag' | 'readOther'

/** The commands for the flags of the open file (status) and for those of the descriptor: fcntl(2). */
const PAIRS = {
  F_SETFL: { get: 'F_GETFL', other: 'F_SETFD', otherGet: 'F_GETFD' },
  F_SETFD: { get: 'F_GETFD', other: 'F_SETFL', otherGet: 'F_GETFL' },
} as const

type Setter = keyof typeof PAIRS

const STATUS_FLAG = /\bO_(?:NONBLOCK|NDELAY|ASYNC|APPEND|DIRECT|NOATIME)\b/

interface Flags {
  /** All that the flags are made of, as code: the argument and what the variables in it were given. */
  readonly code: string
  /** Calls that read flags into them. */
  readonly readers: readonly NodeId[]
}

/** The argument with the assignments that make up its variables, from the last plain one on. */
function flagsOf(tree: SyntaxTree, argument: NodeId): Flags {
  const parts = [argument]
  for (let node = argument; node < tree.subtreeEnd(argument); node++) {
    if (!tree.is(node, Kind.identifier) || tree.fieldOf(node) === Field.function) continue
    const uses = usesOf(tree, functionAround(tree, argument), tree.textOf(node)).filter((use) => use < argument)
    const start = uses.findLastIndex((use) => givenTo(tree, use) !== NO_NODE)
    if (start < 0) continue
    for (const use of uses.slice(start)) {
      const assignment = tree.parent(use)
      const isTarget = tree.is(assignment, Kind.assignment_expression) && tree.child(assignment, Field.left) === use
      // A flag that is taken out is none that is asked for.
      const isAdded = isTarget && /^\|?=$/.test(tree.textOf(tree.child(assignment, Field.operator)))
      if (isAdded) parts.push(tree.child(assignment, Field.right))
      else if (givenTo(tree, use) !== NO_NODE) parts.push(givenTo(tree, use))
    }
  }
  const code = parts.map((part) => codeOf(tree, part)).join(' ')
  const readers = parts.flatMap((part) => callsOf(tree, part, 'fcntl'))
  return { code, readers }
}

function commandOf(tree: SyntaxTree, call: NodeId): NodeId {
  return argumentsOf(tree, call)[1] ?? NO_NODE
}

function fault(
  command: Setter,
  { code, readers }: Flags,
  tree: SyntaxTree,
): { message: Message; flag: string } | undefined {
  const asked = code.replace(/~\s*\(?[\w\s|]*\)?/g, ' ')
  if (command === 'F_SETFD') {
    const status = STATUS_FLAG.exec(asked)?.[0]
    if (status !== undefined) return { message: 'statusFlag', flag: status }
  } else if (/\bFD_CLOEXEC\b/.test(asked)) return { message: 'descriptorFlag', flag: 'FD_CLOEXEC' }
  if (/\bO_CLOEXEC\b/.test(asked)) return { message: 'creationFlag', flag: 'O_CLOEXEC' }
  const wrong = readers.some((call) => tree.textOf(commandOf(tree, call)) === PAIRS[command].otherGet)
  return wrong ? { message: 'readOther', flag: PAIRS[command].otherGet } : undefined
}

/** One call with the right command; none where flags of both kinds are mixed, which takes two. */
function mend(
  message: Message,
  command: NodeId,
  argument: NodeId,
  { code, readers }: Flags,
  { tree }: FlowContext<Message>,
): FixReport[] {
  const setter = tree.textOf(command) as Setter
  const isMixed = STATUS_FLAG.test(code) && /\b(?:FD|O)_CLOEXEC\b/.test(code)
  if (isMixed) return []
  const right = message === 'readOther' ? setter : message === 'statusFlag' ? 'F_SETFL' : 'F_SETFD'
  const edits: TextEdit[] = []
  if (setter !== right) edits.push({ span: tree.span(command), newText: right })
  for (const call of readers) {
    const read = commandOf(tree, call)
    if (tree.textOf(read) !== PAIRS[right].get) edits.push({ span: tree.span(read), newText: PAIRS[right].get })
  }
  const text = tree.textOf(argument)
  if (message === 'statusFlag' && readers.length === 0) {
    const descriptor = tree.textOf(argumentsOf(tree, tree.ancestor(argument, Kind.call_expression))[0] ?? NO_NODE)
    if (!/^[\w.>[\]-]+$/.test(descriptor) || !/^O_\w+$/.test(text)) return []
    edits.push({ span: tree.span(argument), newText: `fcntl(${descriptor}, F_GETFL, 0) | ${text}` })
  }
  if (message === 'creationFlag') {
    if (text !== 'O_CLOEXEC') return []
    edits.push({ span: tree.span(argument), newText: 'FD_CLOEXEC' })
  }
  if (message === 'descriptorFlag' && readers.length === 0 && text !== 'FD_CLOEXEC') return []
  const names = message === 'readOther' ? PAIRS[right].get : right
  return [{ title: { en: `Use ${names}`, ja: `${names} を使う` }, safety: 'safe', edits }]
}

/** F_SETFL and F_SETFD set flags of different kinds, and say nothing of those they do not know (fcntl(2)). */
export default defineRule<Message>({
  id: 'poll/fcntl-wrong-command',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-628'],
  messages: {
    statusFlag: {
      en: 'F_SETFD sets only FD_CLOEXEC: the call succeeds, and {flag} has no effect. Use F_SETFL, with the flags that F_GETFL gives.',
      ja: 'F_SETFD で設定できるのは FD_CLOEXEC だけです。呼び出しは成功しますが、{flag} は効きません。F_GETFL で得たフラグに加えて、F_SETFL で設定してください。',
    },
    descriptorFlag: {
      en: '{flag} is none of the flags that F_SETFL sets: the call succeeds, and the descriptor is still passed on by exec(). Use F_SETFD for it.',
      ja: '{flag} は F_SETFL で設定するフラグではありません。呼び出しは成功しますが、ディスクリプタは exec() の後も引き継がれます。F_SETFD を使ってください。',
    },
    creationFlag: {
      en: '{flag} counts only when a descriptor is opened: the call succeeds, and the descriptor is still passed on by exec(). Use F_SETFD with FD_CLOEXEC.',
      ja: '{flag} が効くのはディスクリプタを開くときだけです。呼び出しは成功しますが、ディスクリプタは exec() の後も引き継がれます。F_SETFD に FD_CLOEXEC を渡してください。',
    },
    readOther: {
      en: 'The flags come from {flag}, which tells flags of another kind than {command} sets: those that were set are lost, and others may be set by chance. Read them with {get}.',
      ja: '{flag} で得たフラグは、{command} で設定するフラグとは種類が違います。設定済みのフラグが失われ、別のフラグが意図せず設定されることがあります。{get} で読み取ってください。',
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const [command, number] = [argumentOf(event, 'command'), argumentOf(event, 'number')]
      if (event.row.effect !== 'control' || command === undefined || number === undefined) return
      if (command.node === NO_NODE || number.node === NO_NODE || context.damaged) return
      const setter = tree.textOf(command.node)
      if (setter !== 'F_SETFL' && setter !== 'F_SETFD') return
      const flags = flagsOf(tree, number.node)
      const found = fault(setter, flags, tree)
      if (found === undefined) return
      context.report({
        span: event.span,
        message: found.message,
        parameters: { flag: found.flag, command: setter, get: PAIRS[setter].get },
        fixes: mend(found.message, command.node, number.node, flags, context),
      })
    },
  },
})
