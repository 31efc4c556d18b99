import {
  blockStatementOf,
  callsWithin,
  defineRule,
  definitionOf,
  Field,
  type FixReport,
  type FlowContext,
  insertBefore,
  Kind,
  namesVariable,
  NO_NODE,
  type NodeId,
  type ResourceView,
  type Span,
  type SyntaxTree,
  type WrittenCall,
} from '../../../engine/rule-api.ts'

const MEMBER = 'sun_path'

/** Takes a path away, or keeps a second process out, by names of the system and such as promise it. */
const REMOVES =
  /^(unlink\w*|_unlink|remove|rmdir|rename|flock|lockf|g_unlink|g_remove)$|unlink|remove|clean|stale|lock_?file/i

/** Makes a path that no other run has. */
const UNIQUE =
  /^(mkdtemp|mkstemps?|mktemp|tmpnam|tempnam|getpid|getppid|rand|random|arc4random\w*|time|gettimeofday|clock_gettime|gettid|uuid_\w+)$/

/** Puts text into the address. */
const COPIES = /^(strcpy|strncpy|strlcpy|strcpy_s|stpcpy|snprintf|sprintf|memcpy|memmove|bcopy|g_strlcpy)$/

/** What the path of the address is made of in one function. */
interface MadePath {
  /** What the path is copied from. */
  readonly source: NodeId
}

function pathsMadeIn(tree: SyntaxTree, fn: NodeId): MadePath[] {
  const found: MadePath[] = []
  for (const call of callsWithin(tree, fn)) {
    const target = call.arguments.find((argument) => tree.textOf(argument).includes(MEMBER))
    if (!COPIES.test(call.name) || target === undefined) continue
    const rest = call.arguments.filter(
      (argument) => argument !== target && !/\bsizeof\b|\bstrlen\b/.test(tree.textOf(argument)),
    )
    found.push(...rest.map((source) => ({ source })))
  }
  for (let node = fn; node < tree.subtreeEnd(fn); node++) {
    const isMember =
      tree.is(node, Kind.initializer_pair) && tree.textOf(tree.child(node, Field.designator)).includes(MEMBER)
    if (isMember) found.push({ source: tree.child(node, Field.value) })
  }
  return found
}

/** The address may be no path: its first byte is 0 (abstract, unix(7)), or nothing is written there at all. */
function mayBeAbstract(tree: SyntaxTree, fn: NodeId, paths: readonly MadePath[]): boolean {
  if (/sun_path\s*\[\s*[01]\s*\]|sun_path\s*\+|\*\s*\w+(\.|->)sun_path/.test(tree.textOf(fn))) return true
  return paths.some(({ source }) => /^"(\\0|@|\\x00)/.test(tree.textOf(source)))
}

/** Names of what the function is given, unless it is the system that calls it. */
function givenNames(tree: SyntaxTree, fn: NodeId, functionName: string): string[] {
  if (functionName === 'main') return []
  const body = tree.child(fn, Field.body)
  const names: string[] = []
  for (let node = fn; node < body; node++)
    if (tree.is(node, Kind.identifier) && tree.ancestor(node, Kind.parameter_declaration) !== NO_NODE)
      names.push(tree.textOf(node))
  return names
}

/** The function that puts the address together: the one around the bind, or its helper in this file. */
function makerOf(tree: SyntaxTree, bind: Span, fn: NodeId): NodeId {
  const callee = tree.textOf(tree.child(tree.covering(bind.start, bind.end), Field.function))
  const helper = definitionOf(tree, callee)
  return helper === NO_NODE ? fn : helper
}

const isRemoval = ({ name }: WrittenCall): boolean => REMOVES.test(name)

/** Something may take the path away before the bind, or see to it that it is not there. */
function mayBeRemoved(bind: Span, fn: NodeId, paths: readonly MadePath[], tree: SyntaxTree): boolean {
  const here = callsWithin(tree, fn)
  const isAfter = ({ node }: WrittenCall): boolean => tree.start(node) >= bind.end
  const outside = callsWithin(tree, 0).filter(
    (call) => isRemoval(call) && (call.node < fn || call.node >= tree.subtreeEnd(fn)),
  )
  if (outside.length > 0) return true
  const last = here.filter(({ name }) => /^bind$/i.test(name)).at(-1)
  if (here.some((call) => isRemoval(call) && (!isAfter(call) || (last !== undefined && call.node < last.node))))
    return true
  // Whoever gets the path before may be the one.
  const names = paths.flatMap(({ source }) => namesIn(tree, source))
  return here.some(
    (call) =>
      !isAfter(call) &&
      !COPIES.test(call.name) &&
      !/^(strlen|strnlen|printf|fprintf|snprintf|memset|bzero|socket|bind|perror|exit|strcmp|offsetof)$/.test(
        call.name,
      ) &&
      call.arguments.some((argument) => names.some((name) => namesVariable(tree, argument, name))),
  )
}

function namesIn(tree: SyntaxTree, node: NodeId): string[] {
  const names: string[] = []
  for (let each = node; each < tree.subtreeEnd(node); each++)
    if (tree.is(each, Kind.identifier)) names.push(tree.textOf(each))
  return names
}

function removeFirst(bind: Span, { tree, source }: FlowContext<string>): FixReport | undefined {
  const call = tree.covering(bind.start, bind.end)
  const [, given] = tree.namedChildren(tree.child(call, Field.arguments))
  const address = given === undefined ? undefined : /&\s*(\w+)\s*\)?$/.exec(tree.textOf(given))?.[1]
  if (address === undefined || !source.has(/#\s*include\s*<unistd\.h>/)) return undefined
  const statement = blockStatementOf(tree, call)
  const edits =
    statement === NO_NODE ? undefined : insertBefore(tree, source, statement, [`unlink(${address}.${MEMBER});`])
  if (edits === undefined) return undefined
  return {
    title: { en: 'Remove the path before bind()', ja: 'bind() の前にパスを削除する' },
    safety: 'suggest',
    edits,
  }
}

function judge(resource: ResourceView, context: FlowContext<'never' | 'after'>): void {
  const { tree } = context
  const { bound } = resource
  // That nothing removes it is a conclusion from what is absent.
  if (context.damaged || resource.escaped || resource.origin !== 'created' || bound === null) return
  if (bound.file !== undefined || !bound.certain || (resource.family !== 'unix' && bound.address.family !== 'unix'))
    return
  const fn = tree.ancestor(tree.covering(bound.span.start, bound.span.end), Kind.function_definition)
  if (fn === NO_NODE) return
  const maker = makerOf(tree, bound.span, fn)
  const paths = pathsMadeIn(tree, maker)
  if (paths.length === 0 || mayBeAbstract(tree, maker, paths)) return
  const calls = callsWithin(tree, fn)
  if (calls.some(({ name }) => UNIQUE.test(name)) || mayBeRemoved(bound.span, fn, paths, tree)) return
  // The path of the caller: to take it away may be up to that.
  const given = givenNames(tree, fn, context.functionName)
  const call = tree.covering(bound.span.start, bound.span.end)
  const sources = maker === fn ? paths.map(({ source }) => source) : [tree.child(call, Field.arguments)]
  if (sources.some((source) => namesIn(tree, source).some((name) => given.includes(name)))) return
  const fix = removeFirst(bound.span, context)
  context.report({
    span: bound.span,
    message: calls.some(isRemoval) ? 'after' : 'never',
    parameters: { name: resource.name },
    ...(fix === undefined ? {} : { fixes: [fix] }),
  })
}

/** unix(7), and UNP section 15.2: the name stays in the file system when the socket is gone. */
export default defineRule({
  id: 'unix/stale-path',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: [],
  messages: {
    never: {
      en: "The path that '{name}' is bound to stays behind when the program ends, and nothing removes it: the next start fails here with EADDRINUSE, and SO_REUSEADDR does not help. Call unlink() on the path before bind().",
      ja: "'{name}' を bind したパスはプログラムの終了後も残りますが、どこでも削除していません。次に起動したとき、この bind() は EADDRINUSE で失敗し、SO_REUSEADDR でも防げません。bind() の前にパスを unlink() してください。",
    },
    after: {
      en: "The path that '{name}' is bound to is removed only at the end: after a crash or a kill it stays behind, and the next start fails here with EADDRINUSE. Call unlink() on the path before bind() as well.",
      ja: "'{name}' を bind したパスを最後にしか削除していません。異常終了したり強制終了されたりするとパスが残り、次に起動したとき、この bind() は EADDRINUSE で失敗します。bind() の前にもパスを unlink() してください。",
    },
  },
  on: {
    listening({ resource }, context) {
      judge(resource, context)
    },
    bound({ resource }, context) {
      if (resource.type === 'datagram') judge(resource, context)
    },
  },
})
