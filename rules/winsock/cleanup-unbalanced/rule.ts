import {
  calleeName,
  callsBelow,
  type CalledEvent,
  defineRule,
  type FixReport,
  type FlowContext,
  insertBefore,
  Kind,
  mayMatter,
  NO_NODE,
  type NodeId,
  statusFailureBranch,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'
import { returnsWithout } from './returns.ts'

type Message = 'failed' | 'loader' | 'early' | 'after' | 'path' | 'never'

const STARTUP = 'WSAStartup'
const CLEANUP = 'WSACleanup'

/** Tags of notes. */
const STARTED = 'started'
const CLEANED = 'cleaned'
const OPENED = 'opened'

const ENTRIES = /^(?:w?main|_tmain|w?WinMain|_tWinMain)$/

/** A program that stops here to be looked at. */
const PAUSES = /^(?:getchar|_?getch|system|Sleep|getc|fgetc)$/

/** The statements behind the one of a call in its block. */
function statementsBehind(tree: SyntaxTree, call: NodeId): NodeId[] {
  const statement = tree.parent(call)
  const found: NodeId[] = []
  if (!tree.is(statement, Kind.expression_statement)) return found
  for (let next = tree.nextSibling(statement); next !== NO_NODE; next = tree.nextSibling(next)) {
    if (tree.isNamed(next) && !tree.is(next, Kind.comment)) found.push(next)
  }
  return found
}

/** A socket of the function that is open there, and of which nobody else knows. */
function openSocket({ state }: CalledEvent): string | undefined {
  return [...state.resources].find(
    ({ origin, phase, escaped }) => (origin === 'created' || origin === 'accepted') && phase !== 'closed' && !escaped,
  )?.name
}

/** True when a statement before the call, in its block or one around it, gave Winsock back for good. */
function isCleanedBefore(tree: SyntaxTree, call: NodeId): boolean {
  let at = call
  for (let parent = tree.parent(at); parent !== NO_NODE; at = parent, parent = tree.parent(parent)) {
    if (tree.is(parent, Kind.function_definition) || tree.is(parent, Kind.lambda_expression)) return false
    if (/^(?:while|for|do|case|labeled|switch)_|_loop$/.test(tree.kindName(parent))) return false
    if (!tree.is(parent, Kind.compound_statement)) continue
    let isCleaned = false
    for (const statement of tree.namedChildren(parent)) {
      if (statement >= at) break
      const inner = tree.is(statement, Kind.expression_statement)
        ? (tree.namedChildren(statement)[0] ?? NO_NODE)
        : NO_NODE
      if (calleeName(tree, inner) === CLEANUP) isCleaned = true
      else if (
        tree.is(statement, Kind.labeled_statement) ||
        callsBelow(tree, statement).some(({ name }) => /start|init/i.test(name))
      )
        isCleaned = false
    }
    if (isCleaned) return true
  }
  return false
}

function cleanUpBefore(place: NodeId, { tree, source }: FlowContext<Message>): FixReport | undefined {
  // What the statement returns may be an error code that the call would change.
  if (callsBelow(tree, place).length > 0) return undefined
  const edits = insertBefore(tree, source, place, ['WSACleanup();'])
  if (edits === undefined) return undefined
  return { title: { en: 'Call WSACleanup() first', ja: '先に WSACleanup() を呼び出す' }, safety: 'suggest', edits }
}

export default defineRule<Message>({
  id: 'winsock/cleanup-unbalanced',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: ['CWE-404'],
  messages: {
    failed: {
      en: 'WSAStartup() failed on this path, so that there is nothing that WSACleanup() could give back: it fails, or takes Winsock away from another part of the process. Leave it out.',
      ja: 'この経路では WSAStartup() が失敗しているため、WSACleanup() で解放するものはありません。WSACleanup() は失敗するか、プロセス内のほかの部分が使っている Winsock を終了させます。呼び出しを削除してください。',
    },
    loader: {
      en: '{callee}() is called in DllMain(): the loader holds its lock there, and Winsock may have to load libraries, so that the process can hang. Call it in functions that the program calls.',
      ja: 'DllMain() で {callee}() を呼び出しています。このときローダーはロックを保持しているため、Winsock がライブラリを読み込もうとすると、プロセスが停止することがあります。プログラムから呼び出される関数で呼び出してください。',
    },
    early: {
      en: "WSACleanup() closes '{name}' here, before the program stops to wait: whoever looks at its sockets meanwhile finds none. Call it behind that.",
      ja: "プログラムが入力などを待つ前に、ここの WSACleanup() が '{name}' をクローズします。待っている間に調べても、ソケットは見つかりません。その後で呼び出してください。",
    },
    after: {
      en: '{callee}() comes behind WSACleanup() and fails with WSANOTINITIALISED: Winsock has closed all sockets of the process by then, and dropped what was not yet sent. Call WSACleanup() last.',
      ja: '{callee}() は WSACleanup() より後にあるため、WSANOTINITIALISED で失敗します。このときプロセスのソケットはすべてクローズされ、未送信のデータは破棄されています。WSACleanup() は最後に呼び出してください。',
    },
    path: {
      en: 'This path returns without the WSACleanup() that the others call: the WSAStartup() of each such call is never given back, and Winsock stays loaded. Call it before the return.',
      ja: 'ほかの経路にある WSACleanup() を呼び出さずに戻っています。呼び出しのたびに WSAStartup() の分が解放されず、Winsock は使用中のまま残ります。戻る前に呼び出してください。',
    },
    never: {
      en: '{name}() starts Winsock each time that it is called, and nothing in this program calls WSACleanup(): the count of Winsock only grows. Start it once in the program, or call WSACleanup() in the end.',
      ja: '{name}() は呼び出されるたびに WSAStartup() を実行しますが、このプログラムのどこにも WSACleanup() の呼び出しがないため、Winsock の参照カウントは増え続けます。プログラムで一度だけ初期化するか、最後に WSACleanup() を呼び出してください。',
    },
  },
  on: {
    called(event, context) {
      const { row, node, span } = event
      const { tree, functionName } = context
      const isStartup = row.name === STARTUP
      const isCleanup = row.name === CLEANUP
      if (isStartup) context.note(span, STARTED, functionName)
      if (isCleanup) context.note(span, CLEANED)
      if (row.effect === 'create') context.note(span, OPENED)
      if (context.damaged) return
      if ((isStartup || isCleanup) && functionName === 'DllMain') {
        context.report({ span, message: 'loader', parameters: { callee: row.name } })
        return
      }
      if (isStartup) {
        const useless = callsBelow(tree, statusFailureBranch(event, tree)).find(({ name }) => name === CLEANUP)
        if (useless !== undefined) context.report({ span: tree.span(useless.node), message: 'failed' })
        for (const place of ENTRIES.test(functionName) ? [] : returnsWithout(event, tree)) {
          const fix = cleanUpBefore(place, context)
          context.report({
            span: tree.span(place),
            message: 'path',
            ...(fix === undefined ? {} : { fixes: [fix] }),
          })
        }
      } else if (isCleanup) {
        const name = openSocket(event)
        const behind = statementsBehind(tree, node).flatMap((statement) => callsBelow(tree, statement))
        if (name !== undefined && behind.some((call) => PAUSES.test(call.name)))
          context.report({ span, message: 'early', parameters: { name } })
      } else if (row.parameters[0] === 'descriptor' && row.effect !== 'ask-set' && isCleanedBefore(tree, node)) {
        const callee = calleeName(tree, node)
        context.report({
          span,
          message: 'after',
          parameters: { callee: callee === '' ? row.name : callee },
          once: {
            key: 'after',
            also: { en: `${row.name}() fails here too`, ja: `ここでも ${row.name}() が失敗する` },
          },
        })
      }
    },
  },
  program(facts, context) {
    if (facts.notes.some(({ tag }) => tag === CLEANED)) return
    for (const start of facts.notes) {
      if (start.tag !== STARTED || start.functionName === null || ENTRIES.test(start.functionName)) continue
      const opens = facts.notes.some(
        ({ tag, file, functionName }) => tag === OPENED && file === start.file && functionName === start.functionName,
      )
      const programs = facts.programsOf(start)
      // Without an entry it is a library, whose callers may do it.
      if (!opens || programs.length === 0 || programs.some(({ unknown }) => mayMatter(unknown))) continue
      context.report({ file: start.file, span: start.span, message: 'never', parameters: { name: start.text } })
    }
  },
})
