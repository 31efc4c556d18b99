/** What a round of a loop does when the call in it returned 0. */
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/rule-api.ts'

/** Where a statement leads when the result is 0. `unknown` as soon as something is not plain. */
interface Ways {
  /** To the statement behind it. */
  readonly next: boolean
  /** To the head of the loop. */
  readonly again: boolean
  readonly leaves: boolean
  readonly unknown: boolean
}

const NEXT: Ways = { next: true, again: false, leaves: false, unknown: false }
const AGAIN: Ways = { next: false, again: true, leaves: false, unknown: false }
const LEAVES: Ways = { next: false, again: false, leaves: true, unknown: false }
const UNKNOWN: Ways = { next: false, again: false, leaves: false, unknown: true }

function either(a: Ways, b: Ways): Ways {
  return {
    next: a.next || b.next,
    again: a.again || b.again,
    leaves: a.leaves || b.leaves,
    unknown: a.unknown || b.unknown,
  }
}

export interface RoundOf {
  readonly tree: SyntaxTree
  readonly call: NodeId
  readonly loop: NodeId
  /** The variable that the result is stored in; null for none. */
  readonly result: string | null
  /** The descriptor as written. */
  readonly descriptor: string
  /** The buffer as written. */
  readonly buffer: string
}

/** True when a result of 0 certainly leads to another round. */
export function goesOn(round: RoundOf): boolean {
  return new Round(round).goesOn()
}

/** Functions that look at text: what they find in bytes that were there before they have found before. */
const LOOKING = /^(?:str(?:n?(?:case)?cmp|n?str|r?chr|len|pbrk|spn|cspn)|mem(?:cmp|chr)|atoi)$/

const ENDING =
  /die|dying|death|fatal|exit|quit|abort|bail|panic|crash|err|fail|throw|raise|terminat|finish|halt|kill|assert|check|expect|require|ensure|verify|stop|leave/i

/** Calls of the C library that can neither end the loop nor tell it of the end. */
const PASSIVE =
  /^(?:printf|fprintf|puts|fputs|putchar|fputc|fflush|fwrite|perror|write|send|sleep|usleep|nanosleep|Sleep|memset|bzero|memcpy|memmove|strlen|strcpy|strncpy|strcat|snprintf|sprintf|sizeof|fgets|time|toupper|tolower|isdigit|free)$/

class Round {
  constructor(private readonly round: RoundOf) {}

  goesOn(): boolean {
    const { tree, call, loop } = this.round
    const body = tree.child(loop, Field.body)
    if (body === NO_NODE) return false
    const condition = tree.child(loop, Field.condition)
    const inHead = isWithin(tree, call, condition)
    if (inHead && this.value(condition) !== true) return false
    const ways = tree.is(loop, Kind.do_statement) && inHead ? AGAIN : inHead ? this.run(body) : this.runBehind(body)
    if (ways.unknown || ways.leaves || !(inHead || this.isKeptBefore(body))) return false
    if (!this.isAskedFor()) return false
    // The call may stand where a round need not come by.
    if (!ways.again && !ways.next) return false
    return inHead || this.isKept(condition)
  }

  /** What stands behind the call in the body, outwards block by block. */
  private runBehind(body: NodeId): Ways {
    const { tree, call } = this.round
    let ways: Ways | undefined
    let inner = call
    for (let node = tree.parent(call); node !== NO_NODE; inner = node, node = tree.parent(node)) {
      if (tree.is(node, Kind.compound_statement)) {
        if (ways === undefined) ways = this.run(inner)
        if (ways.next) ways = { ...either({ ...ways, next: false }, this.sequence(tree, node, inner)) }
        if (node === body) return ways
      } else if (node === body) {
        return ways ?? this.run(inner)
      } else if (tree.is(node, Kind.switch_statement) || tree.is(node, Kind.case_statement)) return UNKNOWN
    }
    return UNKNOWN
  }

  private sequence(tree: SyntaxTree, block: NodeId, behind: NodeId): Ways {
    let ways = NEXT
    for (const statement of tree.namedChildren(block)) {
      if (statement <= behind || !ways.next) continue
      ways = either({ ...ways, next: false }, this.run(statement))
    }
    return ways
  }

  private run(statement: NodeId): Ways {
    const { tree } = this.round
    switch (tree.kind(statement)) {
      case Kind.compound_statement: {
        let ways = NEXT
        for (const inner of tree.namedChildren(statement))
          if (ways.next) ways = either({ ...ways, next: false }, this.run(inner))
        return ways
      }
      case Kind.if_statement: {
        const condition = tree.child(statement, Field.condition)
        const value = this.value(condition)
        const otherwise = tree.child(statement, Field.alternative)
        const no = otherwise === NO_NODE ? NEXT : this.run(tree.namedChildren(otherwise)[0] ?? NO_NODE)
        const yes = this.run(tree.child(statement, Field.consequence))
        if (value === true) return yes
        if (value === false) return no
        const ways = either(yes, no)
        // A test of what the buffer holds has had the same answer in the round before.
        if (ways.leaves && this.looksOnly(condition)) return { ...ways, leaves: false, again: true }
        return this.isPassive(condition) || !ways.leaves ? ways : UNKNOWN
      }
      case Kind.return_statement:
      case Kind.break_statement:
      case Kind.goto_statement:
      case Kind.throw_statement:
        return LEAVES
      case Kind.continue_statement:
        return AGAIN
      case Kind.expression_statement:
      case Kind.declaration:
        return this.isPassive(statement) && !this.isChanged(statement) ? NEXT : UNKNOWN
      case Kind.comment:
        return NEXT
      default:
        return this.isPlainBlock(statement) ? NEXT : UNKNOWN
    }
  }

  /** A loop or another statement within that cannot leave this one. */
  private isPlainBlock(statement: NodeId): boolean {
    const { tree } = this.round
    if (statement === NO_NODE || !this.isPassive(statement)) return false
    for (let node = statement; node < tree.subtreeEnd(statement); node++) {
      const isJump = tree.is(node, Kind.return_statement) || tree.is(node, Kind.goto_statement)
      if (isJump || tree.is(node, Kind.throw_statement) || tree.is(node, Kind.switch_statement)) return false
    }
    return !this.isChanged(statement)
  }

  /** Nothing in it can end the program, the loop or the connection, as far as names tell. */
  private isPassive(root: NodeId): boolean {
    const { tree, call, descriptor, result } = this.round
    for (let node = root; node < tree.subtreeEnd(root); node++) {
      if (!tree.is(node, Kind.call_expression) || node === call) continue
      const name = tree.textOf(tree.child(node, Field.function))
      if (PASSIVE.test(name) || LOOKING.test(name)) continue
      if (ENDING.test(name)) return false
      // What is given the descriptor may close it; what gives something back may tell of the end.
      const given = tree.child(node, Field.arguments)
      if (mentions(tree, given, descriptor)) return false
      const isStatement = tree.is(tree.parent(node), Kind.expression_statement)
      if (!isStatement && result !== null && mentions(tree, given, result)) return false
      if (!isStatement && !tree.is(tree.parent(node), Kind.init_declarator)) return false
    }
    return true
  }

  /** The result is another number behind it. */
  private isChanged(root: NodeId): boolean {
    const { tree, result, call } = this.round
    if (result === null) return false
    for (let node = root; node < tree.subtreeEnd(root); node++) {
      const isWritten =
        (tree.is(node, Kind.assignment_expression) && tree.textOf(tree.child(node, Field.left)) === result) ||
        (tree.is(node, Kind.update_expression) && tree.textOf(tree.child(node, Field.argument)) === result)
      if (isWritten && !isWithin(tree, call, node)) return true
    }
    return false
  }

  private looksOnly(condition: NodeId): boolean {
    const { tree, buffer } = this.round
    if (buffer === '' || !mentions(tree, condition, buffer)) return false
    for (let node = condition; node < tree.subtreeEnd(condition); node++) {
      const isCall = tree.is(node, Kind.call_expression)
      if (isCall && !LOOKING.test(tree.textOf(tree.child(node, Field.function)))) return false
    }
    return true
  }

  /** Nothing in front of the call leaves the next round for something that this round has set. */
  private isKeptBefore(body: NodeId): boolean {
    const { tree, call } = this.round
    for (let node = body; node < call; node++) {
      const isJump =
        tree.is(node, Kind.break_statement) ||
        tree.is(node, Kind.return_statement) ||
        tree.is(node, Kind.goto_statement)
      if (!isJump) continue
      const test = tree.ancestor(node, Kind.if_statement)
      if (test === NO_NODE || test < body || !this.isKept(tree.child(test, Field.condition))) return false
    }
    return true
  }

  /** Some condition of the loop asks for the result: who never does leaves all to chance, and the end too. */
  private isAskedFor(): boolean {
    const { tree, loop, call, result } = this.round
    for (let node = loop; node < tree.subtreeEnd(loop); node++) {
      const condition = tree.child(node, Field.condition)
      if (condition === NO_NODE) continue
      if (isWithin(tree, call, condition) || (result !== null && mentions(tree, condition, result))) return true
    }
    return false
  }

  /** The head of the loop asks for nothing that the round can have changed when the result was 0. */
  private isKept(condition: NodeId): boolean {
    const { tree, loop, result } = this.round
    if (condition === NO_NODE) return true
    const value = this.value(condition)
    if (value !== undefined) return value
    const names = new Set<string>()
    for (let node = condition; node < tree.subtreeEnd(condition); node++) {
      if (tree.is(node, Kind.call_expression)) return false
      if (tree.is(node, Kind.identifier)) names.add(tree.textOf(node))
    }
    const body = tree.child(loop, Field.body)
    for (let node = body; node < tree.subtreeEnd(body); node++) {
      const isWrite = tree.is(node, Kind.assignment_expression) || tree.is(node, Kind.update_expression)
      const isAddress = tree.is(node, Kind.pointer_expression) && tree.textOf(node).startsWith('&')
      if (!isWrite && !isAddress) continue
      const target = tree.child(
        node,
        isWrite && tree.is(node, Kind.assignment_expression) ? Field.left : Field.argument,
      )
      const name = /^[\w]+/.exec(tree.textOf(target))?.[0] ?? ''
      if (!names.has(name)) continue
      // `total += n` adds 0.
      const operator = tree.textOf(tree.child(node, Field.operator))
      const isNothing =
        /^[-+]=$/.test(operator) && result !== null && tree.textOf(tree.child(node, Field.right)) === result
      if (!isNothing) return false
    }
    return true
  }

  /** A condition when the result is 0; undefined when it does not tell. */
  private value(condition: NodeId): boolean | undefined {
    const number = this.number(condition)
    return number === undefined ? undefined : number !== 0
  }

  private number(node: NodeId): number | undefined {
    const { tree, call, result } = this.round
    if (node === call) return 0
    const text = tree.textOf(node)
    switch (tree.kind(node)) {
      case Kind.parenthesized_expression:
      case Kind.condition_clause:
        return this.number(tree.namedChildren(node)[0] ?? NO_NODE)
      case Kind.cast_expression:
        return this.number(tree.child(node, Field.value))
      case Kind.assignment_expression:
        return isWithin(tree, call, node) ? this.number(tree.child(node, Field.right)) : undefined
      case Kind.number_literal:
        return /^-?\d+$/.test(text) ? Number(text) : undefined
      case Kind.true:
        return 1
      case Kind.false:
        return 0
      case Kind.identifier:
      case Kind.field_expression:
        if (text === result) return 0
        return text === 'SOCKET_ERROR' ? -1 : /^(?:TRUE|true)$/.test(text) ? 1 : undefined
      case Kind.unary_expression: {
        const operator = tree.textOf(tree.child(node, Field.operator))
        const inner = this.number(tree.child(node, Field.argument))
        if (inner === undefined) return undefined
        return operator === '!' ? Number(inner === 0) : operator === '-' ? -inner : undefined
      }
      case Kind.binary_expression:
        return this.compared(node)
      default:
        return undefined
    }
  }

  private compared(node: NodeId): number | undefined {
    const { tree } = this.round
    const operator = tree.textOf(tree.child(node, Field.operator))
    const [a, b] = [this.number(tree.child(node, Field.left)), this.number(tree.child(node, Field.right))]
    if (operator === '&&') {
      if (a === 0 || b === 0) return 0
      return a === undefined || b === undefined ? undefined : 1
    }
    if (operator === '||') {
      if ((a !== undefined && a !== 0) || (b !== undefined && b !== 0)) return 1
      return a === undefined || b === undefined ? undefined : 0
    }
    if (a === undefined || b === undefined) return undefined
    switch (operator) {
      case '<':
        return Number(a < b)
      case '<=':
        return Number(a <= b)
      case '>':
        return Number(a > b)
      case '>=':
        return Number(a >= b)
      case '==':
        return Number(a === b)
      case '!=':
        return Number(a !== b)
      default:
        return undefined
    }
  }
}

function isWithin(tree: SyntaxTree, inner: NodeId, outer: NodeId): boolean {
  return outer !== NO_NODE && inner >= outer && inner < tree.subtreeEnd(outer)
}

function mentions(tree: SyntaxTree, root: NodeId, text: string): boolean {
  for (let node = root; root !== NO_NODE && node < tree.subtreeEnd(root); node++) {
    const isName = tree.is(node, Kind.identifier) || tree.is(node, Kind.field_expression)
    if (isName && tree.textOf(node) === text) return true
  }
  return false
}
