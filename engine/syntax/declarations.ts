import { declaratorsOf, readDeclarator } from './declarators.ts'
import {
  agreed,
  type KnownTypes,
  type LayeredType,
  layeredOf,
  NO_KNOWN_TYPES,
  pointee,
  pointerTo,
  shapeOf,
} from './declared-types.ts'
import { looseDefinitions } from './loose-definitions.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from './tree.ts'
import type { TypeShape } from './types.ts'

export type { KnownTypes } from './declared-types.ts'

/** How deep typedefs and expressions are followed before a type counts as unknown. */
const MAX_DEPTH = 64

/** One declared name: the declaration gives the base type, the declarator the layers around it. */
interface Declaration {
  readonly name: NodeId
  readonly declaration: NodeId
  readonly declarator: NodeId
}

/** A cast of `&operand` or `*operand` that the grammars read as a binary expression. */
export interface CastLookalike {
  readonly operator: '&' | '*'
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
  /** By scope node (0 is the file), then by name, in text order. */
  readonly #scopes = new Map<NodeId, Map<string, Declaration[]>>()
  readonly #byName = new Map<NodeId, Declaration>()
  readonly #typedefs = new Map<string, Declaration[]>()
  /** Member lists by base name: `struct conn` to its field_declaration_lists. */
  readonly #bodies = new Map<string, NodeId[]>()
  /** In C++ a tag is a type name of its own: tag to base name. */
  readonly #tags = new Map<string, string>()
  /** Declarations that are parameters of a definition without a return type, with its body. */
  readonly #looseParameters = new Map<NodeId, NodeId>()
  readonly #members = new Map<NodeId, Map<string, Declaration[]>>()
  readonly #types = new Map<Declaration, LayeredType | undefined>()

  constructor(tree: SyntaxTree, known: KnownTypes = NO_KNOWN_TYPES) {
    this.#tree = tree
    this.#known = known
    this.#knownTags = new Set(known.tags)
    this.#collect()
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
   * `(PSOCKADDR)&a` and `(PSOCKADDR)*p`: without knowing types the grammars read a binary `&` or `*`. Gives what it
   * really is where the name in parentheses is a type of the file or of the headers and no variable in scope hides it.
   */
  castLookalike(expression: NodeId): CastLookalike | undefined {
    const tree = this.#tree
    if (!tree.is(expression, Kind.binary_expression)) return undefined
    const operator = tree.child(expression, Field.operator)
    if (!tree.is(operator, Kind['&']) && !tree.is(operator, Kind['*'])) return undefined
    const left = tree.child(expression, Field.left)
    if (!tree.is(left, Kind.parenthesized_expression)) return undefined
    const [name, ...more] = tree.namedChildren(left)
    if (name === undefined || more.length > 0 || !tree.is(name, Kind.identifier)) return undefined
    const text = tree.textOf(name)
    const isType = this.#typedefs.has(text) || own(this.#known.typedefs, text) !== undefined
    if (!isType || this.#candidates(name).length > 0) return undefined
    const type = this.#namedType(text, 0)
    const operand = tree.child(expression, Field.right)
    return { operator: tree.is(operator, Kind['&']) ? '&' : '*', operand, type: shapeOf(type) }
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

  // --- what the file declares ---

  #collect(): void {
    const tree = this.#tree
    for (const loose of looseDefinitions(tree)) {
      for (const declaration of loose.declarations) this.#looseParameters.set(declaration, loose.body)
    }
    for (let node = 0; node < tree.size; node++) {
      switch (tree.kind(node)) {
        case Kind.declaration:
          this.#declareAll(node, this.#looseParameters.get(node) ?? this.#scopeAround(node))
          break
        case Kind.for_range_loop:
          this.#declareAll(node, node)
          break
        case Kind.parameter_declaration:
        case Kind.optional_parameter_declaration: {
          const scope = this.#parameterScope(node)
          if (scope !== NO_NODE) this.#declareAll(node, scope)
          break
        }
        case Kind.function_definition:
          this.#declareAll(node, this.#scopeAround(node))
          break
        case Kind.type_definition:
        case Kind.alias_declaration:
          this.#declareTypedef(node)
          break
        case Kind.struct_specifier:
        case Kind.union_specifier:
        case Kind.class_specifier:
        case Kind.enum_specifier:
          this.#declareTag(node)
          break
        default:
          break
      }
    }
  }

  #declareAll(declaration: NodeId, scope: NodeId): void {
    for (const declarator of declaratorsOf(this.#tree, declaration)) {
      const { name } = readDeclarator(this.#tree, declarator)
      if (name === NO_NODE) continue
      const entry: Declaration = { name, declaration, declarator }
      this.#byName.set(name, entry)
      if (!this.#tree.is(name, Kind.identifier)) continue
      const names = this.#scopes.get(scope) ?? new Map<string, Declaration[]>()
      this.#scopes.set(scope, names)
      append(names, this.#tree.textOf(name), entry)
    }
  }

  #declareTypedef(node: NodeId): void {
    const tree = this.#tree
    if (tree.is(node, Kind.alias_declaration)) {
      // `using SA = struct sockaddr *;` has the shape of a cast's type.
      const descriptor = tree.child(node, Field.type)
      const entry: Declaration = {
        name: tree.child(node, Field.name),
        declaration: descriptor,
        declarator: descriptor === NO_NODE ? NO_NODE : tree.child(descriptor, Field.declarator),
      }
      append(this.#typedefs, tree.textOf(entry.name), entry)
      return
    }
    for (const declarator of declaratorsOf(tree, node)) {
      const { name } = readDeclarator(tree, declarator)
      if (name === NO_NODE) continue
      const entry: Declaration = { name, declaration: node, declarator }
      this.#byName.set(name, entry)
      append(this.#typedefs, tree.textOf(name), entry)
    }
  }

  #declareTag(specifier: NodeId): void {
    const body = this.#tree.child(specifier, Field.body)
    if (body === NO_NODE) return
    const base = this.#tagBase(specifier)
    const name = this.#tree.child(specifier, Field.name)
    if (name !== NO_NODE) this.#tags.set(this.#tree.textOf(name), base)
    if (this.#tree.is(body, Kind.field_declaration_list)) append(this.#bodies, base, body)
  }

  /** `struct conn`; a structure without a tag gets a name of its own that no source text can spell. */
  #tagBase(specifier: NodeId): string {
    const tree = this.#tree
    const name = tree.child(specifier, Field.name)
    const tag = name === NO_NODE ? `<at ${tree.start(specifier)}>` : tree.textOf(name)
    switch (tree.kind(specifier)) {
      case Kind.union_specifier:
        return `union ${tag}`
      case Kind.enum_specifier:
        return `enum ${tag}`
      case Kind.class_specifier:
        return `class ${tag}`
      default:
        return this.#tags.get(tag) === `class ${tag}` ? `class ${tag}` : `struct ${tag}`
    }
  }

  /** The innermost node around this one that opens a scope; 0 at file level. */
  #scopeAround(node: NodeId): NodeId {
    for (let n = this.#tree.parent(node); n > 0; n = this.#tree.parent(n)) if (this.#opensScope(n)) return n
    return 0
  }

  #opensScope(node: NodeId): boolean {
    switch (this.#tree.kind(node)) {
      case Kind.compound_statement:
      case Kind.function_definition:
      case Kind.for_statement:
      case Kind.for_range_loop:
      case Kind.if_statement:
      case Kind.while_statement:
      case Kind.switch_statement:
      case Kind.catch_clause:
      case Kind.lambda_expression:
        return true
      default:
        return false
    }
  }

  /** The definition, lambda or catch clause whose parameter this is; NO_NODE for parameters of mere declarations. */
  #parameterScope(parameter: NodeId): NodeId {
    const tree = this.#tree
    const list = tree.parent(parameter)
    const declarator = tree.parent(list)
    if (tree.is(declarator, Kind.catch_clause)) return declarator
    for (let n = declarator; n !== NO_NODE; n = tree.parent(n)) {
      switch (tree.kind(n)) {
        case Kind.function_definition: {
          const own = readDeclarator(tree, tree.child(n, Field.declarator)).functionDeclarator
          return own === declarator ? n : NO_NODE
        }
        case Kind.lambda_expression:
          return n
        case Kind.function_declarator:
        case Kind.abstract_function_declarator:
        case Kind.pointer_declarator:
        case Kind.reference_declarator:
        case Kind.array_declarator:
        case Kind.parenthesized_declarator:
        case Kind.attributed_declarator:
          continue
        default:
          return NO_NODE
      }
    }
    return NO_NODE
  }

  // --- who a name refers to ---

  /** The declarations a name may refer to: several only when `#if` branches repeat a name. */
  #candidates(identifier: NodeId): readonly Declaration[] {
    const tree = this.#tree
    const own = this.#byName.get(identifier)
    if (own !== undefined) return [own]
    if (tree.is(identifier, Kind.field_identifier)) return this.#memberCandidates(identifier)
    if (!tree.is(identifier, Kind.identifier)) return []
    const name = tree.textOf(identifier)
    const use = tree.start(identifier)
    for (let n = tree.parent(identifier); n !== NO_NODE; n = tree.parent(n)) {
      const found = this.#scopes.get(n)?.get(name)
      if (found !== undefined) {
        // Parameters: an old-style list names them before it declares them.
        if (tree.is(n, Kind.function_definition)) return found
        const before = found.filter((declaration) => tree.start(declaration.name) <= use)
        if (before.length > 0) return before
        // Functions may be used above their definition in the same file, through a header; so may file-level names.
        if (n === 0) return found
      }
      if (tree.is(n, Kind.field_declaration_list)) {
        // Inside a method that is defined in its class, members are in scope.
        const member = this.#membersOf(n).get(name)
        if (member !== undefined) return member
      } else if (tree.is(n, Kind.function_definition)) {
        const base = this.#classOf(n)
        const members = base === undefined ? [] : this.#membersNamed(base, name)
        if (members.length > 0) return members
      }
    }
    return []
  }

  /** The base name of the class that `void Server::run()` belongs to. */
  #classOf(definition: NodeId): string | undefined {
    const tree = this.#tree
    const { name } = readDeclarator(tree, tree.child(definition, Field.declarator))
    if (!tree.is(name, Kind.qualified_identifier)) {
      for (let n = tree.parent(definition); n !== NO_NODE; n = tree.parent(n)) {
        if (tree.is(n, Kind.field_declaration_list)) return this.#tagBase(tree.parent(n))
        if (tree.is(n, Kind.function_definition)) return undefined
      }
      return undefined
    }
    const scope = tree.textOf(name).replace(/\s+/g, '').split('::').at(-2)
    return scope === undefined ? undefined : this.#tags.get(scope)
  }

  #memberCandidates(identifier: NodeId): readonly Declaration[] {
    const tree = this.#tree
    const access = tree.parent(identifier)
    if (!tree.is(access, Kind.field_expression)) return []
    const owner = this.#ownerOf(access, 0)
    return owner === undefined ? [] : this.#membersNamed(owner, tree.textOf(identifier))
  }

  /** The structure that a member access goes into: the base of `a` in `a.b`, of `*p` in `p->b`. */
  #ownerOf(access: NodeId, depth: number): string | undefined {
    const tree = this.#tree
    const arrow = tree.children(access).some((child) => tree.is(child, Kind['->']))
    const object = this.#typeOf(tree.child(access, Field.argument), depth + 1)
    const struct = arrow && object !== undefined ? pointee(object) : object
    return struct !== undefined && struct.layers.length === 0 ? struct.base : undefined
  }

  #membersNamed(base: string, name: string): readonly Declaration[] {
    return (this.#bodies.get(base) ?? []).flatMap((body) => this.#membersOf(body).get(name) ?? [])
  }

  /** Members of one list, with those of nameless structures and of `#if` branches inside it. */
  #membersOf(body: NodeId): ReadonlyMap<string, Declaration[]> {
    const cached = this.#members.get(body)
    if (cached !== undefined) return cached
    const tree = this.#tree
    const members = new Map<string, Declaration[]>()
    this.#members.set(body, members)
    const lists: NodeId[] = [body]
    for (let list = lists.pop(); list !== undefined; list = lists.pop()) {
      for (const child of tree.namedChildren(list)) {
        switch (tree.kind(child)) {
          case Kind.field_declaration: {
            const declarators = declaratorsOf(tree, child)
            for (const declarator of declarators) {
              const { name } = readDeclarator(tree, declarator)
              if (name === NO_NODE) continue
              const entry: Declaration = { name, declaration: child, declarator }
              this.#byName.set(name, entry)
              append(members, tree.textOf(name), entry)
            }
            const type = tree.child(child, Field.type)
            const inner = type === NO_NODE ? NO_NODE : tree.child(type, Field.body)
            if (declarators.length === 0 && tree.is(inner, Kind.field_declaration_list)) lists.push(inner)
            break
          }
          case Kind.preproc_if:
          case Kind.preproc_ifdef:
          case Kind.preproc_else:
          case Kind.preproc_elif:
          case Kind.preproc_elifdef:
            lists.push(child)
            break
          default:
            break
        }
      }
    }
    return members
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
        const members = this.#membersNamed(owner, name)
        if (members.length > 0) return agreed(members.map((member) => this.#declaredType(member, depth + 1)))
        const known = own(own(this.#known.members, owner), name)
        return known === undefined ? undefined : layeredOf(known)
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
    const base = definition === NO_NODE ? undefined : this.#classOf(definition)
    return base === undefined ? undefined : { base, layers: ['pointer'] }
  }

  #typeOfCall(call: NodeId, depth: number): LayeredType | undefined {
    const tree = this.#tree
    const callee = tree.child(call, Field.function)
    if (tree.is(callee, Kind.template_function)) {
      // reinterpret_cast<sockaddr *>(x)
      if (!/^(?:reinterpret|static|const|dynamic)_cast$/.test(tree.textOf(tree.child(callee, Field.name))))
        return undefined
      const descriptor = tree.namedChildren(tree.child(callee, Field.arguments))[0]
      return descriptor === undefined ? undefined : this.#typeOfDescriptor(descriptor, depth)
    }
    if (tree.is(callee, Kind.identifier) && this.#candidates(callee).length === 0) {
      const known = own(this.#known.functions, tree.textOf(callee))
      return known === undefined ? undefined : layeredOf(known)
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
    const cached = entry.name === NO_NODE ? undefined : this.#byName.get(entry.name)
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
    return tree.is(tree.parent(declaration), Kind.function_definition) || this.#looseParameters.has(declaration)
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
        return { base: this.#tagBase(specifier), layers: [] }
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
    const typedefs = this.#typedefs.get(name)
    if (typedefs !== undefined) return agreed(typedefs.map((entry) => this.#declaredType(entry, depth + 1)))
    if (this.#tree.language === 'cpp') {
      const tag = this.#tags.get(name) ?? (this.#knownTags.has(name) ? `struct ${name}` : undefined)
      if (tag !== undefined) return { base: tag, layers: [] }
    }
    const known = own(this.#known.typedefs, name)
    return known === undefined ? { base: name, layers: [] } : layeredOf({ ...known, array: false })
  }
}

/** What a call gives: it goes through a function or through a pointer to one. */
function resultOf(type: LayeredType | undefined): LayeredType | undefined {
  const layers = type?.layers[0] === 'pointer' ? type.layers.slice(1) : (type?.layers ?? [])
  return type !== undefined && layers[0] === 'function' ? { base: type.base, layers: layers.slice(1) } : undefined
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

/** A table's own entry: names out of source text must not reach `Object.prototype`. */
function own<V>(table: Readonly<Record<string, V>> | undefined, key: string): V | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined
}
