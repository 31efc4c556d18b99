import {
  type CalledEvent,
  defineRule,
  type FixReport,
  type FlowContext,
  indentationAt,
  Kind,
  loopAround,
  newlineOf,
  NO_NODE,
  type NodeId,
  type Note,
  type ProgramFacts,
  type Span,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'
import { mayReapElsewhere, reaps, setsNoWait } from './reaping.ts'

/** A connection that a child is to serve: accepted, and open as fork() is called. */
function servesConnection({ state }: CalledEvent): boolean {
  return [...state.resources].some(({ origin, phase }) => origin === 'accepted' && phase !== 'closed')
}

/** The outermost loop of the function around the node. */
function serverLoop(tree: SyntaxTree, node: NodeId): NodeId {
  let loop = loopAround(tree, node)
  for (let outer = loop; outer !== NO_NODE; outer = loopAround(tree, outer)) loop = outer
  return loop
}

/**
 * What the program has to do before the loop, as the text of a note: how far before the fork that is, and the lines; empty
 * for no fix.
 */
function ignoreBefore(fork: Span, loop: NodeId, { tree, source }: FlowContext<string>): string {
  const start = tree.start(loop)
  const line = source.lastIndexOf('\n', start - 1) + 1
  const isPlain = tree.is(tree.parent(loop), Kind.compound_statement) && source.slice(line, start).trim() === ''
  if (!isPlain || !source.has(/#\s*include\s*[<"](?:signal|unp|tlpi_hdr)\.h[>"]/)) return ''
  return JSON.stringify([
    fork.start - start,
    `signal(SIGCHLD, SIG_IGN);${newlineOf(source)}${indentationAt(source, start)}`,
  ])
}

function fixOf({ span, text }: Note): FixReport | undefined {
  const edit: unknown = text === '' ? undefined : JSON.parse(text)
  if (!Array.isArray(edit)) return undefined
  const [before, newText] = edit as readonly unknown[]
  if (typeof before !== 'number' || typeof newText !== 'string') return undefined
  const at = span.start - before
  return {
    title: {
      en: 'Let the system take ended children: ignore SIGCHLD',
      ja: 'SIGCHLD を無視し、終了した子プロセスをシステムに回収させる',
    },
    safety: 'suggest',
    edits: [{ span: { start: at, end: at }, newText }],
  }
}

/** Nothing in the programs that run this fork() takes its children. */
function isNeverReaped(fork: Note, facts: ProgramFacts): boolean {
  const isReaping = ({ tag }: Note): boolean => tag === 'reaps'
  const programs = facts.programsOf(fork)
  // Who runs it is not known: anybody who reaps may.
  if (programs.length === 0) return !facts.notes.some(isReaping)
  return programs.every((run) => !run.notes.some(isReaping) && !mayReapElsewhere(run))
}

export default defineRule({
  id: 'fork/zombie',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: [],
  messages: {
    zombie: {
      en: 'Nothing in the program waits for the children that fork() makes here: each stays a zombie when it has ended, until the limit of processes is reached and fork() fails. Ignore SIGCHLD, or handle it and call waitpid().',
      ja: 'ここで fork() する子プロセスを、プログラムのどこでも回収していません。終了した子プロセスはゾンビとして残り、やがてプロセス数の上限に達して fork() が失敗します。SIGCHLD を無視するか、ハンドラーで waitpid() を呼び出してください。',
    },
  },
  visit: {
    argument_list(node, context) {
      if (reaps(context.tree, node)) context.note(context.tree.span(node), 'reaps')
    },
    initializer_list(node, context) {
      if (reaps(context.tree, node)) context.note(context.tree.span(node), 'reaps')
    },
    assignment_expression(node, context) {
      if (setsNoWait(context.tree, node)) context.note(context.tree.span(node), 'reaps')
    },
  },
  on: {
    called(event, context) {
      if (event.row.effect !== 'fork' || context.damaged) return
      const { tree } = context
      const loop = serverLoop(tree, event.node)
      if (loop === NO_NODE || !servesConnection(event)) return
      context.note(event.span, 'forks', ignoreBefore(event.span, loop, context))
    },
  },
  program(facts, context) {
    for (const note of facts.notes) {
      if (note.tag !== 'forks' || !isNeverReaped(note, facts)) continue
      const fix = fixOf(note)
      context.report({
        file: note.file,
        span: note.span,
        message: 'zombie',
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    }
  },
})
