import {
  type AddressFact,
  defineRule,
  isOn,
  rebindOutcomeTable,
  type ResourceView,
  type StateView,
  type StepReport,
} from '../../../engine/rule-api.ts'

/** True when both binds are known to want the same port of a common address. */
function overlaps(a: AddressFact, b: AddressFact): boolean {
  if (a.port === null || a.port === 0 || a.port !== b.port) return false
  if (a.scope === 'wildcard' || b.scope === 'wildcard') return true
  return a.text !== null && a.text === b.text
}

/** A connection that may still hold the port: accepted here, and not seen to be shut down until the peer's end. */
function openConnection(listener: ResourceView, state: StateView): ResourceView | undefined {
  for (const resource of state.resources) {
    // SO_LINGER can make the close abortive: nothing is left then.
    if (resource.listener !== listener.id || resource.escaped || resource.options.has('SO_LINGER')) continue
    if (!resource.drained) return resource
  }
  return undefined
}

export default defineRule({
  id: 'bind/exclusive-rebind-after-close',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: [],
  messages: {
    rebind: {
      en: "'{name}' binds port {port} again right after the exclusive socket '{old}' was closed. While a connection that '{old}' accepted is still active, Windows can refuse this bind with WSAEADDRINUSE (10048), or WSAEACCES (10013) when address or options differ.",
      ja: "排他ソケット '{old}' をクローズした直後に、'{name}' を同じポート {port} に bind しています。'{old}' が accept した接続がまだ終わっていないと、Windows ではこの bind が WSAEADDRINUSE (10048) で失敗することがあります (アドレスやオプションが異なる場合は WSAEACCES (10013))。",
    },
  },
  on: {
    bound(event, context) {
      const { bound } = event.resource
      // That a connection was not drained is a conclusion from what is absent.
      if (
        context.damaged ||
        bound === null ||
        bound.retried ||
        !bound.instantiatedHere ||
        event.resource.type === 'datagram'
      )
        return
      for (const old of event.state.resources) {
        if (old.id === event.resource.id || old.closedAt === null || old.bound === null || !old.hasAccepted) continue
        if (!isOn(old.bound.options.get('SO_EXCLUSIVEADDRUSE')) || !overlaps(old.bound.address, bound.address)) continue
        const connection = openConnection(old, event.state)
        if (connection === undefined && !old.undrained) continue
        const steps: StepReport[] = [
          {
            ...old.bound,
            message: {
              en: `'${old.name}' is bound exclusively here`,
              ja: `ここで '${old.name}' を排他的に bind する`,
            },
          },
        ]
        if (connection !== undefined) {
          steps.push({
            ...connection,
            message: {
              en: `'${connection.name}' is accepted here and never read until the peer closes`,
              ja: `ここで accept した '${connection.name}' を、相手がクローズするまで読んでいない`,
            },
          })
        }
        steps.push({
          ...old.closedAt,
          message: { en: `'${old.name}' is closed here`, ja: `ここで '${old.name}' をクローズする` },
        })
        context.report({
          span: event.span,
          message: 'rebind',
          parameters: { name: event.resource.name, old: old.name, port: bound.address.port ?? '' },
          steps: steps.map(({ file, span, message }) =>
            file === undefined ? { span, message } : { file, span, message },
          ),
          outcome: rebindOutcomeTable(['ESTABLISHED', 'FIN_WAIT_2'], ['windows', 'linux']),
        })
        return
      }
    },
  },
})
