/**
 * Classes that a C++ file shows as a whole, and what becomes of a descriptor in them. Nobody but its own functions can
 * close what a private member holds: when none of them does, hands it on or lets others read it, an object of the class
 * owns nothing, and a descriptor that only such a member has is lost with the object.
 */
import { KNOWN_TYPEDEFS, PLATFORMS, sizeOfName } from '../model/index.ts'
import { readDeclarator } from '../syntax/declarators.ts'
import { qualifiedName, type FunctionNode } from '../syntax/functions.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'

/** A class of which every function has its body in the file; nothing derives a right to its private members. */
export interface WholeClass {
  /** With all classes and namespaces around it. */
  readonly path: string
  readonly functions: readonly FunctionNode[]
  readonly constructors: readonly FunctionNode[]
  /** Undefined where the class leaves it to the compiler. */
  readonly destructor: FunctionNode | undefined
  /** Members that are numbers and that only the functions of the class can name. */
  readonly numbers: ReadonlySet<string>
}

/** Tells of a call by its name whether the argument at an index stays open and with the caller. */
export type LeavesOpen = (name: string, index: number) => boolean

/** The whole classes of a file by their paths. */
export function wholeClasses(tree: SyntaxTree, functions: readonly FunctionNode[]): ReadonlyMap<string, WholeClass> {
  const result = new Map<string, WholeClass>()
  const twice = new Set<string>()
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.class_specifier) && !tree.is(node, Kind.struct_specifier)) continue
    const found = wholeClass(tree, node, functions)
    if (found === undefined) continue
    if (result.has(found.path)) twice.add(found.path)
    result.set(found.path, found)
  }
  for (const path of twice) result.delete(path)
  return result
}

function wholeClass(tree: SyntaxTree, node: NodeId, functions: readonly FunctionNode[]): WholeClass | undefined {
  const name = tree.child(node, Field.name)
  const body = tree.child(node, Field.body)
  const isPlain = tree.is(name, Kind.type_identifier) && tree.is(body, Kind.field_declaration_list)
  if (!isPlain || tree.hasError(node) || tree.ancestor(node, Kind.template_declaration) !== NO_NODE) return undefined
  if (tree.namedChildren(node).some((child) => tree.is(child, Kind.base_class_clause))) return undefined
  const path = qualifiedName(tree, node, name)
  const own = functions.filter(
    (fn) => fn.name.startsWith(`${path}::`) && !fn.name.slice(path.length + 2).includes('::'),
  )
  if (own.some(({ damaged }) => damaged)) return undefined
  const numbers = new Set<string>()
  const declared = new Map<string, number>()
  let isPrivate = tree.is(node, Kind.class_specifier)
  for (const child of tree.namedChildren(body)) {
    switch (tree.kind(child)) {
      case Kind.access_specifier:
        isPrivate = tree.textOf(child).startsWith('private')
        break
      case Kind.function_definition: {
        if (tree.child(child, Field.body) === NO_NODE) break
        // Operators that convert, and what else has no name here, are functions that are not read.
        if (!own.some(({ definition }) => definition === child)) return undefined
        break
      }
      case Kind.declaration:
      case Kind.field_declaration:
        if (!readMembers(tree, child, path, { isPrivate, numbers, declared })) return undefined
        break
      case Kind.comment:
      case Kind.alias_declaration:
      case Kind.type_definition:
      case Kind.using_declaration:
        break
      default:
        return undefined
    }
  }
  for (const [fn, count] of declared) {
    const outside = own.filter(
      ({ name: its, definition }) => its === fn && tree.ancestor(definition, tree.kind(node)) !== node,
    )
    if (outside.length < count) return undefined
  }
  const last = path.slice(path.lastIndexOf(':') + 1)
  return {
    path,
    functions: own,
    constructors: own.filter((fn) => fn.name === `${path}::${last}`),
    destructor: own.find((fn) => fn.name === `${path}::~${last}`),
    numbers,
  }
}

/** Reads one declaration in a class; false for what lets others in. */
function readMembers(
  tree: SyntaxTree,
  declaration: NodeId,
  path: string,
  to: { readonly isPrivate: boolean; readonly numbers: Set<string>; readonly declared: Map<string, number> },
): boolean {
  const type = tree.child(declaration, Field.type)
  // A class in the class may name its members; of a static one there is one for all objects.
  if (type !== NO_NODE && tree.child(type, Field.body) !== NO_NODE && !tree.is(type, Kind.enum_specifier)) return false
  const isStatic = tree
    .children(declaration)
    .some((child) => tree.is(child, Kind.storage_class_specifier) && tree.textOf(child) === 'static')
  for (const child of tree.children(declaration)) {
    if (tree.fieldOf(child) !== Field.declarator) continue
    const { name, functionDeclarator } = readDeclarator(tree, child)
    if (functionDeclarator !== NO_NODE && tree.parent(name) === functionDeclarator) {
      // `= 0`: another class has the body.
      if (tree.child(declaration, Field.default_value) !== NO_NODE) return false
      const fn = `${path}::${tree.textOf(name).replace(/\s+/g, '')}`
      to.declared.set(fn, (to.declared.get(fn) ?? 0) + 1)
    } else if (to.isPrivate && !isStatic && tree.is(child, Kind.field_identifier) && isNumber(tree, type))
      to.numbers.add(tree.textOf(child))
  }
  return true
}

/** The members of the file's classes that are numbers, whoever sees them, by the paths of the classes. */
export function numberMembers(tree: SyntaxTree): ReadonlyMap<string, ReadonlySet<string>> {
  const result = new Map<string, Set<string>>()
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.field_declaration) || !isNumber(tree, tree.child(node, Field.type))) continue
    const owner = tree.parent(tree.parent(node))
    const name = tree.child(owner, Field.name)
    if (name === NO_NODE) continue
    const path = qualifiedName(tree, owner, name)
    const names = result.get(path) ?? new Set()
    result.set(path, names)
    for (const child of tree.children(node))
      if (tree.fieldOf(child) === Field.declarator && tree.is(child, Kind.field_identifier))
        names.add(tree.textOf(child))
  }
  return result
}

/** True for a type that is a number, by the language or by the headers. */
function isNumber(tree: SyntaxTree, type: NodeId): boolean {
  if (type === NO_NODE) return false
  if (tree.is(type, Kind.primitive_type) || tree.is(type, Kind.sized_type_specifier)) return true
  const name = tree.textOf(type)
  if (!tree.is(type, Kind.type_identifier) || Object.hasOwn(KNOWN_TYPEDEFS, name)) return false
  return PLATFORMS.some((platform) => sizeOfName(name, platform) !== undefined)
}

/**
 * True when the functions of a class do no more with what these names hold, and with what they are copied to, than ask
 * calls that leave it open, compare it and keep it in the class's own numbers.
 */
export function onlyUses(
  tree: SyntaxTree,
  { functions, numbers }: WholeClass,
  names: Iterable<string>,
  leavesOpen: LeavesOpen,
): boolean {
  const held = new Set(names)
  let before = -1
  // Copies of copies: each round finds those of the names that the one before found.
  while (before !== held.size) {
    before = held.size
    for (const { definition } of functions)
      for (let node = definition; node < tree.subtreeEnd(definition); node++) {
        const isName = tree.is(node, Kind.identifier) || tree.is(node, Kind.field_identifier)
        if (isName && held.has(tree.textOf(node)) && !isHarmless(tree, node, numbers, held, leavesOpen)) return false
      }
  }
  return true
}

const COMPARING: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '&&', '||', '<<'])

/** What becomes of the value of a name where it stands; a plain copy adds the name that it goes to. */
function isHarmless(
  tree: SyntaxTree,
  name: NodeId,
  numbers: ReadonlySet<string>,
  held: Set<string>,
  leavesOpen: LeavesOpen,
): boolean {
  for (let node = name, parent = tree.parent(node); parent !== NO_NODE; node = parent, parent = tree.parent(node)) {
    const field = tree.fieldOf(node)
    switch (tree.kind(parent)) {
      case Kind.parenthesized_expression:
      case Kind.condition_clause:
      case Kind.cast_expression:
      case Kind.comma_expression:
        continue
      case Kind.conditional_expression:
        if (field === Field.condition) return true
        continue
      case Kind.field_expression:
        if (field !== Field.field) return true
        continue
      case Kind.if_statement:
      case Kind.while_statement:
      case Kind.do_statement:
      case Kind.for_statement:
      case Kind.expression_statement:
      case Kind.parameter_declaration:
      case Kind.optional_parameter_declaration:
        return true
      case Kind.unary_expression:
        return tree.textOf(tree.child(parent, Field.operator)) === '!'
      case Kind.binary_expression:
        return COMPARING.has(tree.textOf(tree.child(parent, Field.operator)))
      case Kind.assignment_expression:
        if (field === Field.left) return true
        return copiesTo(tree, tree.child(parent, Field.left), numbers, held)
      case Kind.field_initializer: {
        const [member] = tree.namedChildren(parent)
        return node === member || (member !== undefined && copiesTo(tree, member, numbers, held))
      }
      case Kind.init_declarator: {
        if (field === Field.declarator) return true
        const declarator = tree.child(parent, Field.declarator)
        const isCopy =
          tree.is(declarator, Kind.identifier) && isNumber(tree, tree.child(tree.parent(parent), Field.type))
        if (isCopy) held.add(tree.textOf(declarator))
        return isCopy
      }
      case Kind.declaration:
        return field === Field.declarator
      case Kind.argument_list: {
        const around = tree.parent(parent)
        if (tree.is(around, Kind.field_initializer)) continue
        if (!tree.is(around, Kind.call_expression)) return false
        const called = tree.child(around, Field.function)
        const isNamed = tree.is(called, Kind.identifier) || /^::\s*\w+$/.test(tree.textOf(called))
        const index = tree.namedChildren(parent).indexOf(node)
        return isNamed && leavesOpen(tree.textOf(called).replace(/^::\s*/, ''), index)
      }
      default:
        return false
    }
  }
  return false
}

/** A copy into a number of the class, or into a variable of the function, is known by that name. */
function copiesTo(tree: SyntaxTree, target: NodeId, numbers: ReadonlySet<string>, held: Set<string>): boolean {
  let name = target
  if (tree.is(target, Kind.field_expression) && tree.is(tree.child(target, Field.argument), Kind.this))
    name = tree.child(target, Field.field)
  const text = tree.textOf(name)
  const isKnown = tree.is(name, Kind.identifier) || tree.is(name, Kind.field_identifier)
  if (!isKnown || !(numbers.has(text) || held.has(text))) return false
  held.add(text)
  return true
}
