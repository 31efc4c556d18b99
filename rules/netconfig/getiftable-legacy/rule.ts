import { calleeName, defineRule, Kind, type SyntaxTree } from '../../../engine/rule-api.ts'

const OLD: Readonly<Record<string, string>> = { GetIfTable: 'GetIfTable2', GetIfEntry: 'GetIfEntry2' }

/** A target before Windows Vista, whose headers do not have the new ones. */
const OLD_TARGET = /#\s*define\s+_WIN32_WINNT\s+(?:0x0?[45][\da-fA-F]{2}\b|_WIN32_WINNT_(?:NT4|WIN2K|WINXP|WS03)\b)/

/** True for a file that has the name in its code, or in a text to look the function up by. */
function names(tree: SyntaxTree, name: string): boolean {
  for (let node = 0; node < tree.size; node++) {
    const isName = tree.is(node, Kind.identifier) || tree.is(node, Kind.string_literal)
    if (
      isName &&
      tree
        .textOf(node)
        .replace(/^L?"|"$/g, '')
        .replace(/Ex$/, '') === name
    )
      return true
  }
  return false
}

export default defineRule({
  id: 'netconfig/getiftable-legacy',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: [],
  messages: {
    found: {
      en: '{old}() counts bytes in 32 bits, which start again at 0 after 4 GiB, in half a minute on a line of 1 Gbit/s, and numbers interfaces by an index that can change. Call {modern}().',
      ja: '{old}() が返すバイト数は 32 ビットで、4 GiB を超えると 0 に戻ります (1 Gbit/s の回線では約 30 秒)。また、インターフェイスの識別に使うインデックスは変わることがあります。{modern}() を呼び出してください。',
    },
  },
  visit: {
    call_expression(node, context) {
      const { tree, source } = context
      const old = calleeName(tree, node)
      const modern = OLD[old]
      if (modern === undefined || context.isMacro(old) === true || source.has(OLD_TARGET)) return
      // The program has the new one, and this for systems without it.
      if (names(tree, modern)) return
      context.report({ span: tree.span(node), message: 'found', parameters: { old, modern } })
    },
  },
})
