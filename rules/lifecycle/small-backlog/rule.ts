import { argumentOf, defineRule, Kind, type Localised } from '../../../engine/rule-api.ts'

/** Below it a handful of clients at once is too many: the maximum of the oldest systems. */
const LEAST = 5

const FIX: Localised = { en: 'Use SOMAXCONN', ja: 'SOMAXCONN を使う' }

/** How many connections Linux queues for a backlog was measured (6.18): always one more. */
export default defineRule({
  id: 'lifecycle/small-backlog',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  options: {
    least: {
      type: 'integer',
      minimum: 1,
      maximum: 4096,
      default: LEAST,
      sample: 128,
      says: {
        en: 'The smallest backlog that is not reported. `SOMAXCONN` never is.',
        ja: '報告しない最小のバックログ。`SOMAXCONN` は常に報告しない。',
      },
    },
  },
  messages: {
    small: {
      en: 'With a backlog of {backlog} only a few connections can wait for accept() (on Linux {queued}): when more clients come at once, they try again after a second or more, or are refused. Use SOMAXCONN.',
      ja: 'バックログが {backlog} では、accept() を待てる接続がわずかです (Linux では {queued})。一度に多くのクライアントが来ると、1 秒以上たってからの再試行になるか、接続を拒否されます。SOMAXCONN を使ってください。',
    },
    below: {
      en: 'A backlog of {backlog} is below the {least} that this project asks for: when more clients come at once than can wait for accept() (on Linux {queued}), they try again after a second or more, or are refused. Use SOMAXCONN.',
      ja: 'バックログの {backlog} は、このプロジェクトの設定で求めている {least} より小さい値です。accept() を待てる数 (Linux では {queued}) より多くのクライアントが一度に来ると、1 秒以上たってからの再試行になるか、接続を拒否されます。SOMAXCONN を使ってください。',
    },
    negative: {
      en: 'A negative backlog counts as 0 by POSIX and as the maximum on Linux: how many connections can wait for accept() depends on the system. Use SOMAXCONN.',
      ja: '負のバックログは、POSIX では 0 とみなされ、Linux では最大値になります。accept() を待てる接続の数がシステムによって異なります。SOMAXCONN を使ってください。',
    },
  },
  on: {
    called(event, { tree, platform, damaged, options: { least }, report }) {
      if (event.row.effect !== 'listen' || damaged) return
      const backlog = argumentOf(event, 'count')
      const socket = argumentOf(event, 'descriptor')?.value
      if (backlog?.value.kind !== 'number' || backlog.value.low !== backlog.value.high) return
      const number = backlog.value.low
      // On Windows SOMAXCONN_HINT(N) is a negative number, with a meaning.
      if (number >= least || (number < 0 && platform === 'windows')) return
      const resource = socket?.kind === 'descriptor' ? socket.resource : null
      // Local clients wait or are told at once. A port that the system chose is told to one peer, as FTP does.
      if (resource?.family === 'unix' || resource?.bound?.address.port === 0) return
      // Who binds is not seen: it may be such a port.
      if (resource === null || resource.bound === null) return
      const isPlain = tree.is(backlog.node, Kind.number_literal) || tree.is(backlog.node, Kind.unary_expression)
      report({
        span: event.span,
        message: number < 0 ? 'negative' : number < LEAST ? 'small' : 'below',
        parameters: { backlog: number, queued: number + 1, least },
        ...(isPlain
          ? {
              fixes: [{ title: FIX, safety: 'safe', edits: [{ span: tree.span(backlog.node), newText: 'SOMAXCONN' }] }],
            }
          : {}),
      })
    },
  },
})
