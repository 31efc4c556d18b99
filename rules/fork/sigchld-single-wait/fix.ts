import {
  Field,
  type FixReport,
  indentationAt,
  Kind,
  mentions,
  newlineOf,
  NO_NODE,
  type NodeId,
  type SyntaxContext,
  type SyntaxTree,
  type TextEdit,
} from '../../../engine/rule-api.ts'
import { looksAtErrno, savesErrno, type Wait } from './waits.ts'

/** `waitpid(-1, status, WNOHANG)` for a call that waits for any child. */
function polling(tree: SyntaxTree, { callee, arguments: given, isPolling, call }: Wait): string | undefined {
  if (isPolling === true) return tree.textOf(call)
  const status = tree.textOf(given[/^wait$/i.test(callee) ? 0 : 1] ?? NO_NODE)
  if (/^wait[34]$/.test(callee) || status === '') return undefined
  return `${callee.startsWith('W') ? 'Waitpid' : 'waitpid'}(-1, ${status}, WNOHANG)`
}

/** The edit that makes the wait the condition of a loop; undefined where what follows depends on it in another way. */
function looped(wait: Wait, body: NodeId, { tree, source }: SyntaxContext<string>): TextEdit[] | undefined {
  const call = polling(tree, wait)
  const parent = tree.parent(wait.call)
  if (call === undefined) return undefined
  if (wait.loop !== NO_NODE) {
    // It returns 0 while children run: only a loop that goes on for more than 0 ends then.
    const condition = tree.child(wait.loop, Field.condition)
    const isEnding = condition < wait.call && wait.call < tree.subtreeEnd(condition)
    return isEnding && />\s*0\s*\)*$/.test(tree.textOf(condition))
      ? [{ span: tree.span(wait.call), newText: call }]
      : undefined
  }
  const assignment = tree.is(parent, Kind.assignment_expression) ? parent : NO_NODE
  const statement = assignment === NO_NODE ? parent : tree.parent(assignment)
  if (!tree.is(statement, Kind.expression_statement) || tree.parent(statement) !== body) return undefined
  const indentation = indentationAt(source, tree.start(statement))
  const unit = indentation.startsWith('\t') ? '\t' : '    '
  const newline = newlineOf(source)
  const name = assignment === NO_NODE ? '' : tree.textOf(tree.child(assignment, Field.left))
  if (name !== '' && !/^\w+$/.test(name)) return undefined
  const head = name === '' ? `while (${call} > 0)` : `while ((${name} = ${call}) > 0)`
  const behind = tree.namedChildren(body).filter((node) => node > statement)
  const used = [name, ...wait.arguments.map((node) => tree.textOf(node).replace(/^&/, ''))].filter((word) =>
    /^[a-z_]\w*$/.test(word),
  )
  const users = behind.filter((node) => used.some((word) => mentions(tree, node, word)))
  const [user] = users
  if (user === undefined) return [{ span: tree.span(statement), newText: `${head}${newline}${indentation}${unit};` }]
  // The statement that reports the child becomes the body of the loop.
  const isNext = behind[0] === user && users.length === 1 && tree.is(user, Kind.expression_statement)
  const between = { start: tree.end(statement), end: tree.start(user) }
  if (!isNext || source.slice(between.start, between.end).trim() !== '') return undefined
  return [
    { span: { start: tree.start(statement), end: between.end }, newText: `${head}${newline}${indentation}${unit}` },
  ]
}

/** Edits that keep `errno` over the handler; undefined where it returns early, or the name is taken. */
function errnoKept(body: NodeId, { tree, source }: SyntaxContext<string>): TextEdit[] | undefined {
  const statements = tree.namedChildren(body)
  const [first, last] = [statements[0], statements.at(-1)]
  if (first === undefined || last === undefined || mentions(tree, body, 'saved_errno')) return undefined
  for (let node = body; node < tree.subtreeEnd(body); node++) if (tree.is(node, Kind.return_statement)) return undefined
  const indentation = indentationAt(source, tree.start(first))
  const newline = newlineOf(source)
  const open = tree.start(body) + 1
  const end = source.lastIndexOf('\n', tree.end(body) - 1) + 1
  const isOpenAlone = /^[ \t]*\r?\n$/.test(source.slice(open, source.indexOf('\n', open) + 1))
  if (!isOpenAlone || end === 0 || !/^[ \t]*$/.test(source.slice(end, tree.end(body) - 1))) return undefined
  return [
    { span: { start: open, end: open }, newText: `${newline}${indentation}int saved_errno = errno;` },
    { span: { start: end, end }, newText: `${indentation}errno = saved_errno;${newline}` },
  ]
}

/** Takes all children that have ended, and leaves `errno` as it was where somebody looks at it. */
export function mend(waits: readonly Wait[], body: NodeId, context: SyntaxContext<string>): FixReport | undefined {
  const { tree } = context
  const [wait] = waits
  if (wait === undefined || waits.length > 1) return undefined
  const isDone = wait.loop !== NO_NODE && wait.isPolling === true
  const loop = isDone ? [] : looped(wait, body, context)
  const keep = looksAtErrno(tree, body) && !savesErrno(tree, body) ? errnoKept(body, context) : []
  if (loop === undefined || keep === undefined) return undefined
  return {
    title: isDone
      ? { en: 'Keep errno over the handler', ja: 'ハンドラーの前後で errno を保つ' }
      : {
          en: 'Take all children that have ended, without waiting',
          ja: '終了済みの子プロセスを、待たずにすべて回収する',
        },
    safety: 'safe',
    edits: [...keep.slice(0, 1), ...loop, ...keep.slice(1)],
  }
}
