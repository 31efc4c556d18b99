/** Constants and variables that a file declares outside its functions. */
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { constantText } from './constants.ts'
import { declaredIdentifier, isPrototype } from './names.ts'
import { UNKNOWN, integer, type Value } from './values.ts'

/** Enumerators and constant variables of a file by name. `outer` gives the values of macros and of the API's constants. */
export function fileConstants(tree: SyntaxTree, outer: (name: string) => Value | undefined): Map<string, Value> {
  const result = new Map<string, Value>()
  const valueOf = (name: string): Value | undefined => result.get(name) ?? outer(name)
  for (let node = 0; node < tree.size; node++) {
    if (tree.is(node, Kind.enumerator_list)) {
      let next: Value = integer(0)
      const [scope, ofScopeAlone] = enumScope(tree, tree.parent(node))
      const set = (name: string, value: Value): void => void result.set(name, result.has(name) ? UNKNOWN : value)
      for (const child of tree.namedChildren(node)) {
        if (!tree.is(child, Kind.enumerator)) continue
        const value = tree.child(child, Field.value)
        if (value !== NO_NODE)
          next = constantText(tree.textOf(value), (inner) => result.get(`${scope}::${inner}`) ?? valueOf(inner))
        const name = tree.textOf(tree.child(child, Field.name))
        if (!ofScopeAlone) result.set(name, next)
        // Two of one name, in namespaces or classes, are told apart by more than the last two parts.
        if (scope !== '') set(`${scope}::${name}`, next)
        next = next.kind === 'integer' ? integer(next.low + 1) : UNKNOWN
      }
    } else if (
      tree.is(node, Kind.declaration) &&
      isFileLevel(tree, node) &&
      hasWord(tree, node, Kind.type_qualifier, /^(const|constexpr)$/)
    ) {
      for (const child of tree.namedChildren(node)) {
        if (!tree.is(child, Kind.init_declarator)) continue
        const name = tree.textOf(tree.child(child, Field.declarator)).replace(/^[*\s]+|\[\s*\]$/g, '')
        const value = constantText(tree.textOf(tree.child(child, Field.value)), valueOf)
        if (value.kind !== 'unknown') result.set(name, value)
      }
    }
  }
  return result
}

/** The name of an enumeration, and whether its enumerators have to be asked for by it (`enum class`). */
function enumScope(tree: SyntaxTree, node: NodeId): [scope: string, ofScopeAlone: boolean] {
  const name = tree.is(node, Kind.enum_specifier) ? tree.child(node, Field.name) : NO_NODE
  const isScoped = tree.children(node).some((child) => tree.is(child, Kind.class) || tree.is(child, Kind.struct))
  return [name === NO_NODE ? '' : tree.textOf(name), isScoped]
}

/** Names of the variables that only this file sees: other files may have others of the same name. */
export function fileStatics(tree: SyntaxTree): Set<string> {
  const result = new Set<string>()
  for (let node = 0; node < tree.size; node++) {
    if (
      !tree.is(node, Kind.declaration) ||
      !isFileLevel(tree, node) ||
      !hasWord(tree, node, Kind.storage_class_specifier, /^static$/)
    )
      continue
    for (const child of tree.children(node)) {
      if (tree.fieldOf(child) !== Field.declarator) continue
      const name = declaredIdentifier(
        tree,
        tree.is(child, Kind.init_declarator) ? tree.child(child, Field.declarator) : child,
      )
      if (name !== NO_NODE && !isPrototype(tree, name)) result.add(tree.textOf(name))
    }
  }
  return result
}

function isFileLevel(tree: SyntaxTree, node: NodeId): boolean {
  return tree.ancestor(node, Kind.compound_statement) === NO_NODE
}

function hasWord(tree: SyntaxTree, node: NodeId, kind: Kind, word: RegExp): boolean {
  return tree.children(node).some((child) => tree.is(child, kind) && word.test(tree.textOf(child)))
}
