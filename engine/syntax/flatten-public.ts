import type { Tree } from 'web-tree-sitter'
import { fillColumns } from './columns.ts'
import type { KindTable } from './kind-table.ts'
import type { TreeColumns } from './tree.ts'

/** Flattens through the runtime's public TreeCursor: slower than flatten.ts, with the same result. */
export function flattenPublic(tree: Tree, table: KindTable): TreeColumns {
  const { kinds, fields } = table
  const cursor = tree.walk()
  try {
    return fillColumns(
      {
        kind: () => kinds[cursor.nodeTypeId] ?? 0,
        field: () => fields[cursor.currentFieldId] ?? 0,
        start: () => cursor.startIndex,
        end: () => cursor.endIndex,
        isMissing: () => cursor.nodeIsMissing,
        toFirstChild: () => cursor.gotoFirstChild(),
        toNextSibling: () => cursor.gotoNextSibling(),
        toParent: () => cursor.gotoParent(),
      },
      tree.rootNode.descendantCount,
    )
  } finally {
    cursor.delete()
  }
}
