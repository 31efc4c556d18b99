import { readDeclarator } from './declarators.ts'
import {
  agreed,
  type KnownTypes,
  type LayeredType,
  layeredOf,
  lookUp,
  NO_KNOWN_TYPES,
  pointee,
  pointerTo,
  shapeOf,
} from './declared-types.ts'
import { type Declaration, DeclaredNames } from './declared-names.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from './tree.ts'
import type { TypeShape } from './types.ts'

export type { KnownTypes } from './declared-types.ts'

/** How deep typedefs and expressions are followed before a type counts as unknown. */
const MAX_DEPTH = 64

/** A cast that the grammars read as a binary expression or as a call. */
export interface CastLookalike {
  /** What stands between the type and the operand; null for nothing. */
  readonly operator: '&' | '*' | null
  /** What stands behind the operator. */
  readonly operand: NodeId
  /** The type cast to. */
  readonly type: TypeShape | undefined
}

/**
 * Who declared a name, and with which type, within one file. Where branches of `#if` declare a name twice with
 * different types, and wherever a type cannot be told, the answer is undefined.
 */
export class Declarations {
  readonly #tree: SyntaxTree
  readonly #known: KnownTypes
  readonly #knownTags: ReadonlySet<string>
  readonly #names: DeclaredNames
  readonly #types = new Map<Declaration, LayeredType | undefined>()

  constructor(tree: SyntaxTree, known: KnownTypes = NO_KNOWN_TYPES) {
    this.#tree = tree
    this.#known = known
    this.#knownTags = new Set(known.tags)
    this.#names = new DeclaredNames(tree)
  }

  /**
   * The type of an expression; of a declaring name, its declared type. Handles names, `*p`, `&x`, `a[i]`, `a.b`,
   * `p->b`, parentheses, casts, assignments, comma, `?:` where both agree, calls of functions that the file declares,
   * `new` and the C++ casts.
   */
  typeOf(expression: NodeId): TypeShape | undefined {
    return shapeOf(this.#typeOf(expression, 0))
  }

  /**
   * The node of the name in the declaration that this identifier refers to (itself when it is that name): a variable,
   * parameter, function or, for the member name of `a.b`, a member. The last one before the use where there are several.
   */
  declarationOf(identifier: NodeId): NodeId | undefined {
    return this.#candidates(identifier).at(-1)?.name
  }

  /**
   * `(PSOCKADDR)&a`, `(PSOCKADDR)*p`, `(PSOCKADDR)(a)` and `SA &a` with a macro for a cast: without knowing types the
   * grammars read a binary `&` or `*`, or a call. Gives what it really is where the name is a type of the file, of the
   * headers or of a macro and no variable in scope hides it.
   */
  castLookalike(expression: NodeId): CastLookalike | undefined {
    const tree = this.#tree
    const isCall = tree.is(expression, Kind.call_expression)
    if (!isCall && !tree.is(expression, Kind.binary_expression)) return undefined
    const operator = isCall ? NO_NODE : tree.child(expression, Field.operator)
    const isAddress = tree.is(operator, Kind['&'])
    if (!isCall && !isAddress && !tree.is(operator, Kind['*'])) return undefined
    const left = tree.child(expression, isCall ? Field.function : Field.left)
    const isBare = tree.is(left, Kind.identifier)
    const [name, ...more] = isBare
      ? [left]
      : tree.is(left, Kind.parenthesized_expression)
        ? tree.namedChildren(left)
        : []
    if (name === undefined || more.length > 0 || !tree.is(name, Kind.identifier)) return undefined
    const text = tree.textOf(name)
    const cast = lookUp(this.#known, (types) => types.casts, text)
    const isType = !isBare && (this.#names.typedefs.has(text) || lookUp(this.#known, typedefsOf, text) !== undefined)
    if ((!isType && !(isBare && cast !== undefined)) || this.#candidates(name).length > 0) return undefined
    const operands = isCall ? tree.namedChildren(tree.child(expression, Field.arguments)) : []
    const operand = isCall ? operands.at(-1) : tree.child(expression, Field.right)
    if (operand === undefined || operands.length > 1) return undefined
    const type = isBare && cast !== undefined ? { ...cast, array: false } : shapeOf(this.#namedType(text, 0))
    return { operator: isCall ? null : isAddress ? '&' : '*', operand, type }
  }

  /** The type that a declaration node gives to one of its declarators; NO_NODE for none, as in `sizeof(int)`. */
  typeOfDeclarator(declaration: NodeId, declarator: NodeId): TypeShape | undefined {
    const { name } = readDeclarator(this.#tree, declarator)
    return shapeOf(this.#declaredType({ name, declaration, declarator }, 0))
  }

  /** The type of what the function returns whose name a prototype declares here. */
  typeOfResult(name: NodeId): TypeShape | undefined {
    return shapeOf(resultOf(this.#typeOf(name, 0)))
  }

  // --- who a name refers to ---

  /** The declarations a name may refer to: several only when `#if` branches repeat a name. */
  #candidates(identifier: NodeId): readonly Declaration[] {
    const isMember = this.#tree.is(identifier, Kind.field_identifier) && !this.#names.byName.has(identifier)
    return isMember ? this.#memberCandidates(identifier) : this.#names.candidates(identifier)
  }

  #memberCandidates(identifier: NodeId): readonly Declaration[] {
    const tree = this.#tree
    const access = tree.parent(identifier)
    if (!tree.is(access, Kind.field_expression)) return []
    const owner = this.#ownerOf(access, 0)
    return owner === undefined ? [] : this.#names.membersNamed(owner, tree.textOf(identifier))
  }

  /** The structure that a member access goes into: the base of `a` in `a.b`, of `*p` in `p->b`. */
  #ownerOf(access: NodeId, depth: number): string | undefined {
    const tree = this.#tree
    const arrow = tree.children(access).some((child) => tree.is(child, Kind['->']))
    const object = this.#typeOf(tree.child(access, Field.argument), depth + 1)
    const struct = arrow && object !== undefined ? pointee(object) : object
    return struct !== undefined && struct.layers.length === 0 ? struct.base : undefined
  }

  // --- types ---

  #typeOf(expression: NodeId, depth: number): LayeredType | undefined {
    if (expression === NO_NODE || depth > MAX_DEPTH) return undefined
    const tree = this.#tree
    const inside = (field: Field): LayeredType | undefined => this.#typeOf(tree.child(expression, field), depth + 1)
    switch (tree.kind(expression)) {
      case Kind.identifier:
      case Kind.field_identifier:
        return agreed(this.#candidates(expression).map((candidate) => this.#declaredType(candidate, depth + 1)))
      case Kind.this:
        return this.#typeOfThis(expression)
      case Kind.qualified_identifier: {
        // `::name` is the file-level name.
        const name = tree.child(expression, Field.name)
        return tree.child(expression, Field.scope) === NO_NODE ? this.#typeOf(name, depth + 1) : undefined
      }
      case Kind.parenthesized_expression:
        return this.#typeOf(tree.namedChildren(expression)[0] ?? NO_NODE, depth + 1)
      case Kind.pointer_expression: {
        const argument = inside(Field.argument)
        if (argument === undefined) return undefined
        return tree.is(tree.child(expression, Field.operator), Kind['&']) ? pointerTo(argument) : pointee(argument)
      }
      case Kind.subscript_expression: {
        const argument = inside(Field.argument)
        return argument === undefined ? undefined : pointee(argument)
      }
      case Kind.field_expression: {
        const owner = this.#ownerOf(expression, depth)
        if (owner === undefined) return undefined
        const name = tree.textOf(tree.child(expression, Field.field))
        const members = this.#names.membersNamed(owner, name)
        if (members.length > 0) return agreed(members.map((member) => this.#declaredType(member, depth + 1)))
        const structure = lookUp(this.#known, (types) => types.members, owner)
        const known = structure === undefined || !Object.hasOwn(structure, name) ? undefined : structure[name]
        return known === undefined ? undefined : this.#resolved(known, depth + 1)
      }
      case Kind.cast_expression:
      case Kind.compound_literal_expression:
        return this.#typeOfDescriptor(tree.child(expression, Field.type), depth)
      case Kind.binary_expression: {
        const type = this.castLookalike(expression)?.type
        return type === undefined ? undefined : layeredOf(type)
      }
      case Kind.assignment_expression:
        return inside(Field.left)
      case Kind.comma_expression:
        return inside(Field.right)
      case Kind.conditional_expression:
        return agreed([inside(Field.consequence), inside(Field.alternative)])
      case Kind.update_expression:
        return inside(Field.argument)
      case Kind.new_expression: {
        const type = this.#baseType(tree.child(expression, Field.type), depth)
        return type === undefined ? undefined : pointerTo(type)
      }
      case Kind.call_expression:
        return this.#typeOfCall(expression, depth)
      default:
        return undefined
    }
  }

  #typeOfThis(expression: NodeId): LayeredType | undefined {
    const definition = this.#tree.ancestor(expression, Kind.function_definition)
    const base = definition === NO_NODE ? undefined : this.#names.classOf(definition)
    return base === undefined ? undefined : { base, layers: ['pointer'] }
  }

  #typeOfCall(call: NodeId, depth: number): LayeredType | undefined {
    const tree = this.#tree
    const cast = this.castLookalike(call)
    if (cast !== undefined) return cast.type === undefined ? undefined : layeredOf(cast.type)
    const callee = tree.child(call, Field.function)
    if (tree.is(callee, Kind.template_function)) {
      // reinterpret_cast<sockaddr *>(x)
      if (!/^(?:reinterpret|static|const|dynamic)_cast$/.test(tree.textOf(tree.child(callee, Field.name))))
        return undefined
      const descriptor = tree.namedChildren(tree.child(callee, Field.arguments))[0]
      return descriptor === undefined ? undefined : this.#typeOfDescriptor(descriptor, depth)
    }
    if (tree.is(callee, Kind.identifier) && this.#candidates(callee).length === 0) {
      const known = lookUp(this.#known, (types) => types.functions, tree.textOf(callee))
      return known === undefined ? undefined : this.#resolved(known, depth + 1)
    }
    return resultOf(this.#typeOf(callee, depth + 1))
  }

  #typeOfDescriptor(descriptor: NodeId, depth: number): LayeredType | undefined {
    if (!this.#tree.is(descriptor, Kind.type_descriptor)) return undefined
    const declarator = this.#tree.child(descriptor, Field.declarator)
    return this.#declaredType({ name: NO_NODE, declaration: descriptor, declarator }, depth + 1)
  }

  #declaredType(entry: Declaration, depth: number): LayeredType | undefined {
    if (depth > MAX_DEPTH) return undefined
    const cached = entry.name === NO_NODE ? undefined : this.#names.byName.get(entry.name)
    if (cached !== undefined && this.#types.has(cached)) return this.#types.get(cached)
    // Holds while the type is computed: a type that needs itself is unknown.
    if (cached !== undefined) this.#types.set(cached, undefined)
    const type = this.#computeType(entry, depth)
    if (cached !== undefined) this.#types.set(cached, type)
    return type
  }

  #computeType({ declaration, declarator }: Declaration, depth: number): LayeredType | undefined {
    const tree = this.#tree
    const { layers, damaged } = readDeclarator(tree, declarator)
    // `struct sockaddr_in UNKNOWN_MACRO addr`: what the parser had to skip may have been part of the type.
    if (damaged || tree.children(declaration).some((child) => tree.isError(child) && !tree.is(child, Kind[';'])))
      return undefined
    // `START_TEST(name) { ... }` defines a function through a macro; its type stands elsewhere.
    if (tree.is(declaration, Kind.function_definition) && layers[0] !== 'function') return undefined
    const specifier = tree.child(declaration, Field.type)
    if (tree.is(specifier, Kind.placeholder_type_specifier)) {
      const value = tree.is(declarator, Kind.init_declarator) ? tree.child(declarator, Field.value) : NO_NODE
      const type = this.#typeOf(value, depth + 1)
      // `auto *p = q` and `auto p = q` mean the same pointer; arrays decay.
      return type?.layers[0] === 'array' ? { base: type.base, layers: ['pointer', ...type.layers.slice(1)] } : type
    }
    const base = this.#baseType(specifier, depth)
    if (base === undefined) return undefined
    const own =
      this.#isParameter(declaration) && layers[0] === 'array' ? (['pointer', ...layers.slice(1)] as const) : layers
    return { base: base.base, layers: [...own, ...base.layers] }
  }

  #isParameter(declaration: NodeId): boolean {
    const tree = this.#tree
    if (!tree.is(declaration, Kind.declaration)) return tree.is(declaration, Kind.parameter_declaration)
    return tree.is(tree.parent(declaration), Kind.function_definition) || this.#names.looseParameters.has(declaration)
  }

  /** The type that a specifier names, typedefs resolved. */
  #baseType(specifier: NodeId, depth: number): LayeredType | undefined {
    const tree = this.#tree
    if (specifier === NO_NODE) return undefined
    switch (tree.kind(specifier)) {
      case Kind.primitive_type:
      case Kind.sized_type_specifier:
      case Kind.template_type:
        return { base: tree.textOf(specifier).replace(/\s+/g, ' '), layers: [] }
      case Kind.struct_specifier:
      case Kind.union_specifier:
      case Kind.enum_specifier:
      case Kind.class_specifier:
        return { base: this.#names.tagBase(specifier), layers: [] }
      case Kind.type_identifier:
        return this.#namedType(tree.textOf(specifier), depth)
      case Kind.qualified_identifier: {
        const written = tree.textOf(specifier).replace(/\s+/g, '')
        return written.startsWith('::') && !written.includes('::', 2)
          ? this.#namedType(written.slice(2), depth)
          : { base: written, layers: [] }
      }
      case Kind.type_descriptor:
        return this.#typeOfDescriptor(specifier, depth)
      default:
        return undefined
    }
  }

  #namedType(name: string, depth: number): LayeredType | undefined {
    const typedefs = this.#names.typedefs.get(name)
    if (typedefs !== undefined) return agreed(typedefs.map((entry) => this.#declaredType(entry, depth + 1)))
    if (this.#tree.language === 'cpp') {
      const tag = this.#names.tags.get(name) ?? (this.#isKnownTag(name) ? `struct ${name}` : undefined)
      if (tag !== undefined) return { base: tag, layers: [] }
    }
    const known = lookUp(this.#known, typedefsOf, name)
    return known === undefined ? { base: name, layers: [] } : this.#resolved({ ...known, array: false }, depth + 1)
  }

  #isKnownTag(name: string): boolean {
    return this.#knownTags.has(name) || this.#known.further?.some(({ tags }) => tags.includes(name)) === true
  }

  /** A known type with its base resolved: headers use typedefs of each other. */
  #resolved(shape: TypeShape, depth: number): LayeredType | undefined {
    const { base, layers } = layeredOf(shape)
    if (base.includes(' ') || depth > MAX_DEPTH) return { base, layers }
    const inner = this.#namedType(base, depth)
    return inner === undefined ? undefined : { base: inner.base, layers: [...layers, ...inner.layers] }
  }
}

/** What a call gives: it goes through a function or through a pointer to one. */
function resultOf(type: LayeredType | undefined): LayeredType | undefined {
  const layers = type?.layers[0] === 'pointer' ? type.layers.slice(1) : (type?.layers ?? [])
  return type !== undefined && layers[0] === 'function' ? { base: type.base, layers: layers.slice(1) } : undefined
}

const typedefsOf = (types: KnownTypes): KnownTypes['typedefs'] => types.typedefs
