import { declaratorsOf, readDeclarator } from './declarators.ts'
import { looseDefinitions } from './loose-definitions.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from './tree.ts'

/** One declared name: the declaration gives the base type, the declarator the layers around it. */
export interface Declaration {
  readonly name: NodeId
  readonly declaration: NodeId
  readonly declarator: NodeId
}

/** The names that a file declares, by scope, and who a name in its text refers to. Knows no types. */
export class DeclaredNames {
  readonly #tree: SyntaxTree
  /** By scope node (0 is the file), then by name, in text order. */
  readonly #scopes = new Map<NodeId, Map<string, Declaration[]>>()
  readonly byName = new Map<NodeId, Declaration>()
  readonly typedefs = new Map<string, Declaration[]>()
  /** Member lists by base name: `struct conn` to its field_declaration_lists. */
  readonly #bodies = new Map<string, NodeId[]>()
  /** In C++ a tag is a type name of its own: tag to base name. */
  readonly tags = new Map<string, string>()
  /** Declarations that are parameters of a definition without a return type, with its body. */
  readonly looseParameters = new Map<NodeId, NodeId>()
  readonly #members = new Map<NodeId, Map<string, Declaration[]>>()

  constructor(tree: SyntaxTree) {
    this.#tree = tree
    this.#collect()
  }

  // --- what the file declares ---

  #collect(): void {
    const tree = this.#tree
    for (const loose of looseDefinitions(tree)) {
      for (const declaration of loose.declarations) this.looseParameters.set(declaration, loose.body)
    }
    for (let node = 0; node < tree.size; node++) {
      switch (tree.kind(node)) {
        case Kind.declaration:
          this.#declareAll(node, this.looseParameters.get(node) ?? this.#scopeAround(node))
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
      this.byName.set(name, entry)
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
      append(this.typedefs, tree.textOf(entry.name), entry)
      return
    }
    for (const declarator of declaratorsOf(tree, node)) {
      const { name } = readDeclarator(tree, declarator)
      if (name === NO_NODE) continue
      const entry: Declaration = { name, declaration: node, declarator }
      this.byName.set(name, entry)
      append(this.typedefs, tree.textOf(name), entry)
    }
  }

  #declareTag(specifier: NodeId): void {
    const body = this.#tree.child(specifier, Field.body)
    if (body === NO_NODE) return
    const base = this.tagBase(specifier)
    const name = this.#tree.child(specifier, Field.name)
    if (name !== NO_NODE) this.tags.set(this.#tree.textOf(name), base)
    if (this.#tree.is(body, Kind.field_declaration_list)) append(this.#bodies, base, body)
  }

  /** `struct conn`; a structure without a tag gets a name of its own that no source text can spell. */
  tagBase(specifier: NodeId): string {
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
        return this.tags.get(tag) === `class ${tag}` ? `class ${tag}` : `struct ${tag}`
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
  candidates(identifier: NodeId): readonly Declaration[] {
    const tree = this.#tree
    const own = this.byName.get(identifier)
    if (own !== undefined) return [own]
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
        const member = this.membersOf(n).get(name)
        if (member !== undefined) return member
      } else if (tree.is(n, Kind.function_definition)) {
        const base = this.classOf(n)
        const members = base === undefined ? [] : this.membersNamed(base, name)
        if (members.length > 0) return members
      }
    }
    return []
  }

  /** The base name of the class that `void Server::run()` belongs to. */
  classOf(definition: NodeId): string | undefined {
    const tree = this.#tree
    const { name } = readDeclarator(tree, tree.child(definition, Field.declarator))
    if (!tree.is(name, Kind.qualified_identifier)) {
      for (let n = tree.parent(definition); n !== NO_NODE; n = tree.parent(n)) {
        if (tree.is(n, Kind.field_declaration_list)) return this.tagBase(tree.parent(n))
        if (tree.is(n, Kind.function_definition)) return undefined
      }
      return undefined
    }
    const scope = tree.textOf(name).replace(/\s+/g, '').split('::').at(-2)
    return scope === undefined ? undefined : this.tags.get(scope)
  }

  membersNamed(base: string, name: string): readonly Declaration[] {
    return (this.#bodies.get(base) ?? []).flatMap((body) => this.membersOf(body).get(name) ?? [])
  }

  /** Members of one list, with those of nameless structures and of `#if` branches inside it. */
  membersOf(body: NodeId): ReadonlyMap<string, Declaration[]> {
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
              this.byName.set(name, entry)
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
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
