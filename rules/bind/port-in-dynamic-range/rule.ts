import {
  defineRule,
  DYNAMIC_PORT_RANGES,
  type DynamicPortRange,
  type Localised,
  type OutcomeTable,
  rangeOf,
} from '../../../engine/rule-api.ts'

const holds = (range: DynamicPortRange, port: number): boolean => range.low <= port && port <= range.high

/** Test programs often take any high port on a machine of their own: advice is enough there. */
const TEST_FILE = /(^|[^a-z])(self|unit)?tests?([^a-z]|$)/i

const same = (text: string): Localised => ({ en: text, ja: text })

/** "Windows (49152–65535), Linux (32768–60999) and macOS (49152–65535)", of those in wide use that hold the port. */
function systems(port: number): Localised {
  const names = DYNAMIC_PORT_RANGES.filter((range) => range.common && holds(range, port)).map(
    (range) => `${range.system} (${range.low}–${range.high})`,
  )
  const last = names.at(-1) ?? ''
  return {
    en: names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last,
    ja: names.join('、'),
  }
}

function table(port: number): OutcomeTable {
  return {
    title: {
      en: `Dynamic port ranges by default, and port ${port}`,
      ja: `動的ポートの既定の範囲とポート ${port}`,
    },
    columns: [
      { en: 'system', ja: 'システム' },
      { en: 'dynamic range', ja: '動的ポートの範囲' },
      { en: `port ${port}`, ja: `ポート ${port}` },
    ],
    rows: DYNAMIC_PORT_RANGES.map((range) => ({
      cells: [
        same(range.system),
        same(`${range.low}–${range.high}`),
        holds(range, port) ? { en: 'inside', ja: '範囲内' } : { en: 'outside', ja: '範囲外' },
      ],
      mark: holds(range, port),
    })),
    source: [...new Set(DYNAMIC_PORT_RANGES.map((range) => range.source))].join('; '),
  }
}

export default defineRule({
  id: 'bind/port-in-dynamic-range',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  options: {
    allow: {
      type: 'ports',
      default: [],
      sample: ['50000-50100'],
      says: {
        en: 'Ports that are not reported: those that the machines reserve, by `net.ipv4.ip_local_reserved_ports` or `netsh … excludedportrange`.',
        ja: '報告しないポート。実行するマシンで `net.ipv4.ip_local_reserved_ports` や `netsh … excludedportrange` により予約しているもの。',
      },
    },
    ranges: {
      type: 'ports',
      default: [],
      sample: ['15000-65000'],
      says: {
        en: 'The dynamic ranges of the machines that the program runs on, where an administrator has moved them; they count instead of the defaults of the systems.',
        ja: '実行するマシンの動的ポートの範囲。管理者が変更している場合に指定すると、システムの既定の範囲の代わりに使う。',
      },
    },
  },
  messages: {
    inside: {
      en: 'Port {port} lies in the range that these systems hand out to outgoing connections: {systems}. When another program happens to hold it, this bind() fails with EADDRINUSE (WSAEADDRINUSE).',
      ja: 'ポート {port} は、システムが外向きの接続に自動で割り当てる範囲にあります: {systems}。別のプログラムがたまたま使っていると、この bind() は EADDRINUSE (WSAEADDRINUSE) で失敗します。',
    },
    configured: {
      en: 'Port {port} lies in the range {range}, which the machines hand out to outgoing connections as this project is configured. When another program happens to hold it, this bind() fails with EADDRINUSE (WSAEADDRINUSE).',
      ja: 'ポート {port} は、プロジェクトの設定によると、マシンが外向きの接続に自動で割り当てる範囲 {range} にあります。別のプログラムがたまたま使っていると、この bind() は EADDRINUSE (WSAEADDRINUSE) で失敗します。',
    },
  },
  on: {
    bound(event, context) {
      const { port } = event.address
      // A helper that chooses the port itself has its own finding.
      if (port === null || port === 0 || event.resource.bound?.instantiatedHere !== true) return
      const { allow, ranges } = context.options
      if (rangeOf(allow, port) !== undefined) return
      const softened = TEST_FILE.test(context.file) ? { severity: 'info' as const } : {}
      if (ranges.length > 0) {
        const own = rangeOf(ranges, port)
        if (own === undefined) return
        const parameters = { port, range: `${own.low}–${own.high}` }
        context.report({ span: event.span, message: 'configured', parameters, ...softened })
        return
      }
      const judged = DYNAMIC_PORT_RANGES.filter((range) => range.common && range.platform === context.platform)
      if (!judged.some((range) => holds(range, port))) return
      context.report({
        span: event.span,
        message: 'inside',
        parameters: { port, systems: systems(port) },
        outcome: table(port),
        ...softened,
      })
    },
  },
})
