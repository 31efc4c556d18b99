/** Tables of descriptors: arrays whose elements are named by a variable, `client[i]` or `clients[i].fd`. */
import { SET_ELEMENTS_MEMBER } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { resolveCall } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { stripped } from './place-of.ts'
import { isOutside, isVarying, type Place } from './places.ts'
import { escape } from './resources.ts'
import type { Resource, State } from './state.ts'
import { exactly, type Value } from './values.ts'

/** What a function shows of its tables, found while it is simulated; complete where rules are told of events. */
interface Tables {
  /** By descriptor, the table that it was stored in. */
  readonly holders: Map<string, string>
  /** Tables whose descriptors are known elsewhere too: an element may be emptied without closing anything. */
  readonly shared: Set<string>
  readonly owning: Set<string>
  exposed: ReadonlySet<Place> | null
}

const known = new WeakMap<FunctionContext, Tables>()

function tablesOf(context: FunctionContext): Tables {
  let tables = known.get(context)
  if (tables === undefined) {
    tables = { holders: new Map(), shared: new Set(), owning: new Set(), exposed: null }
    known.set(context, tables)
  }
  return tables
}

/** The table that an element belongs to, whatever its index: `clients[].fd`. */
function tableOf(place: Place): string {
  return place.replace(/\[=[^\]]*\]/g, '[]')
}

/** Notes that a descriptor went into a table; from there it can be found under any index. */
export function putIntoTable(context: FunctionContext, state: State, place: Place, value: Value): void {
  if (value.kind !== 'descriptor') {
    escape(context, state, value)
    return
  }
  const { holders, shared, owning } = tablesOf(context)
  const table = tableOf(place)
  const resource = state.resource(value.resource)
  const isOwn = resource !== undefined && resource.input === null && resource.origin !== 'duplicate'
  if (!isOwn || resource.escaped) shared.add(table)
  else owning.add(table)
  const other = holders.get(value.resource)
  if (other !== undefined && other !== table) {
    shared.add(other)
    shared.add(table)
  }
  holders.set(value.resource, table)
  state.updateResource(value.resource, { escaped: true })
}

/** Notes that a descriptor which may be in a table went somewhere else too. */
export function noteElsewhere(context: FunctionContext, id: string): void {
  const tables = known.get(context)
  const table = tables?.holders.get(id)
  if (table !== undefined) tables?.shared.add(table)
}

/**
 * The descriptor that is lost when an element is marked as free by a negative number: one that was used on this path,
 * is open, and came into the table by this function, which stores it nowhere else.
 */
export function discardedFrom(
  context: FunctionContext,
  state: State,
  place: Place,
  value: Value,
): Resource | undefined {
  const marker = exactly(value)
  if (!isVarying(place) || marker === null || marker >= 0) return undefined
  const before = state.read(place)
  if (before.kind !== 'input' || before.place !== place || state.passedOn.has(place)) return undefined
  const { owning, shared } = tablesOf(context)
  const table = tableOf(place)
  if (!owning.has(table) || shared.has(table)) return undefined
  const resource = state.resource(`in ${place}`)
  return resource === undefined || resource.phase === 'closed' || resource.escaped ? undefined : resource
}

/** Drops what is known of tables that code elsewhere can reach; called after each call of such code. */
export function noteForeignWrites(context: FunctionContext, state: State): void {
  state.dropVarying((place) => isPrivate(context, place))
  state.forgetForeignSets()
}

/** True for an array of the function itself whose address nobody else gets for longer than a call of the API. */
function isPrivate(context: FunctionContext, place: Place): boolean {
  if (isOutside(place) || place.includes('(*')) return false
  const root = place.slice(0, place.search(/[.[]/))
  const tables = tablesOf(context)
  tables.exposed ??= exposedArrays(context)
  return context.names.isArray(root) && !tables.exposed.has(root)
}

function exposedArrays(context: FunctionContext): ReadonlySet<Place> {
  const { tree, names, body } = context
  const result = new Set<Place>()
  for (let node = body; node < tree.subtreeEnd(body); node++) {
    if (!tree.is(node, Kind.identifier)) continue
    const place = names.placeOf(node)
    if (names.isArray(place) && isExposed(context, node)) result.add(place)
  }
  return result
}

function isExposed(context: FunctionContext, array: NodeId): boolean {
  const { tree } = context
  let node = array
  let parent = tree.parent(node)
  while (tree.is(parent, Kind.subscript_expression) || tree.is(parent, Kind.field_expression)) {
    if (tree.fieldOf(node) !== Field.argument) return false
    node = parent
    parent = tree.parent(node)
  }
  const isWhole = node === array
  while (tree.is(parent, Kind.parenthesized_expression) || tree.is(parent, Kind.cast_expression)) {
    node = parent
    parent = tree.parent(node)
  }
  if (tree.is(parent, Kind.pointer_expression)) return true
  if (!isWhole || tree.is(parent, Kind.array_declarator) || tree.is(parent, Kind.sizeof_expression)) return false
  if (!tree.is(parent, Kind.argument_list)) return true
  const call = tree.parent(parent)
  return !tree.is(call, Kind.call_expression) || resolveCall(context, call)?.callee.kind !== 'api'
}

/** True for a file that finds descriptors by going through a set that is waited on: the set is its table. */
export function goesThroughSets(tree: SyntaxTree): boolean {
  return tree.ask(mentionsSetElements)
}

function mentionsSetElements(tree: SyntaxTree): boolean {
  for (let node = 0; node < tree.size; node++)
    if (tree.is(node, Kind.field_identifier) && tree.textOf(node) === SET_ELEMENTS_MEMBER) return true
  return false
}

/** The variable of the function that an index is; null for anything else. */
export function indexVariable(context: FunctionContext, index: NodeId | undefined): Place | null {
  const { tree, names } = context
  const node = index === undefined ? NO_NODE : stripped(context, index)
  if (!tree.is(node, Kind.identifier) || !names.isLocal(node)) return null
  const place = names.placeOf(node)
  return isOutside(place) || names.isArray(place) ? null : place
}
