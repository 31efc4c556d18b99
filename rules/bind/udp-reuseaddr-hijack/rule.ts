import {
  argumentOf,
  bindOutcomeTable,
  defineRule,
  describeBound,
  isFixedPort,
  isOn,
  joinsGroup,
  type ResourceView,
  unnamedOptionOn,
} from '../../../engine/rule-api.ts'

/** Several sockets on a machine are to get each datagram: what is sent to a group, or to everybody. */
const SHARES = /BROADCAST|MULTICAST|MEMBERSHIP|JOIN/

const tagOf = ({ id }: ResourceView): string => `shared on purpose: ${id}`

/** 224.0.0.0/4 and ff00::/8. */
function isGroup(text: string | null): boolean {
  return text !== null && (/^(22[4-9]|23\d)\./.test(text) || /^ff/i.test(text) || text === '255.255.255.255')
}

/** Measured on Linux 6.18: of two UDP sockets with SO_REUSEADDR the one bound last gets what is sent to one host. */
export default defineRule({
  id: 'bind/udp-reuseaddr-hijack',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-605'],
  messages: {
    found: {
      en: "SO_REUSEADDR on the UDP socket '{name}' lets any user who sets it too bind the same port, and on Linux the socket bound last gets the datagrams. UDP has no TIME_WAIT that would call for the option: remove it, or share the port with SO_REUSEPORT alone.",
      ja: "UDP ソケット '{name}' に SO_REUSEADDR を設定しているため、同じく SO_REUSEADDR を設定したほかのユーザーのソケットも同じポートに bind でき、Linux では最後に bind したソケットがデータグラムを受け取ります。UDP には TIME_WAIT がなく、このオプションは必要ありません。設定をやめるか、ポートを共有するなら SO_REUSEPORT だけを使ってください。",
    },
  },
  on: {
    optionSet({ option, resource, span }, context) {
      if (joinsGroup(option)) context.note(span, tagOf(resource))
    },
    called(event, context) {
      const socket = unnamedOptionOn(event, context.tree)
      if (socket !== undefined) context.note(event.span, tagOf(socket))
      for (const resource of event.state.resources)
        if (resource.escaped && resource.type === 'datagram') context.note(event.span, tagOf(resource))
      const [given, option] = [argumentOf(event, 'descriptor')?.value, argumentOf(event, 'option')]
      if (given?.kind !== 'descriptor' || option === undefined) return
      if (SHARES.test(context.tree.textOf(option.node))) context.note(event.span, tagOf(given.resource))
    },
    ended({ resource, span }, context) {
      if (resource.escaped) context.note(span, tagOf(resource))
    },
    bound({ resource, address, span, via }, context) {
      const { bound } = resource
      const setting = bound?.options.get('SO_REUSEADDR')
      if (bound === null || resource.type !== 'datagram' || !isOn(setting)) return
      // That it shares nothing with anybody is a conclusion from what is absent.
      if (context.damaged || resource.escaped || resource.origin !== 'created' || resource.pending.length > 0) return
      if (!isFixedPort(resource, bound) || isGroup(address.text)) return
      // What a helper that binds does with the socket besides is not told here.
      if (via !== null) return
      const isHere = setting.file === undefined
      const socket = describeBound(resource)
      context.report({
        span: isHere ? setting.span : span,
        message: 'found',
        parameters: { name: resource.name },
        unless: tagOf(resource),
        steps: [
          isHere
            ? {
                span,
                message: { en: `'${resource.name}' is bound here`, ja: `ここで '${resource.name}' を bind する` },
              }
            : {
                span: setting.span,
                ...(setting.file === undefined ? {} : { file: setting.file }),
                message: { en: 'SO_REUSEADDR is set here', ja: 'ここで SO_REUSEADDR を設定する' },
              },
        ],
        ...(socket === undefined ? {} : { outcome: bindOutcomeTable(socket, socket) }),
      })
    },
  },
})
