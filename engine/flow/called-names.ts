import { readDeclarator } from '../syntax/declarators.ts'
import { qualifiedName, type FunctionNode } from '../syntax/functions.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import type { TypeShape } from '../syntax/types.ts'
import type { Callee } from './context.ts'
import type { Place } from './places.ts'
import type { FunctionSummary } from './summary.ts'

/** A function as a call names it. */
export interface CalledName {
  /** The last part: `f` of `f`, `net::f`, `this->f`. */
  readonly name: string
  /** What stands before it, without spaces: null for nothing, the empty text for `::f`, `net` for `net::f`. */
  readonly qualifier: string | null
  /** What it is called on: no object, the one whose method calls, or another one. */
  readonly on: 'none' | 'this' | 'object'
  /** How many arguments it is given; null where a macro decides. */
  readonly argumentCount: number | null
}

/** A name without anything around it, as an alias or a macro supplies it. */
export function bareName(name: string, argumentCount: number | null = null): CalledName {
  return { name, qualifier: null, on: 'none', argumentCount }
}

/**
 * The name in a call: `f`, `(f)`, `::f`, `net::f`, `this->f`, and `object.f` where the class of the object is known. null
 * for pointers to functions and for templates.
 */
export function readCalledName(
  tree: SyntaxTree,
  call: NodeId,
  typeOf: (expression: NodeId) => TypeShape | undefined,
): CalledName | null {
  const argumentCount = tree.namedChildren(tree.child(call, Field.arguments)).length
  let target = tree.child(call, Field.function)
  while (tree.is(target, Kind.parenthesized_expression)) target = tree.namedChildren(target)[0] ?? NO_NODE
  switch (tree.kind(target)) {
    case Kind.identifier:
      return bareName(tree.textOf(target), argumentCount)
    case Kind.qualified_identifier: {
      const parts = tree.textOf(target).replace(/\s+/g, '').split('::')
      const name = parts.pop() ?? ''
      return /^\w+$/.test(name) ? { name, qualifier: parts.join('::'), on: 'none', argumentCount } : null
    }
    case Kind.field_expression: {
      const field = tree.child(target, Field.field)
      const object = tree.child(target, Field.argument)
      if (tree.language !== 'cpp' || !tree.is(field, Kind.field_identifier)) return null
      const name = tree.textOf(field)
      if (tree.is(object, Kind.this)) return { name, qualifier: null, on: 'this', argumentCount }
      // What the object's expression does would be done twice.
      if (!isPlain(tree, object)) return null
      const type = typeOf(object)
      const isArrow = tree.is(tree.child(target, Field.operator), Kind['->'])
      if (type === undefined || type.array || type.pointers !== (isArrow ? 1 : 0)) return null
      return { name, qualifier: type.base.replace(/^(?:struct|class|union) /, ''), on: 'object', argumentCount }
    }
    default:
      return null
  }
}

/** A name, or members of one. */
function isPlain(tree: SyntaxTree, expression: NodeId): boolean {
  let node = expression
  while (tree.is(node, Kind.field_expression)) node = tree.child(node, Field.argument)
  return tree.is(node, Kind.identifier) || tree.is(node, Kind.this)
}

/** The functions of one file by the paths of their names, and the namespaces that it opens to all its names. */
export class CalledNames {
  private readonly byPath = new Map<string, FunctionNode[]>()
  /** Methods that a derived class may replace. */
  private readonly virtual: ReadonlySet<string>
  private readonly opened: readonly string[]
  private readonly imported: readonly string[]
  private readonly isCpp: boolean

  constructor(
    private readonly tree: SyntaxTree,
    functions: readonly FunctionNode[],
  ) {
    this.isCpp = tree.language === 'cpp'
    for (const fn of functions) {
      const list = this.byPath.get(fn.name)
      if (list) list.push(fn)
      else this.byPath.set(fn.name, [fn])
    }
    const using = this.isCpp ? usingDeclarations(tree) : { opened: [], imported: [] }
    this.opened = using.opened
    this.imported = using.imported
    this.virtual = this.isCpp ? virtualMethods(tree) : new Set()
  }

  /** The functions of a path: several where they are overloaded or stand in branches of an `#if`. */
  at(path: string): readonly FunctionNode[] {
    return this.byPath.get(path) ?? []
  }

  /**
   * Paths that the name may stand for in a function of this path, innermost first ([basic.lookup.unqual]): in
   * `net::Server::run` the name `f` may be `net::Server::f`, `net::f` or `f`.
   */
  pathsOf({ name, qualifier, on }: CalledName, from: string): string[] {
    if (!this.isCpp) return [name]
    if (qualifier === '') return [name]
    const written = qualifier === null ? name : `${qualifier.replace(/^::/, '')}::${name}`
    if (qualifier?.startsWith('::')) return [written]
    const scopes = from.split('::').slice(0, -1)
    if (on === 'this') return [[...scopes, name].join('::')]
    const paths = scopes.map((_, index) => [...scopes.slice(0, scopes.length - index), written].join('::'))
    return [
      ...paths,
      written,
      ...this.opened.map((namespace) => `${namespace}::${written}`),
      ...this.imported.filter((path) => path.endsWith(`::${written}`)),
    ]
  }

  /** The function of the file that a call means; 'unclear' where it may be another one, undefined for none of the file. */
  resolve(called: CalledName, from: string): FunctionNode | 'unclear' | undefined {
    for (const path of this.pathsOf(called, from)) {
      const found = this.byPath.get(path)
      if (found === undefined) continue
      // C has one function of a name; a second one stands in another branch of an `#if`.
      if (!this.isCpp) return found[0]
      const fitting = found.filter((fn) => takes(fn, called.argumentCount))
      const [first] = fitting
      // None may fit: a default argument or an overload stands in a header.
      const isOne = fitting.every((fn) => parameterTypes(fn) === parameterTypes(first))
      if (first !== undefined && takesVariables(first, this.tree)) return 'unclear'
      return first === undefined || !isOne || this.virtual.has(path) ? 'unclear' : first
    }
    return undefined
  }
}

function takes(fn: FunctionNode, given: number | null): boolean {
  if (given === null) return true
  return given <= fn.parameters.length ? given >= fn.required : fn.isVariadic
}

/** A parameter is a reference through which the function may change a variable or the members of an object. */
function takesVariables(fn: FunctionNode, tree: SyntaxTree): boolean {
  return fn.parameters.some(({ node }) => {
    const isReference = tree.is(tree.child(node, Field.declarator), Kind.reference_declarator)
    const type = tree.child(node, Field.type)
    const isPlainType = tree.is(type, Kind.primitive_type) || tree.is(type, Kind.type_identifier)
    return isReference && isPlainType && !tree.children(node).some((child) => tree.textOf(child) === 'const')
  })
}

function parameterTypes(fn: FunctionNode | undefined): string {
  return JSON.stringify(fn?.parameters.map(({ type }) => type ?? null))
}

/** `using namespace net;` and `using net::listen_on;`, wherever they stand. */
function usingDeclarations(tree: SyntaxTree): { readonly opened: string[]; readonly imported: string[] } {
  const opened = new Set<string>()
  const imported = new Set<string>()
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.using_declaration)) continue
    const isNamespace = tree.children(node).some((child) => tree.is(child, Kind.namespace))
    const name = tree.textOf(tree.namedChildren(node)[0] ?? NO_NODE).replace(/\s+/g, '')
    ;(isNamespace ? opened : imported).add(name.replace(/^::/, ''))
  }
  return { opened: [...opened], imported: [...imported] }
}

function virtualMethods(tree: SyntaxTree): Set<string> {
  const result = new Set<string>()
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.virtual) && !tree.is(node, Kind.virtual_specifier)) continue
    const declaration = [Kind.field_declaration, Kind.function_definition, Kind.declaration]
      .map((kind) => tree.ancestor(node, kind))
      .reduce((inner, outer) => Math.max(inner, outer), NO_NODE)
    if (declaration === NO_NODE) continue
    const { name } = readDeclarator(tree, tree.child(declaration, Field.declarator))
    if (name !== NO_NODE) result.add(qualifiedName(tree, declaration, name))
  }
  return result
}

/** What a method does to members of its own object, which have the names of globals, is not known of another object's. */
export function onAnotherObject(summary: FunctionSummary): Callee {
  const isTouched = (place: Place): boolean => place.includes('::')
  const touches =
    summary.kind === 'outcomes' &&
    summary.outcomes.some(
      ({ inputs, borrowed, stores, given, result }) =>
        inputs.some(({ input }) => input !== null && isTouched(input)) ||
        borrowed.some(isTouched) ||
        stores.some(([place]) => isTouched(place)) ||
        given.some(({ place }) => isTouched(place)) ||
        (result.kind === 'input' && isTouched(result.place)),
    )
  return touches ? { kind: 'unknown' } : { kind: 'function', summary }
}
