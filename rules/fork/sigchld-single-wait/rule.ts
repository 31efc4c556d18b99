import {
  defineRule,
  definedName,
  onlyDefinitionOf,
  Kind,
  NO_NODE,
  type NodeId,
  signalHandlers,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'
import { mend } from './fix.ts'
import { callsOthers, hasOneChild, looksAtErrno, savesErrno, type Wait, waitsIn } from './waits.ts'

type Message = 'once' | 'blocks' | 'errno'

/** What is wrong with how the handler waits; undefined where nothing is, or that is not plain. */
function messageOf(
  tree: SyntaxTree,
  body: NodeId,
  waits: readonly Wait[],
): { message: Message; wait: Wait } | undefined {
  const [first] = waits
  // One that knows its child, or that jumps back, is another matter.
  if (first === undefined || waits.some(({ isForAny, isPolling }) => !isForAny || isPolling === null)) return undefined
  for (let node = body; node < tree.subtreeEnd(body); node++) if (tree.is(node, Kind.goto_statement)) return undefined
  const isDone = waits.some(({ loop, isPolling }) => loop !== NO_NODE && isPolling === true)
  if (!isDone) {
    const blocking = waits.find(({ loop }) => loop !== NO_NODE)
    return blocking === undefined ? { message: 'once', wait: first } : { message: 'blocks', wait: blocking }
  }
  return looksAtErrno(tree, body) && !savesErrno(tree, body) ? { message: 'errno', wait: first } : undefined
}

export default defineRule<Message>({
  id: 'fork/sigchld-single-wait',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: [],
  messages: {
    once: {
      en: "'{handler}' waits for one child only: children that end at the same time can raise a single SIGCHLD, and all but one of them stay zombies. Call waitpid() with WNOHANG in a loop until it finds no more.",
      ja: "'{handler}' は子プロセスを 1 つしか回収しません。複数の子プロセスがほぼ同時に終了すると SIGCHLD は 1 回しか届かないことがあり、残りはゾンビになります。WNOHANG を指定した waitpid() を、回収するものがなくなるまで繰り返し呼び出してください。",
    },
    blocks: {
      en: "'{handler}' calls {callee}() in a loop without WNOHANG: as long as another child runs, the handler does not return and the server stands still. Call waitpid() with WNOHANG.",
      ja: "'{handler}' は WNOHANG を指定せずに {callee}() を繰り返し呼び出しています。ほかの子プロセスが動いている間はハンドラーから戻らず、サーバーが停止します。WNOHANG を指定した waitpid() を使ってください。",
    },
    errno: {
      en: "'{handler}' changes errno: the last {callee}() finds no more children and sets ECHILD, which the interrupted code takes for the error of its own call. Save errno at first and put it back at last.",
      ja: "'{handler}' が errno を書き換えます。最後の {callee}() は、回収する子プロセスがないため ECHILD を設定し、割り込まれた処理はそれを自分の呼び出しのエラーとみなします。ハンドラーの最初に errno を保存し、最後に戻してください。",
    },
  },
  visit: {
    compound_statement(body, context) {
      const { tree } = context
      const definition = tree.parent(body)
      if (!tree.is(definition, Kind.function_definition) || tree.hasError(definition)) return
      const handlers = signalHandlers(tree)
      if (handlers.length === 0) return
      const handler = definedName(tree, definition)
      const role = handlers.find(({ name, signal }) => name === handler && /^SIGCH?LD$/.test(signal ?? ''))
      if (handler === '' || role === undefined) return
      const waits = waitsIn(tree, body)
      const found = messageOf(tree, body, waits)
      if (found === undefined || callsOthers(tree, body, (name) => onlyDefinitionOf(tree, name) !== NO_NODE)) return
      const isMain = (node: NodeId): boolean =>
        definedName(tree, tree.ancestor(node, Kind.function_definition)) === 'main'
      if (found.message === 'once' && hasOneChild(tree, isMain)) return
      const fix = mend(waits, body, context)
      context.report({
        span: tree.span(found.wait.call),
        message: found.message,
        parameters: { handler, callee: found.wait.callee },
        steps: [
          {
            span: tree.span(role.place),
            message: {
              en: `'${handler}' becomes the handler of SIGCHLD here`,
              ja: `ここで '${handler}' を SIGCHLD のハンドラーにする`,
            },
          },
        ],
        ...(found.message === 'errno' ? { severity: 'info' as const } : {}),
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
