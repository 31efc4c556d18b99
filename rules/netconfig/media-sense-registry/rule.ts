import { defineRule, registryCommand, registryValueSet } from '../../../engine/rule-api.ts'

type Message = 'media' | 'ports' | 'tcp'

const MESSAGES: Readonly<Record<string, Message>> = {
  disabledhcpmediasense: 'media',
  maxuserport: 'ports',
  tcptimedwaitdelay: 'tcp',
  synattackprotect: 'tcp',
}

const NAMES = /^(?:DisableDHCPMediaSense|MaxUserPort|TcpTimedWaitDelay|SynAttackProtect)$/i
const MENTIONED = /DisableDHCPMediaSense|MaxUserPort|TcpTimedWaitDelay|SynAttackProtect/i

export default defineRule<Message>({
  id: 'netconfig/media-sense-registry',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: [],
  messages: {
    media: {
      en: '{name} changes the whole machine, from the next start on: no program is told any more that a cable was pulled, and addresses stay that lead nowhere. Have NotifyIpInterfaceChange() tell of the state instead.',
      ja: '{name} の設定は、次の起動からマシン全体に影響します。ケーブルが抜かれてもどのプログラムにも通知されず、使えないアドレスが残ります。代わりに NotifyIpInterfaceChange() で状態の変化を受け取ってください。',
    },
    ports: {
      en: '{name} has no effect since Windows Vista: the dynamic ports are a range that netsh sets (netsh int ipv4 set dynamicport tcp). Leave it out, and let the installation set the range where it must.',
      ja: '{name} は Windows Vista 以降では効果がありません。動的ポートの範囲は netsh で設定します (netsh int ipv4 set dynamicport tcp)。この設定は削除し、必要であればインストール時に範囲を設定してください。',
    },
    tcp: {
      en: "{name} changes TCP for the whole machine, from the next start on, and today's Windows partly ignores it. Mend what makes the program need it, such as connections that it opens and closes all the time.",
      ja: '{name} の設定は、次の起動からマシン全体の TCP に影響します。現在の Windows では無視されることもあります。接続を絶えず作り直しているなど、この設定を必要としている原因のほうを直してください。',
    },
  },
  visit: {
    string_literal(node, context) {
      const text = registryCommand(node, context.tree)
      const name = text === undefined ? undefined : MENTIONED.exec(text)?.[0]
      const message = name === undefined ? undefined : MESSAGES[name.toLowerCase()]
      if (name === undefined || message === undefined) return
      context.report({ span: context.tree.span(node), message, parameters: { name } })
    },
  },
  on: {
    called(event, context) {
      const name = registryValueSet(event, NAMES, context.tree)
      const message = name === undefined ? undefined : MESSAGES[name.toLowerCase()]
      if (name === undefined || message === undefined) return
      context.report({ span: event.span, message, parameters: { name } })
    },
  },
})
