import { Field, Kind, loopAround, NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/rule-api.ts'

const WAITS: ReadonlySet<string> = new Set(['wait', 'waitpid', 'wait3', 'wait4', 'Wait', 'Waitpid'])

/** A call that takes the status of a child. */
export interface Wait {
  readonly call: NodeId
  readonly callee: string
  readonly arguments: readonly NodeId[]
  /** The loop around it in the handler; NO_NODE for none. */
  readonly loop: NodeId
  /** It returns at once when no child has ended; null where a variable decides. */
  readonly isPolling: boolean | null
  /** It asks for any child. */
  readonly isForAny: boolean
}

function optionsOf(callee: string, given: readonly NodeId[]): NodeId | undefined {
  return /^wait$/i.test(callee) ? undefined : callee === 'wait3' ? given[1] : given[2]
}

export function waitsIn(tree: SyntaxTree, body: NodeId): Wait[] {
  const found: Wait[] = []
  for (let call = body; call < tree.subtreeEnd(body); call++) {
    if (!tree.is(call, Kind.call_expression)) continue
    const callee = tree.textOf(tree.child(call, Field.function)).replace(/^::/, '')
    if (!WAITS.has(callee)) continue
    const given = tree.namedChildren(tree.child(call, Field.arguments))
    const options = optionsOf(callee, given)
    const text = options === undefined ? '0' : tree.textOf(options)
    const child = tree.textOf(given[0] ?? NO_NODE).replace(/^\(\s*pid_t\s*\)|[()\s]/g, '')
    found.push({
      call,
      callee,
      arguments: given,
      loop: loopAround(tree, call),
      isPolling: /\bWNOHANG\b/.test(text) ? true : /^(?:0|NULL|WUNTRACED)$/.test(text) ? false : null,
      isForAny: /^wait3?$/i.test(callee) || child === '-1' || child === '0',
    })
  }
  return found
}

/** The handler calls functions of the program, which may wait as well. */
export function callsOthers(tree: SyntaxTree, body: NodeId, known: (name: string) => boolean): boolean {
  for (let node = body; node < tree.subtreeEnd(body); node++) {
    if (!tree.is(node, Kind.call_expression)) continue
    const name = tree.textOf(tree.child(node, Field.function))
    if (known(name) || /wait|reap|child/i.test(name.replace(/^(?:wait(?:pid|3|4)?|Wait(?:pid)?)$/, ''))) return true
  }
  return false
}

/** Every fork() of the file runs once: there is never a second child. */
export function hasOneChild(tree: SyntaxTree, isEntry: (node: NodeId) => boolean): boolean {
  let count = 0
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.call_expression)) continue
    if (!/^(?:v?fork|Fork)$/.test(tree.textOf(tree.child(node, Field.function)))) continue
    if (loopAround(tree, node) !== NO_NODE || !isEntry(node)) return false
    count++
  }
  return count === 1
}

/** The handler puts `errno` back: it stores it at first and writes it at last. */
export function savesErrno(tree: SyntaxTree, body: NodeId): boolean {
  let isRead = false
  let isWritten = false
  for (let node = body; node < tree.subtreeEnd(body); node++) {
    if (!tree.is(node, Kind.identifier) || tree.textOf(node) !== 'errno') continue
    const isTarget = tree.fieldOf(node) === Field.left && tree.is(tree.parent(node), Kind.assignment_expression)
    if (isTarget) isWritten = true
    else isRead = true
  }
  return isRead && isWritten
}

/** Some other function of the file looks at `errno`. */
export function looksAtErrno(tree: SyntaxTree, body: NodeId): boolean {
  for (let node = 0; node < tree.size; node++) {
    const isInside = node >= body && node < tree.subtreeEnd(body)
    if (!isInside && tree.is(node, Kind.identifier) && tree.textOf(node) === 'errno') return true
  }
  return false
}
