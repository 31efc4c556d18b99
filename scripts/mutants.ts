/** Deletes or changes one statement of a C or C++ text at a time: what a careful reader, or a linter, should miss. */
import { API_FUNCTIONS, LIBRARY_EFFECTS, type Effect } from '../engine/model/index.ts'
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
  /** True when the process ends with the next statement, which does what the mutant leaves out. */
  readonly processEnds: boolean
}

const EFFECTS: ReadonlyMap<string, Effect> = new Map([
  ...API_FUNCTIONS.map((row) => [row.name, row.effect] as const),
  ...LIBRARY_EFFECTS,
])

/** All mutants of a text, in text order. */
export function mutantsOf(parser: SourceParser, path: string, text: string): Mutant[] {
  const language = chooseLanguage(path, text)
  const views = makeViews(text, { language })
  const parsed = parser.parse(views.raw, language)
  if (!parsed.ok) return []
  try {
    return new Mutator(parsed.flatten(), text, (name) => {
      const { macros } = views.views.posix
      const alias = aliasOf(macros, name) ?? name
      return wrapperOf(macros, alias)?.callee ?? alias
    }).run()
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
    if (effect === 'close') this.add('close', node, ';')
    else if (effect === 'option') this.add('option', node, ';')
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
    const closes = statements.some((statement) => this.effectOfStatement(statement) === 'close')
    this.add(closes ? 'exit after close' : 'exit', node, ';')
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

  private add(kind: MutantKind, node: NodeId, replacement: string): void {
    const span = this.tree.span(node)
    const original = this.text.slice(span.start, span.end)
    // Blanks and line ends of the original fill up, so that nothing else moves.
    const rest = original.slice(replacement.length).replace(/[^\n]/g, ' ')
    const lines = (part: string): number => part.split('\n').length
    if (replacement.length > original.length || lines(replacement + rest) !== lines(original)) return
    const text = this.text.slice(0, span.start) + replacement + rest + this.text.slice(span.end)
    this.found.push({ kind, text, span, processEnds: this.effectOfStatement(this.next(node)) === 'exit' })
  }

  private next(node: NodeId): NodeId {
    const { tree } = this
    const siblings = statementsOf(tree, tree.parent(node))
    return siblings[siblings.indexOf(node) + 1] ?? NO_NODE
  }
}

function statementsOf(tree: SyntaxTree, block: NodeId): NodeId[] {
  return tree.namedChildren(block).filter((child) => !tree.is(child, Kind.comment))
}

function isJump(tree: SyntaxTree, node: NodeId): boolean {
  return [Kind.return_statement, Kind.goto_statement, Kind.break_statement, Kind.continue_statement].some((kind) =>
    tree.is(node, kind),
  )
}
