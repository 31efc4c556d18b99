import {
  argumentOf,
  defineRule,
  Field,
  type FixReport,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  withoutCasts,
} from '../../../engine/rule-api.ts'

/** The conversion of 16 bits beside the one of 32: `htonl` and `htons`, `be32toh` and `be16toh`. */
function narrowName(name: string): string | undefined {
  if (/^(hton|ntoh)l$/.test(name)) return name.replace(/l$/, 's')
  return /^(htobe32|be32toh)$/.test(name) ? name.replace('32', '16') : undefined
}

/** Calls the conversion of 16 bits instead, where `node` is the call. */
function convertTwoBytes(tree: SyntaxTree, node: NodeId): FixReport | undefined {
  const call = node === NO_NODE ? NO_NODE : withoutCasts(tree, node)
  if (!tree.is(call, Kind.call_expression)) return undefined
  const called = tree.child(call, Field.function)
  const narrow = narrowName(tree.textOf(called))
  if (narrow === undefined) return undefined
  return {
    title: { en: `Use ${narrow}()`, ja: `${narrow}() を使う` },
    safety: 'safe',
    edits: [{ span: tree.span(called), newText: narrow }],
  }
}

const withFix = (fix: FixReport | undefined): { fixes?: readonly FixReport[] } =>
  fix === undefined ? {} : { fixes: [fix] }

export default defineRule({
  id: 'byteorder/port-htonl',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-1102'],
  messages: {
    stored: {
      en: "'{target}' has 16 bits, and the number was converted as one of 32, by htonl(): on little-endian machines (x86, ARM) the half that fits is 0, so the port is 0. Use htons().",
      ja: "'{target}' は 16 ビットですが、格納する値は htonl() で 32 ビットの数値として変換されています。リトルエンディアンのマシン (x86、ARM など) では残る半分が 0 になり、ポート 0 になります。htons() を使ってください。",
    },
    read: {
      en: '{callee}() converts 32 bits, and a port in network byte order has 16: on little-endian machines (x86, ARM) the result is the port times 65536, or 0 where 16 bits of it are kept. Use ntohs().',
      ja: '{callee}() は 32 ビットの数値を変換しますが、ネットワークバイトオーダーのポートは 16 ビットです。リトルエンディアンのマシン (x86、ARM など) では結果がポートの 65536 倍になり、16 ビットの変数に入れると 0 になります。ntohs() を使ってください。',
    },
  },
  on: {
    stored({ node, span, target, bits, value }, { tree, report }) {
      if (bits !== 16 || value.kind !== 'number' || value.bits !== 32) return
      if (value.order !== 'network' || (value.low === 0 && value.high === 0)) return
      report({ span, message: 'stored', parameters: { target }, ...withFix(convertTwoBytes(tree, node)) })
    },
    called(event, { tree, report }) {
      const { row, node, span } = event
      const given = argumentOf(event, 'number')?.value
      if (row.effect !== 'swap-bytes' || row.to !== 'host' || row.bits !== 32) return
      if (given?.kind !== 'number' || given.order !== 'network' || given.bits !== 16) return
      const callee = tree.textOf(tree.child(node, Field.function))
      report({ span, message: 'read', parameters: { callee }, ...withFix(convertTwoBytes(tree, node)) })
    },
  },
})
