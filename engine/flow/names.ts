import { initialisersOf } from '../syntax/functions.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { argumentPlace, globalPlace, type Place } from './places.ts'

/** The variables of one function: which memory every identifier in it means. */
export interface Names {
  /** Place of an identifier node; a global when nothing in the function declares it. */
  placeOf(identifier: NodeId): Place
  /** Place of `this->name`: the same as of the bare name where no variable of the function hides it. */
  memberOfThis(name: string): Place
  /** True when the function itself (a parameter or a block) declares it. */
  isLocal(identifier: NodeId): boolean
  /** Variables declared directly in this block (or for, catch, …), in order. */
  declaredIn(scope: NodeId): readonly Place[]
  /** True when the function assigns to the variable after its declaration; writes through pointers do not count. */
  isAssigned(place: Place): boolean
  /** The name in the declaration of a variable that a block of the function declares; NO_NODE for any other place. */
  declarationOf(place: Place): NodeId
  /** True for a variable that is declared as an array. */
  isArray(place: Place): boolean
  /** Places of the parameters, in order. */
  readonly parameters: readonly Place[]
}

/** Nodes that variables live in. */
export const SCOPES: ReadonlySet<number> = new Set([
  Kind.compound_statement,
  Kind.for_statement,
  Kind.for_range_loop,
  Kind.catch_clause,
  Kind.lambda_expression,
  Kind.while_statement,
  Kind.if_statement,
  Kind.switch_statement,
  // The parameters of a prototype or of a pointer to a function are nobody's variables.
  Kind.function_declarator,
])

/** The identifier inside a declarator: `*a[3]` gives `a`. */
export function declaredIdentifier(tree: SyntaxTree, declarator: NodeId): NodeId {
  let node = declarator
  for (let depth = 0; node !== NO_NODE && depth < 64; depth++) {
    if (tree.is(node, Kind.identifier) || tree.is(node, Kind.field_identifier)) return node
    const inner = tree.child(node, Field.declarator)
    if (inner !== NO_NODE) node = inner
    else node = tree.namedChildren(node).find((c) => /declarator$|^identifier$/.test(tree.kindName(c))) ?? NO_NODE
  }
  return NO_NODE
}

/** True for the name in `int f(int)`, false for the one in `int (*f)(int)`. */
export function isPrototype(tree: SyntaxTree, declared: NodeId): boolean {
  return tree.is(tree.parent(declared), Kind.function_declarator)
}

/**
 * Resolves the names of a function. `parameterNames` in order; null for an unnamed one. `globalOf` places the others,
 * `word` tells the function's own static variables from those of others.
 */
export function resolveNames(
  tree: SyntaxTree,
  body: NodeId,
  parameterNames: readonly (string | null)[],
  globalOf: (name: string) => Place = globalPlace,
  word = '',
): Names {
  const places = new Map<NodeId, Place>()
  const declared = new Map<NodeId, Place[]>()
  const count = new Map<string, number>()
  const assigned = new Set<Place>()
  const arrays = new Set<Place>()
  const declarations = new Map<Place, NodeId>()
  type Scope = { readonly node: NodeId; readonly names: Map<string, Place>; readonly parent: Scope | null }
  const root: Scope = { node: body, names: new Map(), parent: null }
  for (const name of parameterNames) if (name !== null) root.names.set(name, name)
  const lookUp = (scope: Scope | null, name: string): Place | undefined => {
    for (let s = scope; s !== null; s = s.parent) {
      const place = s.names.get(name)
      if (place !== undefined) return place
    }
    return undefined
  }
  const declare = (scope: Scope, identifier: NodeId, storage: 'local' | 'static' | 'extern'): void => {
    const name = tree.textOf(identifier)
    const seen = count.get(name) ?? (parameterNames.includes(name) ? 1 : 0)
    count.set(name, seen + 1)
    const unique = seen === 0 ? name : `${name}@${seen + 1}`
    const place =
      storage === 'extern' ? globalOf(name) : storage === 'static' ? `${globalOf(name)}@static${seen}_${word}` : unique
    scope.names.set(name, place)
    places.set(identifier, place)
    declarations.set(place, identifier)
    if (tree.is(tree.parent(identifier), Kind.array_declarator)) arrays.add(place)
    if (storage === 'local') {
      const list = declared.get(scope.node)
      if (list) list.push(place)
      else declared.set(scope.node, [place])
    }
  }
  const stack: { node: NodeId; scope: Scope }[] = [
    { node: body, scope: { node: body, names: new Map(), parent: root } },
  ]
  const initialisers = initialisersOf(tree, body)
  if (initialisers !== NO_NODE) stack.push({ node: initialisers, scope: root })
  // Preorder with an explicit stack, children pushed in reverse: names are declared before they are used.
  while (stack.length > 0) {
    const { node, scope } = stack.pop() as { node: NodeId; scope: Scope }
    const kind = tree.kind(node)
    if (kind === Kind.identifier) {
      const place = places.get(node) ?? lookUp(scope, tree.textOf(node)) ?? globalOf(tree.textOf(node))
      places.set(node, place)
      const parent = tree.parent(node)
      const isLeft = tree.is(parent, Kind.assignment_expression) && tree.fieldOf(node) === Field.left
      if (isLeft || tree.is(parent, Kind.update_expression)) assigned.add(place)
      continue
    }
    if (
      kind === Kind.type_identifier &&
      tree.is(tree.parent(node), Kind.parameter_declaration) &&
      tree.child(tree.parent(node), Field.declarator) === NO_NODE
    ) {
      // `Guard guard(fd);` reads as a prototype whose parameter has the type `fd`.
      const place = lookUp(scope, tree.textOf(node))
      if (place !== undefined) places.set(node, place)
    }
    const inner: Scope = SCOPES.has(kind) && node !== body ? { node, names: new Map(), parent: scope } : scope
    if (kind === Kind.declaration || kind === Kind.for_range_loop || kind === Kind.parameter_declaration) {
      const specifiers = tree
        .children(node)
        .filter((c) => tree.is(c, Kind.storage_class_specifier))
        .map((c) => tree.textOf(c))
      const storage = specifiers.includes('extern') ? 'extern' : specifiers.includes('static') ? 'static' : 'local'
      for (const child of tree.children(node)) {
        if (tree.fieldOf(child) !== Field.declarator) continue
        const declarator = tree.is(child, Kind.init_declarator) ? tree.child(child, Field.declarator) : child
        const identifier = declaredIdentifier(tree, declarator)
        if (identifier !== NO_NODE && !isPrototype(tree, identifier)) declare(inner, identifier, storage)
      }
    }
    const children = tree.children(node)
    for (let i = children.length - 1; i >= 0; i--) stack.push({ node: children[i] as NodeId, scope: inner })
  }
  return {
    placeOf: (identifier) => places.get(identifier) ?? globalOf(tree.textOf(identifier)),
    memberOfThis: globalOf,
    isLocal: (identifier) =>
      (places.get(identifier) ?? globalOf(tree.textOf(identifier))) !== globalOf(tree.textOf(identifier)),
    declaredIn: (scope) => declared.get(scope) ?? [],
    isAssigned: (place) => assigned.has(place),
    declarationOf: (place) => declarations.get(place) ?? NO_NODE,
    isArray: (place) => arrays.has(place),
    parameters: parameterNames.map((name, index) => name ?? argumentPlace(index)),
  }
}
