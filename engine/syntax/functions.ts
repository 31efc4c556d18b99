import type { Span } from '../text/span.ts'
import { Declarations } from './declarations.ts'
import { declaratorsOf, readDeclarator } from './declarators.ts'
import { type LooseDefinition, looseDefinitions } from './loose-definitions.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from './tree.ts'
import type { TypeShape } from './types.ts'

export interface ParameterNode {
  /** Empty when the parameter has no name. */
  readonly name: string
  /** undefined when it cannot be told. Arrays are the pointers that they are in C. */
  readonly type: TypeShape | undefined
  /** The parameter_declaration; in an old-style definition the name in the parameter list. */
  readonly node: NodeId
  /** The node that declares the name, as `Declarations.declarationOf` gives it; NO_NODE without a name. */
  readonly nameNode: NodeId
}

/** One function definition. */
export interface FunctionNode {
  /** With every class and namespace around it, nameless ones left out: `main`, `net::Class::method`. */
  readonly name: string
  /** The function_definition; of a definition without a return type the node that holds name and parameters. */
  readonly definition: NodeId
  /** The compound_statement. */
  readonly body: NodeId
  /** The function_declarator, or whatever node holds the parameters of a definition without a return type. */
  readonly declarator: NodeId
  /** From the first token of the definition to the end of the body. */
  readonly span: Span
  readonly parameters: readonly ParameterNode[]
  /** How many of the parameters have no default argument here. */
  readonly required: number
  /** It takes more arguments than it names (`...`). */
  readonly isVariadic: boolean
  readonly isStatic: boolean
  /** An ERROR or a MISSING token lies inside. */
  readonly damaged: boolean
  /** How many functions before it have its name: overloads, branches of an `#if`, lambdas in it. */
  readonly namesakes: number
}

/** What is found of a function by itself. */
type Found = Omit<FunctionNode, 'namesakes'>

/**
 * A text for a node of a function that no other node of a function of that name has. It stays the same when the function
 * moves within its file.
 */
export function nameOfNode({ definition, namesakes }: FunctionNode, node: NodeId): string {
  return `${node - definition}${namesakes === 0 ? '' : `_${namesakes}`}`
}

/** Counts the functions of one name, those in `before` too. */
function numbered(found: readonly Found[], before: readonly FunctionNode[] = []): FunctionNode[] {
  const count = new Map<string, number>()
  for (const { name } of before) count.set(name, (count.get(name) ?? 0) + 1)
  return found.map((fn) => {
    const namesakes = count.get(fn.name) ?? 0
    count.set(fn.name, namesakes + 1)
    return { ...fn, namesakes }
  })
}

/**
 * All function definitions of a file in text order: plain and old-style (K&R) ones, with or without a return type, in
 * `extern "C"`, namespaces, classes, templates and `#if` branches. Lambdas are expressions and are not listed.
 */
export function functionsOf(tree: SyntaxTree, declarations: Declarations = new Declarations(tree)): FunctionNode[] {
  const result: Found[] = []
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.function_definition)) continue
    const found = definedFunction(tree, node, declarations)
    if (found !== undefined) result.push(found)
  }
  for (const loose of looseDefinitions(tree)) result.push(looseFunction(tree, loose, declarations))
  return numbered(result.sort((a, b) => a.span.start - b.span.start))
}

/** Lambdas with a body, in text order, under the name of the function they stand in; nobody can call them by it. */
export function lambdasOf(
  tree: SyntaxTree,
  functions: readonly FunctionNode[],
  declarations: Declarations = new Declarations(tree),
): FunctionNode[] {
  const result: Found[] = []
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.lambda_expression)) continue
    const body = tree.child(node, Field.body)
    const span = tree.span(node)
    const around = functions.findLast((fn) => fn.span.start <= span.start && span.end <= fn.span.end)
    if (!tree.is(body, Kind.compound_statement)) continue
    const declarator = tree.child(node, Field.declarator)
    const list = declarator === NO_NODE ? NO_NODE : tree.child(declarator, Field.parameters)
    const parameters =
      list === NO_NODE ? [] : tree.namedChildren(list).flatMap((child) => parameterOf(tree, child, declarations) ?? [])
    result.push({
      name: around?.name ?? 'lambda',
      definition: node,
      body,
      declarator: declarator === NO_NODE ? node : declarator,
      span,
      parameters,
      required: parameters.length,
      isVariadic: false,
      isStatic: true,
      damaged: tree.hasError(node),
    })
  }
  return numbered(result, functions)
}

function definedFunction(tree: SyntaxTree, definition: NodeId, declarations: Declarations): Found | undefined {
  const body = bodyOf(tree, definition)
  const bare = bareDefinition(tree, definition)
  if (bare !== undefined && body !== NO_NODE) return { ...bare, body }
  const declared = readDeclarator(tree, tree.child(definition, Field.declarator))
  if (body === NO_NODE || declared.name === NO_NODE) return undefined
  const list =
    declared.functionDeclarator === NO_NODE ? NO_NODE : tree.child(declared.functionDeclarator, Field.parameters)
  const parameters: ParameterNode[] = []
  let isVariadic = false
  for (const child of list === NO_NODE ? [] : tree.children(list)) {
    if (tree.is(child, Kind.variadic_parameter) || tree.is(child, Kind['...'])) isVariadic = true
    else {
      const parameter = parameterOf(tree, child, declarations)
      if (parameter !== undefined) parameters.push(parameter)
    }
  }
  return {
    name: qualifiedName(tree, definition, declared.name),
    definition,
    body,
    declarator:
      declared.functionDeclarator === NO_NODE ? tree.child(definition, Field.declarator) : declared.functionDeclarator,
    span: tree.span(definition),
    parameters,
    required: parameters.filter(({ node }) => !tree.is(node, Kind.optional_parameter_declaration)).length,
    isVariadic,
    isStatic: isStatic(tree, definition),
    damaged: tree.hasError(definition),
  }
}

/**
 * `name(parameter) { ... }`, where the grammar takes the name for a type and the parameter, in parentheses, for the name. When
 * the name is in capitals it is a macro that defines a function, `START_TEST(name) { ... }`, and the grammar is right.
 */
function bareDefinition(tree: SyntaxTree, definition: NodeId): Omit<Found, 'body'> | undefined {
  const type = tree.child(definition, Field.type)
  const declarator = tree.child(definition, Field.declarator)
  if (!tree.is(type, Kind.type_identifier) || !tree.is(declarator, Kind.parenthesized_declarator)) return undefined
  const inner = tree.namedChildren(declarator)
  const [only] = inner
  if (only === undefined || inner.length > 1 || !tree.is(only, Kind.identifier)) return undefined
  const name = tree.textOf(type)
  if (name === name.toUpperCase()) return undefined
  const parameter = { name: tree.textOf(only), type: undefined, node: only, nameNode: only }
  const parameters = parameter.name === 'void' ? [] : [parameter]
  return {
    name,
    definition,
    declarator,
    span: tree.span(definition),
    parameters,
    required: parameters.length,
    isVariadic: false,
    isStatic: isStatic(tree, definition),
    damaged: tree.hasError(definition),
  }
}

/** What a constructor does before its body (`: fd_(fd)`), by the body; NO_NODE for any other function. */
export function initialisersOf(tree: SyntaxTree, body: NodeId): NodeId {
  const parent = tree.parent(body)
  // A constructor may wrap both in try.
  return tree.namedChildren(parent).find((child) => tree.is(child, Kind.field_initializer_list)) ?? NO_NODE
}

/** The body of a definition; a constructor may wrap it in try. NO_NODE for `= default`, `= delete`. */
function bodyOf(tree: SyntaxTree, definition: NodeId): NodeId {
  const body = tree.child(definition, Field.body)
  if (tree.is(body, Kind.compound_statement)) return body
  const attempt = tree.namedChildren(definition).find((child) => tree.is(child, Kind.try_statement))
  return attempt === undefined ? NO_NODE : tree.child(attempt, Field.body)
}

function parameterOf(tree: SyntaxTree, node: NodeId, declarations: Declarations): ParameterNode | undefined {
  switch (tree.kind(node)) {
    case Kind.identifier:
      // Old style: the list holds the names, declarations behind it the types.
      return {
        name: tree.textOf(node),
        type: declarations.typeOf(node),
        node,
        nameNode: declarations.declarationOf(node) ?? node,
      }
    case Kind.parameter_declaration:
    case Kind.optional_parameter_declaration:
    case Kind.variadic_parameter_declaration:
      break
    default:
      return undefined
  }
  const declarator = tree.child(node, Field.declarator)
  const type = tree.child(node, Field.type)
  if (declarator === NO_NODE) {
    if (tree.is(type, Kind.primitive_type) && tree.textOf(type) === 'void') return undefined
    // `int f(a, b) { ... }` without declarations of a and b: the grammar takes the names for types.
    if (tree.language === 'c' && tree.is(type, Kind.type_identifier)) {
      return { name: tree.textOf(type), type: undefined, node, nameNode: type }
    }
    return { name: '', type: declarations.typeOfDeclarator(node, NO_NODE), node, nameNode: NO_NODE }
  }
  const { name } = readDeclarator(tree, declarator)
  return {
    name: tree.textOf(name),
    type: declarations.typeOfDeclarator(node, declarator),
    node,
    nameNode: name,
  }
}

function isStatic(tree: SyntaxTree, definition: NodeId): boolean {
  return tree
    .namedChildren(definition)
    .some((child) => tree.is(child, Kind.storage_class_specifier) && tree.textOf(child) === 'static')
}

/** The parts of a declared name as it is written. */
function writtenParts(tree: SyntaxTree, name: NodeId): string[] {
  if (tree.is(name, Kind.operator_name) || tree.is(name, Kind.operator_cast)) return [tree.textOf(name)]
  return tree.textOf(name).replace(/\s+/g, '').replace(/^::/, '').split('::')
}

/** A declared name with every class and namespace around its declaration; see `FunctionNode.name`. */
export function qualifiedName(tree: SyntaxTree, declaration: NodeId, name: NodeId): string {
  const parts = writtenParts(tree, name)
  for (let n = tree.parent(declaration); n !== NO_NODE; n = tree.parent(n)) {
    if (!SCOPES.has(tree.kind(n))) continue
    const scope = tree.child(n, Field.name)
    if (scope !== NO_NODE)
      parts.unshift(
        ...tree
          .textOf(scope)
          .replace(/\s+|^::/g, '')
          .split('::'),
      )
  }
  return parts.join('::')
}

/** What names of its own stand in. */
const SCOPES: ReadonlySet<number> = new Set([
  Kind.namespace_definition,
  Kind.class_specifier,
  Kind.struct_specifier,
  Kind.union_specifier,
])

function looseFunction(tree: SyntaxTree, loose: LooseDefinition, declarations: Declarations): Found {
  const { head, call, body } = loose
  const isMacro = tree.is(call, Kind.macro_type_specifier)
  const list = tree.child(call, isMacro ? Field.type : Field.arguments)
  const listed =
    list === NO_NODE ? [] : isMacro ? [list] : tree.namedChildren(list).filter((n) => tree.is(n, Kind.identifier))
  const declared = new Map<string, NodeId>()
  for (const declarator of loose.declarations.flatMap((declaration) => declaratorsOf(tree, declaration))) {
    const { name } = readDeclarator(tree, declarator)
    declared.set(tree.textOf(name), name)
  }
  const parameters = listed.map((node): ParameterNode => {
    const name = tree.textOf(node)
    const nameNode = declared.get(name)
    return {
      name,
      type: nameNode === undefined ? undefined : declarations.typeOf(nameNode),
      node,
      nameNode: nameNode ?? node,
    }
  })
  const name = tree.textOf(tree.child(call, isMacro ? Field.name : Field.function))
  return {
    name,
    definition: head,
    body,
    declarator: call,
    span: { start: tree.start(head), end: tree.end(body) },
    parameters,
    required: parameters.length,
    isVariadic: false,
    isStatic: false,
    damaged: loose.damaged || [body, call, ...loose.declarations].some((part) => tree.hasError(part)),
  }
}
