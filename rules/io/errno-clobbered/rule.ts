import {
  type CalledEvent,
  defineRule,
  type Effect,
  failureBranchOf,
  Field,
  type FixReport,
  type FlowContext,
  Kind,
  moveBefore,
  NO_NODE,
  type NodeId,
  type Platform,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** Calls whose failure says why in `errno`, or in what WSAGetLastError() gives. */
const FAILING: readonly Effect[] = [
  'create',
  'create-pair',
  'bind',
  'listen',
  'accept',
  'connect',
  'option',
  'get-option',
  'local-name',
  'peer-name',
  'control',
  'wait',
  'send',
  'receive',
]

/** Calls that may set it although they succeed: those of the descriptor for sure, those that print now and then. */
const CLOSING = /^(?:close|closesocket|shutdown|WSACleanup|fclose|unlink|remove|setsockopt|freeaddrinfo)$/
const PRINTING = /^(?:v?f?printf|puts|fputs|putchar|fputc|fflush|v?syslog)$/

/** Calls that leave it alone, or do nothing by which it could change. */
const HARMLESS = /^(?:memset|memcpy|strlen|strcmp|free|FD_CLR|FD_ZERO|FD_SET|htons|htonl|ntohs|ntohl|strerror)$/

export default defineRule({
  id: 'io/errno-clobbered',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  options: {
    harmless: {
      type: 'functions',
      default: [],
      sample: ['log_error'],
      says: {
        en: 'Functions that leave `errno` (on Windows, the last error) as it was, such as the logging of the project.',
        ja: '`errno` (Windows では最後のエラー) を変えない関数。プロジェクトのログ出力など。',
      },
    },
    clobbering: {
      type: 'functions',
      default: [],
      sample: ['log_to_server'],
      says: {
        en: 'Functions of the project that may change it.',
        ja: '`errno` を変える可能性のある、プロジェクトの関数。',
      },
    },
  },
  messages: {
    late: {
      en: "'{read}' is to tell why {callee}() failed, but {clobber}() ran in between and may have set the error anew, even when it succeeded. Read the error first, or keep it in a variable.",
      ja: "'{read}' は {callee}() が失敗した原因を得るためのものですが、その前に {clobber}() を呼んでおり、成功した場合でもエラーが書き換えられている可能性があります。先にエラーを読むか、変数に保存してください。",
    },
  },
  on: {
    called(event, context) {
      if (!FAILING.includes(event.row.effect) || event.row.failure !== 'minus-one' || context.damaged) return
      const { tree } = context
      const branch = failureBranchOf(event, tree)
      const found = branch === undefined ? undefined : lateRead(tree, branch.branch, context)
      if (found === undefined) return
      const fix = mend(found, context)
      context.report({
        span: tree.span(found.read),
        message: 'late',
        parameters: { read: readName(tree, found.read), callee: calleeOf(event), clobber: found.name },
        steps: [
          { span: event.span, message: { en: 'this call failed', ja: 'ここで呼び出しが失敗する' } },
          {
            span: tree.span(found.clobber),
            message: {
              en: 'the error may be another from here on',
              ja: 'ここから先ではエラーが変わっている可能性がある',
            },
          },
        ],
        ...(found.isSure ? {} : { severity: 'info' as const }),
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

/** What the context tells of functions. */
interface Calls {
  readonly platform: Platform
  readonly options: { readonly harmless: readonly string[]; readonly clobbering: readonly string[] }
}

interface LateRead {
  readonly read: NodeId
  /** The statement of the block in which it stands. */
  readonly statement: NodeId
  readonly clobber: NodeId
  readonly name: string
  readonly isSure: boolean
}

/** The first read of the error in the branch, when a call that may have changed it stands in front of it. */
function lateRead(tree: SyntaxTree, branch: NodeId, { platform, options }: Calls): LateRead | undefined {
  const statements = tree.is(branch, Kind.compound_statement) ? tree.namedChildren(branch) : [branch]
  let clobber: Pick<LateRead, 'clobber' | 'name' | 'isSure'> | undefined
  for (const statement of statements) {
    const own = headOf(tree, statement)
    const read = readIn(tree, own, platform)
    if (read !== NO_NODE) return clobber === undefined ? undefined : { ...clobber, read, statement }
    if (setsIt(tree, statement)) return undefined
    for (let node = own; node < tree.subtreeEnd(own); node++) {
      if (!tree.is(node, Kind.call_expression)) continue
      const name = tree.textOf(tree.child(node, Field.function))
      if (options.harmless.includes(name)) continue
      const isSure = CLOSING.test(name) || options.clobbering.includes(name)
      if (HARMLESS.test(name) && !isSure) continue
      // What an unknown function does to it, and whether it comes back, is not known.
      if (!isSure && !PRINTING.test(name)) return undefined
      // A result that is tested means that the error of this call is asked for.
      if (!tree.is(tree.parent(node), Kind.expression_statement)) return undefined
      if (clobber === undefined || (isSure && !clobber.isSure)) clobber = { clobber: node, name, isSure }
    }
    // Branches within the branch have errors of their own.
    if (own !== statement) return undefined
  }
  return undefined
}

/** The condition of a statement that has one, else the statement; a `return` is read as a whole. */
function headOf(tree: SyntaxTree, statement: NodeId): NodeId {
  const condition = tree.child(statement, Field.condition)
  return condition === NO_NODE ? statement : condition
}

function readIn(tree: SyntaxTree, root: NodeId, platform: Platform): NodeId {
  for (let node = root; node < tree.subtreeEnd(root); node++) {
    if (tree.is(node, Kind.call_expression)) {
      const name = tree.textOf(tree.child(node, Field.function))
      if (platform === 'posix' ? name === 'perror' : name === 'WSAGetLastError') return node
    }
    const isErrno = platform === 'posix' && tree.is(node, Kind.identifier) && tree.textOf(node) === 'errno'
    if (isErrno && !isAssigned(tree, node)) return node
  }
  return NO_NODE
}

function isAssigned(tree: SyntaxTree, node: NodeId): boolean {
  return tree.is(tree.parent(node), Kind.assignment_expression) && tree.fieldOf(node) === Field.left
}

function setsIt(tree: SyntaxTree, statement: NodeId): boolean {
  for (let node = statement; node < tree.subtreeEnd(statement); node++) {
    if (tree.is(node, Kind.identifier) && tree.textOf(node) === 'errno' && isAssigned(tree, node)) return true
    if (tree.is(node, Kind.call_expression) && tree.textOf(tree.child(node, Field.function)) === 'WSASetLastError')
      return true
  }
  return false
}

function readName(tree: SyntaxTree, read: NodeId): string {
  return tree.is(read, Kind.call_expression) ? `${tree.textOf(tree.child(read, Field.function))}()` : tree.textOf(read)
}

/** Tells of the error before the other call runs. */
function mend({ statement, clobber }: LateRead, { tree, source }: FlowContext<string>): FixReport | undefined {
  const early = tree.parent(clobber)
  if (!tree.is(statement, Kind.expression_statement) || !tree.is(early, Kind.expression_statement)) return undefined
  const edits = moveBefore(tree, source, statement, early)
  if (edits === undefined) return undefined
  return { title: { en: 'Read the error first', ja: '先にエラーを読む' }, safety: 'suggest', edits }
}

function calleeOf({ row }: CalledEvent): string {
  return row.name
}
