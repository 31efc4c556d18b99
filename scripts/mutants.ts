/**
 * Deletes or changes one statement of a C or C++ text at a time: what a careful reader, or a linter, should miss.
 *
 * A mutant is equivalent when the program does with its descriptors what it did before, so that there is nothing to
 * catch. Equivalent is, and nothing else:
 * - a close left out where the process ends at once: the only way on is a return of `main`, or a call that ends the
 *   process (also that of a child), and between the two stand only other closes, cleaning up and printing;
 * - an exit left out where the same statement comes next;
 * - an exit behind a close left out where nothing that can run afterwards in the function names what was closed: the
 *   path goes elsewhere than before, which is no fault about the life of a descriptor;
 * - a close of a counting loop's own variable left out: it closes numbers, whatever they stand for, and nothing that a
 *   call of the program gave.
 * An end of a pair (`socketpair()`, `pipe()`) that nothing in the function names after its close belongs to the other
 * process: left open it is not lost, but stays where it is until this process ends. That holds for an array of the file
 * in a program that forks, and for one of the function when `mutation.ts` sees that only a child comes there.
 * They are told by the text alone, not by the engine that is measured, and are counted by themselves.
 */
import { API_FUNCTIONS, isEntryPoint, LIBRARY_EFFECTS, type Effect } from '../engine/model/index.ts'
import { declaredIdentifier } from '../engine/flow/names.ts'
import { aliasOf, wrapperOf } from '../engine/preprocess/macros.ts'
import { makeViews } from '../engine/preprocess/views.ts'
import { chooseLanguage } from '../engine/syntax/language.ts'
import type { SourceParser } from '../engine/syntax/parser.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../engine/syntax/tree.ts'

/**
 * `close`: a close is gone. `exit after close`: the return, goto or exit behind a close is gone, so that the path goes on
 * with a closed descriptor. `exit`: one in another error branch is gone. `test`: an error test is gone, what it calls
 * stays. `option`, `bytes`, `address`: a setsockopt(), the call of an htons(), an `&` of an argument is gone.
 */
export const MUTANT_KINDS = ['close', 'exit after close', 'exit', 'test', 'option', 'bytes', 'address'] as const
export type MutantKind = (typeof MUTANT_KINDS)[number]

/** Mutants whose fault is about the life of a descriptor. */
export const LIFETIME: readonly MutantKind[] = ['close', 'exit after close']

export interface Mutant {
  readonly kind: MutantKind
  /** The text with the change; of the same length, with the same lines. */
  readonly text: string
  /** What was changed. */
  readonly span: { readonly start: number; readonly end: number }
  /** Why the mutant is equivalent; null when it is not. */
  readonly equivalent: Equivalence | null
  /** Where an end of a pair is closed that nothing names afterwards: in which processes it is the other one's. */
  readonly foreignEnd: 'any' | 'child' | null
  /** Arguments of the function that are closed, and that nothing names afterwards when an exit is left out. */
  readonly closedParameters: readonly number[]
}

/** A call of a function by its name. */
export interface CallSite {
  readonly caller: string
  /** The process ends next. */
  readonly endsProcess: boolean
  /** For each argument, which of the caller's own it is; -1 for anything else. */
  readonly parameters: readonly number[]
}

export type Equivalence =
  | 'the process ends at once'
  | 'the same statement follows'
  | 'nothing uses it afterwards'
  | 'it closes numbers in turn'

const EFFECTS: ReadonlyMap<string, Effect> = new Map([
  ...API_FUNCTIONS.map((row) => [row.name, row.effect] as const),
  ...LIBRARY_EFFECTS,
])

/** All mutants of a text, in text order. */
export function mutantsOf(parser: SourceParser, path: string, text: string): Mutant[] {
  return mutate(parser, path, text, (mutator) => mutator.run())
}

/** The calls of a function in a text. */
export function callSitesOf(parser: SourceParser, path: string, text: string, name: string): CallSite[] {
  return text.includes(name) ? mutate(parser, path, text, (mutator) => mutator.callSites(name)) : []
}

function mutate<T>(parser: SourceParser, path: string, text: string, use: (mutator: Mutator) => T[]): T[] {
  const language = chooseLanguage(path, text)
  const views = makeViews(text, { language })
  const parsed = parser.parse(views.raw, language)
  if (!parsed.ok) return []
  try {
    const mutator = new Mutator(parsed.flatten(), text, (name) => {
      const { macros } = views.views.posix
      const alias = aliasOf(macros, name) ?? name
      return wrapperOf(macros, alias)?.callee ?? alias
    })
    return use(mutator)
  } finally {
    parsed.delete()
  }
}

class Mutator {
  private readonly found: Mutant[] = []

  constructor(
    private readonly tree: SyntaxTree,
    private readonly text: string,
    private readonly resolve: (name: string) => string,
  ) {}

  run(): Mutant[] {
    const { tree } = this
    for (let node = 0; node < tree.size; node++) {
      if (tree.ancestor(node, Kind.function_definition) === NO_NODE) continue
      if (tree.is(node, Kind.expression_statement)) this.statement(node)
      else if (tree.is(node, Kind.if_statement)) this.test(node)
      else if (tree.is(node, Kind.call_expression)) this.call(node)
      if (isJump(tree, node)) this.exit(node)
    }
    return this.found
  }

  private effectOf(call: NodeId): Effect | undefined {
    const called = this.tree.child(call, Field.function)
    return this.tree.is(called, Kind.identifier) ? EFFECTS.get(this.resolve(this.tree.textOf(called))) : undefined
  }

  /** The effect of the call that a statement is, alone or behind `(void)`. */
  private effectOfStatement(node: NodeId): Effect | undefined {
    const { tree } = this
    if (!tree.is(node, Kind.expression_statement)) return undefined
    let expression = tree.namedChildren(node)[0] ?? NO_NODE
    if (tree.is(expression, Kind.cast_expression)) expression = tree.child(expression, Field.value)
    return tree.is(expression, Kind.call_expression) ? this.effectOf(expression) : undefined
  }

  private statement(node: NodeId): void {
    const effect = this.effectOfStatement(node)
    if (effect === 'close') {
      const why = this.processEnds(node)
        ? 'the process ends at once'
        : this.closesNumbers(node)
          ? 'it closes numbers in turn'
          : null
      const parameter = this.parameterIn(this.closedBy(node))
      const given = { foreignEnd: this.foreignEnd(node), closedParameters: parameter < 0 ? [] : [parameter] }
      this.add('close', node, ';', why, given)
    } else if (effect === 'option') this.add('option', node, ';')
    else if (effect === 'exit') this.exit(node)
  }

  /** A statement that leaves an error branch: all of an if's consequence or the last statement of it. */
  private exit(node: NodeId): void {
    const { tree } = this
    const parent = tree.parent(node)
    const isBlock = tree.is(parent, Kind.compound_statement)
    const branch = isBlock ? parent : node
    if (tree.fieldOf(branch) !== Field.consequence) return
    const statements = isBlock ? statementsOf(tree, parent) : [node]
    if (statements.at(-1) !== node) return
    const closed = statements.filter((statement) => this.effectOfStatement(statement) === 'close')
    const kind = closed.length > 0 ? 'exit after close' : 'exit'
    const parameters = closed.map((close) => this.parameterIn(this.closedBy(close)))
    const isUnnamed = closed.every((close) => !this.isNamedBehind(close, node))
    this.add(kind, node, ';', this.followsItself(node) ?? (closed.length > 0 ? this.unused(node, closed) : null), {
      foreignEnd: null,
      closedParameters: isUnnamed && !parameters.includes(-1) ? parameters : [],
    })
  }

  /** `if (f() < 0) return;` becomes `(f() < 0);`. */
  private test(node: NodeId): void {
    const { tree } = this
    if (tree.child(node, Field.alternative) !== NO_NODE) return
    const consequence = tree.child(node, Field.consequence)
    const last = tree.is(consequence, Kind.compound_statement) ? statementsOf(tree, consequence).at(-1) : consequence
    if (last === undefined || !(isJump(tree, last) || this.effectOfStatement(last) === 'exit')) return
    this.add('test', node, `${tree.textOf(tree.child(node, Field.condition))};`)
  }

  private call(node: NodeId): void {
    const { tree } = this
    const effect = this.effectOf(node)
    if (effect === undefined) return
    const given = tree.child(node, Field.arguments)
    if (effect === 'swap-bytes') this.add('bytes', node, tree.textOf(given))
    if (effect !== 'bind' && effect !== 'connect' && effect !== 'accept') return
    for (let inner = given; inner < tree.subtreeEnd(given); inner++) {
      if (!tree.is(inner, Kind.pointer_expression) || tree.textOf(tree.child(inner, Field.operator)) !== '&') continue
      this.add('address', inner, tree.textOf(tree.child(inner, Field.argument)))
    }
  }

  private add(
    kind: MutantKind,
    node: NodeId,
    replacement: string,
    equivalent: Equivalence | null = null,
    given: Pick<Mutant, 'foreignEnd' | 'closedParameters'> = { foreignEnd: null, closedParameters: [] },
  ): void {
    const span = this.tree.span(node)
    const original = this.text.slice(span.start, span.end)
    // Blanks and line ends of the original fill up, so that nothing else moves.
    const rest = original.slice(replacement.length).replace(/[^\n]/g, ' ')
    const lines = (part: string): number => part.split('\n').length
    if (replacement.length > original.length || lines(replacement + rest) !== lines(original)) return
    const text = this.text.slice(0, span.start) + replacement + rest + this.text.slice(span.end)
    this.found.push({ kind, text, span, equivalent, ...given })
  }

  /** True when after the statement the process ends, and nothing runs before that but closes, cleaning up and printing. */
  private processEnds(statement: NodeId): boolean {
    const { tree } = this
    for (let node = this.after(statement); node !== NO_NODE; node = this.after(node)) {
      while (tree.is(node, Kind.labeled_statement)) node = statementsOf(tree, node).at(-1) ?? NO_NODE
      if (tree.is(node, Kind.function_definition)) return isEntryPoint(nameOf(tree, node))
      if (this.effectOfStatement(node) === 'exit') return true
      if (!isPlain(tree, node) || !this.isQuiet(node)) return false
      if (tree.is(node, Kind.return_statement))
        return isEntryPoint(nameOf(tree, tree.ancestor(node, Kind.function_definition)))
    }
    return false
  }

  callSites(name: string): CallSite[] {
    const { tree } = this
    const sites: CallSite[] = []
    for (let node = 0; node < tree.size; node++) {
      if (!tree.is(node, Kind.call_expression) || tree.textOf(tree.child(node, Field.function)) !== name) continue
      const fn = tree.ancestor(node, Kind.function_definition)
      if (fn === NO_NODE) continue
      const statement = tree.parent(node)
      const given = tree.namedChildren(tree.child(node, Field.arguments))
      sites.push({
        caller: nameOf(tree, fn),
        endsProcess: tree.is(statement, Kind.expression_statement) && this.processEnds(statement),
        parameters: given.map((argument) => this.parameterIn(argument)),
      })
    }
    return sites
  }

  /** What a statement that closes is given, without casts. */
  private closedBy(close: NodeId): NodeId {
    const { tree } = this
    for (let node = close; node < tree.subtreeEnd(close); node++) {
      if (!tree.is(node, Kind.argument_list)) continue
      let given = tree.namedChildren(node)[0] ?? NO_NODE
      while (tree.is(given, Kind.cast_expression)) given = tree.child(given, Field.value)
      return given
    }
    return NO_NODE
  }

  /** Which argument of its function an expression names; -1 for none. */
  private parameterIn(expression: NodeId): number {
    const { tree } = this
    if (expression === NO_NODE || !tree.is(expression, Kind.identifier)) return -1
    const declarator = tree.child(tree.ancestor(expression, Kind.function_definition), Field.declarator)
    for (let node = declarator; node < tree.subtreeEnd(declarator); node++) {
      if (!tree.is(node, Kind.parameter_list)) continue
      const names = tree.namedChildren(node).map((each) => declaredIdentifier(tree, tree.child(each, Field.declarator)))
      return names.findIndex((name) => name !== NO_NODE && tree.textOf(name) === tree.textOf(expression))
    }
    return -1
  }

  private closesNumbers(close: NodeId): boolean {
    const { tree } = this
    const closed = this.closedBy(close)
    const loop = tree.ancestor(close, Kind.for_statement)
    if (loop === NO_NODE || !tree.is(closed, Kind.identifier)) return false
    const update = tree.child(loop, Field.update)
    if (!tree.is(update, Kind.update_expression)) return false
    return tree.textOf(tree.child(update, Field.argument)) === tree.textOf(closed)
  }

  /** See the head of this file. */
  private foreignEnd(close: NodeId): Mutant['foreignEnd'] {
    const { tree } = this
    const closed = tree.textOf(this.closedBy(close))
    const meant = new RegExp(`^[ \\t]*#[ \\t]*define[ \\t]+${closed.replace(/\W.*/s, '')}[ \\t]+(\\S+)`, 'm').exec(
      this.text,
    )?.[1]
    const [, array, index] = /^(\w+)\[([01])\]$/.exec(meant ?? closed) ?? []
    if (array === undefined || index === undefined) return null
    if (!this.calls('create-pair').some((call) => this.namesIn(call, tree.subtreeEnd(call)).includes(array)))
      return null
    const end = tree.subtreeEnd(this.endingBranch(close))
    for (let node = tree.subtreeEnd(close); node < end; node++) {
      const text = tree.is(node, Kind.identifier) ? tree.textOf(node) : ''
      const isOther = tree.textOf(tree.parent(node)) === `${array}[${1 - Number(index)}]`
      if (text === closed || (text === array && !isOther)) return null
    }
    if (this.declarationOf(array, close) !== NO_NODE) return 'child'
    return this.calls('fork').length > 0 ? 'any' : null
  }

  /** The branch that a statement is in and at whose end the process ends; the function when there is none. */
  private endingBranch(statement: NodeId): NodeId {
    const { tree } = this
    const block = tree.parent(statement)
    const last = statementsOf(tree, block).at(-1) ?? NO_NODE
    const isEnding = tree.fieldOf(block) === Field.consequence && this.effectOfStatement(last) === 'exit'
    return isEnding ? block : tree.ancestor(statement, Kind.function_definition)
  }

  private calls(effect: Effect): NodeId[] {
    const { tree } = this
    const found: NodeId[] = []
    for (let node = 0; node < tree.size; node++)
      if (tree.is(node, Kind.call_expression) && this.effectOf(node) === effect) found.push(node)
    return found
  }

  /** Whether what stands behind an exit names what a close before it was given. */
  private isNamedBehind(close: NodeId, exit: NodeId): boolean {
    const { tree } = this
    const end = tree.subtreeEnd(tree.ancestor(exit, Kind.function_definition))
    const isRepeated = LOOPS.some((kind) => tree.ancestor(exit, kind) !== NO_NODE)
    return isRepeated || this.namesIn(tree.subtreeEnd(exit), end).includes(tree.textOf(this.closedBy(close)))
  }

  /** True when all calls in a statement close, clean up or print. */
  private isQuiet(statement: NodeId): boolean {
    const { tree } = this
    for (let node = statement; node < tree.subtreeEnd(statement); node++) {
      if (!tree.is(node, Kind.call_expression)) continue
      const effect = this.effectOf(node)
      if (effect !== 'close' && !QUIET.has(tree.textOf(tree.child(node, Field.function)))) return false
    }
    return true
  }

  /** The statement that runs next: behind it, or behind what it ends; the function when it is the last; else NO_NODE. */
  private after(statement: NodeId): NodeId {
    const { tree } = this
    for (let node = statement; node !== NO_NODE; node = tree.parent(node)) {
      const parent = tree.parent(node)
      const siblings = statementsOf(tree, parent)
      const next = tree.is(parent, Kind.compound_statement) ? siblings[siblings.indexOf(node) + 1] : undefined
      if (next !== undefined) return next
      if (tree.is(parent, Kind.function_definition)) return parent
      if (!THROUGH.some((kind) => tree.is(parent, kind))) return NO_NODE
    }
    return NO_NODE
  }

  private followsItself(exit: NodeId): Equivalence | null {
    const { tree } = this
    const next = this.after(exit)
    const same = next !== NO_NODE && tree.textOf(next).replace(/\s+/g, ' ') === tree.textOf(exit).replace(/\s+/g, ' ')
    return same ? 'the same statement follows' : null
  }

  /** Whether no statement that can run after the exit names what the closes before it were given. */
  private unused(exit: NodeId, closes: readonly NodeId[]): Equivalence | null {
    const { tree } = this
    const fn = tree.ancestor(exit, Kind.function_definition)
    return closes.every((close) => this.isUnused(close, exit, fn)) ? 'nothing uses it afterwards' : null
  }

  /** Only a variable of the function itself: what its caller knows as well, the caller may go on with. */
  private isUnused(close: NodeId, exit: NodeId, fn: NodeId): boolean {
    const { tree } = this
    const names = new Set(this.namesIn(close, tree.subtreeEnd(close)))
    const [name] = names
    const declaration = name === undefined || names.size > 1 ? NO_NODE : this.declarationOf(name, close)
    if (name === undefined || declaration === NO_NODE) return false
    // In a loop what stands before runs again, unless the variable begins with each round; a label is a way back too.
    let from = tree.subtreeEnd(exit)
    for (let node = exit; node !== fn; node = tree.parent(node)) {
      const repeats = LOOPS.some((kind) => tree.is(node, kind))
      if (repeats && declaration < node) from = node
    }
    for (let node = fn; node < exit; node++) if (tree.is(node, Kind.labeled_statement)) from = fn
    return !this.namesIn(from, tree.subtreeEnd(fn)).includes(name)
  }

  /** The last declaration of a variable of this name in the function before a statement. */
  private declarationOf(name: string, statement: NodeId): NodeId {
    const { tree } = this
    const fn = tree.ancestor(statement, Kind.function_definition)
    const body = tree.child(fn, Field.body)
    for (let node = statement; node > body; node--) {
      if (!tree.is(node, Kind.declaration) || /^static\b/.test(tree.textOf(node))) continue
      const names = tree
        .children(node)
        .filter((child) => tree.fieldOf(child) === Field.declarator)
        .map((child) => declaredIdentifier(tree, child))
      if (names.some((each) => each !== NO_NODE && tree.textOf(each) === name)) return node
    }
    return NO_NODE
  }

  /** Identifiers between two nodes, without the names of the functions called. */
  private namesIn(from: NodeId, to: NodeId): string[] {
    const { tree } = this
    const names: string[] = []
    for (let node = from; node < to; node++) {
      const isName = tree.is(node, Kind.identifier) || tree.is(node, Kind.field_identifier)
      if (isName && tree.fieldOf(node) !== Field.function) names.push(tree.textOf(node))
    }
    return names
  }
}

/** Functions of the C library, and of Winsock's clean-up, that wait for nobody and touch no descriptor of a peer. */
const QUIET: ReadonlySet<string> = new Set(
  'printf fprintf puts fputs putchar perror free memset freeaddrinfo WSACleanup'.split(' '),
)

const LOOPS = [Kind.for_statement, Kind.while_statement, Kind.do_statement, Kind.for_range_loop]

/** What ends where its last statement ends. */
const THROUGH = [Kind.compound_statement, Kind.if_statement, Kind.else_clause, Kind.labeled_statement]

/** A statement that runs as a whole, once. */
function isPlain(tree: SyntaxTree, node: NodeId): boolean {
  return [Kind.expression_statement, Kind.return_statement, Kind.declaration].some((kind) => tree.is(node, kind))
}

function nameOf(tree: SyntaxTree, fn: NodeId): string {
  const name = declaredIdentifier(tree, tree.child(fn, Field.declarator))
  return name === NO_NODE ? '' : tree.textOf(name)
}

function statementsOf(tree: SyntaxTree, block: NodeId): NodeId[] {
  return tree.namedChildren(block).filter((child) => !tree.is(child, Kind.comment))
}

function isJump(tree: SyntaxTree, node: NodeId): boolean {
  return [Kind.return_statement, Kind.goto_statement, Kind.break_statement, Kind.continue_statement].some((kind) =>
    tree.is(node, kind),
  )
}
