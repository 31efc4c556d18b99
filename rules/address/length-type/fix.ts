import {
  Field,
  type FixReport,
  type FlowContext,
  indentationAt,
  insertBehind,
  Kind,
  NO_NODE,
  type NodeId,
  type SourceText,
  type SyntaxTree,
  type TextEdit,
} from '../../../engine/rule-api.ts'
import { type Declared, otherUses } from './declared.ts'

/** True when the type of the variable means nothing to this use of it. */
function isFree(tree: SyntaxTree, use: NodeId): boolean {
  const parent = tree.parent(use)
  if (tree.fieldOf(use) === Field.declarator) return true
  return tree.is(parent, Kind.assignment_expression) && tree.fieldOf(use) === Field.left
}

/** The variable in a declaration of its own, behind the one that it shared with others. */
function separated(tree: SyntaxTree, source: SourceText, { declaration, declarator }: Declared): TextEdit[] {
  const all = tree.children(declaration).filter((child) => tree.fieldOf(child) === Field.declarator)
  const index = all.indexOf(declarator)
  const before = all[index - 1] ?? NO_NODE
  const gap =
    before === NO_NODE
      ? { start: tree.start(declarator), end: tree.start(all[1] ?? declarator) }
      : { start: tree.end(before), end: tree.end(declarator) }
  const line = `socklen_t ${tree.textOf(declarator)};`
  const indentation = indentationAt(source, tree.start(declaration))
  return [{ span: gap, newText: '' }, ...insertBehind(source, tree.end(declaration), indentation, [line])]
}

/** Declares the length as a socklen_t. */
export function declareLength(use: NodeId, declared: Declared, context: FlowContext<string>): FixReport[] {
  const { tree, source } = context
  const { declaration, type } = declared
  const isBlock = tree.is(tree.parent(declaration), Kind.compound_statement)
  // What a parameter points to belongs to the callers.
  if (!tree.is(declaration, Kind.declaration) || !isBlock) return []
  const shares = tree.children(declaration).filter((child) => tree.fieldOf(child) === Field.declarator).length > 1
  const span = tree.span(type)
  const isLocalMatter = context.platformsOf(span).length === 1 && otherUses(tree, use).every((one) => isFree(tree, one))
  const name = tree.textOf(use)
  return [
    {
      title: { en: `Declare '${name}' as socklen_t`, ja: `'${name}' を socklen_t として宣言する` },
      safety: isLocalMatter ? 'safe' : 'suggest',
      edits: shares ? separated(tree, source, declared) : [{ span, newText: 'socklen_t' }],
    },
  ]
}
