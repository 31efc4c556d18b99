import {
  argumentOf,
  calleeName,
  defineRule,
  loopAround,
  mayMatter,
  NO_NODE,
  type Note,
  type ProgramRun,
  targetOf,
} from '../../../engine/rule-api.ts'

/** What the program does, by tags of notes. */
const READS = 'reads'
const BINDS = 'binds'
const SERVES = 'serves'
const FOLLOWS = 'follows'

/** They give the addresses that the machine has at that moment. */
const READERS = /^(?:GetAdaptersAddresses|GetAdaptersInfo|GetIpAddrTable|GetUnicastIpAddressTable|getifaddrs)$/

/** A program that the system starts by itself, as early as at boot. */
const SERVICES = /^(?:StartServiceCtrlDispatcher[AW]?|RegisterServiceCtrlHandler(?:Ex)?[AW]?|daemon)$/

/** They tell of changes; netlink does so by a socket of its own. */
const FOLLOWERS =
  /^(?:NotifyAddrChange|NotifyUnicastIpAddressChange|NotifyStableUnicastIpAddressTable|NotifyIpInterfaceChange|NotifyNetworkConnectivityHintChange)$/
const FOLLOWING =
  /\b(?:SIO_ADDRESS_LIST_CHANGE|RTMGRP_IPV[46]_IFADDR|RTNLGRP_IPV[46]_IFADDR|RTM_NEWADDR|AF_NETLINK|NETLINK_ROUTE|PF_ROUTE|AF_ROUTE|IP_FREEBIND|IP_BINDANY|IP_TRANSPARENT)\b/

function has({ notes }: ProgramRun, tag: string): boolean {
  return notes.some((note) => note.tag === tag)
}

/** The read and a bind of the same function: what was read is bound. */
function bindOf(read: Note, { notes }: ProgramRun): Note | undefined {
  return notes.find(
    ({ tag, file, functionName, span }) =>
      tag === BINDS && file === read.file && functionName === read.functionName && span.start > read.span.start,
  )
}

export default defineRule({
  id: 'netconfig/address-read-once',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    found: {
      en: 'The addresses of the machine are read once, as this service starts, and one of them is bound: at boot there may be none yet but 127.0.0.1, and later they change. Bind the wildcard address, or wait for changes and bind again.',
      ja: 'このサービスは、マシンのアドレスを開始時に一度だけ調べ、それに bind します。システムの起動直後にはまだ 127.0.0.1 しかないことがあり、アドレスはその後も変わります。ワイルドカードアドレスに bind するか、変化の通知を待って bind し直してください。',
    },
  },
  visit: {
    call_expression(node, context) {
      const { tree } = context
      const name = calleeName(tree, node)
      const span = tree.span(node)
      if (SERVICES.test(name)) context.note(span, SERVES)
      if (FOLLOWERS.test(name) || FOLLOWING.test(tree.textOf(node))) context.note(span, FOLLOWS)
      if (READERS.test(name)) context.note(span, loopAround(tree, node) === NO_NODE ? READS : FOLLOWS)
    },
  },
  on: {
    called(event, context) {
      const { row, span, node } = event
      if (row.effect !== 'bind') return
      const given = argumentOf(event, 'address')
      const address = targetOf(given)?.address
      // A bind in a loop tries again, and what is known beforehand was not read.
      if (context.damaged || loopAround(context.tree, node) !== NO_NODE) context.note(span, FOLLOWS)
      // What the list of the machine's addresses leads to is bound as it stands there.
      if (
        given !== undefined &&
        given.node !== NO_NODE &&
        /\b(?:lpSockaddr|ifa_addr)\b/.test(context.tree.textOf(given.node))
      )
        context.note(span, BINDS)
      if (address === null || address === undefined) return
      if (address.scope === null && address.text === null && address.structure !== 'unix') context.note(span, BINDS)
    },
  },
  program(facts, context) {
    for (const read of facts.notes) {
      if (read.tag !== READS) continue
      const programs = facts.programsOf(read)
      const binds = programs.flatMap((program) => bindOf(read, program) ?? [])
      const [bind] = binds
      if (bind === undefined || binds.length !== programs.length) continue
      const isService = programs.every(
        (program) => has(program, SERVES) && !has(program, FOLLOWS) && !mayMatter(program.unknown),
      )
      if (!isService) continue
      context.report({
        file: read.file,
        span: read.span,
        message: 'found',
        steps: [
          {
            file: bind.file,
            span: bind.span,
            message: { en: 'what was read is bound here', ja: 'ここで、調べたアドレスに bind する' },
          },
        ],
      })
    }
  },
})
