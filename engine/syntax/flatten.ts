import type { Tree } from 'web-tree-sitter'
import { fillColumns } from './columns.ts'
import type { KindTable } from './kind-table.ts'
import type { TreeColumns } from './tree.ts'

type CursorCall = (tree: number) => number

/**
 * The runtime's own exports that a walk needs. They are not public API: each call reads the cursor from the runtime's
 * transfer buffer and writes it back there, so a walk has nothing to copy between calls. That is what makes it four times as fast
 * as the public TreeCursor, and it holds only while nothing else calls the runtime.
 */
export interface RawExports {
  readonly rootNode: CursorCall
  readonly descendantCount: CursorCall
  readonly newCursor: CursorCall
  readonly deleteCursor: CursorCall
  readonly toFirstChild: CursorCall
  readonly toNextSibling: CursorCall
  readonly toParent: CursorCall
  readonly symbol: CursorCall
  readonly fieldId: CursorCall
  readonly startIndex: CursorCall
  readonly endIndex: CursorCall
  readonly isMissing: CursorCall
}

const EXPORT_NAMES: Readonly<Record<keyof RawExports, string>> = {
  rootNode: 'ts_tree_root_node_wasm',
  descendantCount: 'ts_node_descendant_count_wasm',
  newCursor: 'ts_tree_cursor_new_wasm',
  deleteCursor: 'ts_tree_cursor_delete_wasm',
  toFirstChild: 'ts_tree_cursor_goto_first_child_wasm',
  toNextSibling: 'ts_tree_cursor_goto_next_sibling_wasm',
  toParent: 'ts_tree_cursor_goto_parent_wasm',
  symbol: 'ts_tree_cursor_current_node_type_id_wasm',
  fieldId: 'ts_tree_cursor_current_field_id_wasm',
  startIndex: 'ts_tree_cursor_start_index_wasm',
  endIndex: 'ts_tree_cursor_end_index_wasm',
  isMissing: 'ts_tree_cursor_current_node_is_missing_wasm',
}

/** Finds the raw exports in an instance of the runtime; undefined when this build of it lacks one. */
export function rawExports(exports: Readonly<Record<string, unknown>>): RawExports | undefined {
  const calls = new Map<string, CursorCall>()
  for (const [key, name] of Object.entries(EXPORT_NAMES)) {
    const call = exports[name]
    if (!isCall(call)) return undefined
    calls.set(key, call)
  }
  const get = (key: keyof RawExports): CursorCall => {
    const call = calls.get(key)
    if (call === undefined) throw new Error(`no export for ${key}`)
    return call
  }
  return {
    rootNode: get('rootNode'),
    descendantCount: get('descendantCount'),
    newCursor: get('newCursor'),
    deleteCursor: get('deleteCursor'),
    toFirstChild: get('toFirstChild'),
    toNextSibling: get('toNextSibling'),
    toParent: get('toParent'),
    symbol: get('symbol'),
    fieldId: get('fieldId'),
    startIndex: get('startIndex'),
    endIndex: get('endIndex'),
    isMissing: get('isMissing'),
  }
}

function isCall(value: unknown): value is CursorCall {
  return typeof value === 'function'
}

/** Flattens through the raw exports; undefined when the tree does not show its address where this version keeps it. */
export function flattenRaw(tree: Tree, table: KindTable, raw: RawExports): TreeColumns | undefined {
  const address: unknown = Reflect.get(tree, 0)
  if (typeof address !== 'number' || address === 0) return undefined
  const { kinds, fields } = table
  // Leaves the root node in the transfer buffer, where both of the next calls look for it.
  raw.rootNode(address)
  const count = raw.descendantCount(address)
  raw.rootNode(address)
  raw.newCursor(address)
  try {
    return fillColumns(
      {
        kind: () => kinds[raw.symbol(address)] ?? 0,
        field: () => fields[raw.fieldId(address)] ?? 0,
        start: () => raw.startIndex(address),
        end: () => raw.endIndex(address),
        isMissing: () => raw.isMissing(address) !== 0,
        toFirstChild: () => raw.toFirstChild(address) !== 0,
        toNextSibling: () => raw.toNextSibling(address) !== 0,
        toParent: () => raw.toParent(address) !== 0,
      },
      count,
    )
  } finally {
    raw.deleteCursor(address)
  }
}
