import type { Declarations } from './declarations.ts'
import type { KnownTypes } from './declared-types.ts'
import { declaratorsOf, readDeclarator } from './declarators.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from './tree.ts'
import type { TypeShape } from './types.ts'

type Members = Record<string, TypeShape>

/** A header with more type names, structures or functions than this is generated; the rest of it is left out. */
const MAX_NAMES = 5000

/** What a file declares at file level for those that include it: typedefs, structures, and what functions return. */
export function exportedTypes(tree: SyntaxTree, declarations: Declarations): KnownTypes {
  const typedefs: Record<string, { base: string; pointers: number }> = {}
  const tags: string[] = []
  const members: Record<string, Members> = {}
  const functions: Record<string, TypeShape> = {}
  /** Structures without a tag by the name they have in one file only, and the typedef that names them for all. */
  const nameless = new Map<string, string>()
  const shapeOf = (declaration: NodeId, declarator: NodeId): TypeShape | undefined => {
    const shape = declarations.typeOfDeclarator(declaration, declarator)
    if (shape === undefined || !shape.base.includes('<at ')) return shape
    const base = nameless.get(shape.base)
    return base === undefined ? undefined : { ...shape, base }
  }
  let count = 0
  for (let node = 0; node < tree.size && count < MAX_NAMES; node++) {
    if (tree.is(node, Kind.type_definition)) {
      for (const declarator of declaratorsOf(tree, node)) {
        const name = tree.textOf(readDeclarator(tree, declarator).name)
        const written = declarations.typeOfDeclarator(node, declarator)
        if (name === '' || written === undefined || written.array) continue
        if (written.pointers === 0 && written.base.includes('<at ') && !nameless.has(written.base))
          nameless.set(written.base, `struct <${name}>`)
        const shape = shapeOf(node, declarator)
        if (shape === undefined || shape.base === name) continue
        typedefs[name] = { base: shape.base, pointers: shape.pointers }
        count++
      }
    } else if (tree.is(node, Kind.declaration)) {
      if (tree.ancestor(node, Kind.compound_statement) !== NO_NODE) continue
      for (const declarator of declaratorsOf(tree, node)) {
        const { name, layers } = readDeclarator(tree, declarator)
        if (layers[0] !== 'function' || !tree.is(name, Kind.identifier)) continue
        const returned = declarations.typeOfResult(name)
        if (returned === undefined || returned.base.includes('<at ')) continue
        functions[tree.textOf(name)] = returned
        count++
      }
    }
  }
  for (let node = 0; node < tree.size && count < MAX_NAMES; node++) {
    if (!tree.is(node, Kind.struct_specifier) && !tree.is(node, Kind.union_specifier)) continue
    const body = tree.child(node, Field.body)
    if (!tree.is(body, Kind.field_declaration_list)) continue
    const tag = tree.child(node, Field.name)
    const keyword = tree.is(node, Kind.union_specifier) ? 'union' : 'struct'
    const base =
      tag === NO_NODE ? nameless.get(`${keyword} <at ${tree.start(node)}>`) : `${keyword} ${tree.textOf(tag)}`
    if (base === undefined) continue
    if (tag !== NO_NODE && keyword === 'struct') tags.push(tree.textOf(tag))
    members[base] = membersOf(tree, body, shapeOf)
    count += Object.keys(members[base]).length
  }
  return { typedefs, tags, members, functions }
}

function membersOf(
  tree: SyntaxTree,
  body: NodeId,
  shapeOf: (declaration: NodeId, declarator: NodeId) => TypeShape | undefined,
): Members {
  const members: Members = {}
  for (const field of tree.namedChildren(body)) {
    if (!tree.is(field, Kind.field_declaration)) continue
    for (const declarator of declaratorsOf(tree, field)) {
      const { name } = readDeclarator(tree, declarator)
      const shape = name === NO_NODE ? undefined : shapeOf(field, declarator)
      if (shape !== undefined) members[tree.textOf(name)] = shape
    }
  }
  return members
}
