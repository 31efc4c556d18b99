import { defineRule, Field, functionTextAround, rangeOf, withoutComments } from '../../../engine/rule-api.ts'

/** Ports below this one are for root, or for programs with CAP_NET_BIND_SERVICE: ip(7). */
const FIRST_OF_ALL = 1024

/** Gives rights up or asks about them: setuid() and its kin, capabilities, sandboxes, and names that promise as much. */
const RIGHTS =
  /^(set(e|re|res)?[ug]id|setfs[ug]id|initgroups|setgroups|get(e|res)?uid|cap(set|_\w+)|prctl|pledge|unveil|cap_enter|sandbox_init)$|priv|setuid|capabilit|(drop|change|switch|become)_?\w*(user|uid|root|rights)/i

/** The function tells apart why it was refused, or looks at who runs it. */
const LOOKS = /\b(EACCES|EPERM|get(e|res)?uid|CAP_NET_BIND_SERVICE)\b/

export default defineRule({
  id: 'bind/privileged-port',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-250'],
  options: {
    firstUnprivileged: {
      type: 'integer',
      minimum: 0,
      maximum: 65_535,
      default: FIRST_OF_ALL,
      sample: 80,
      says: {
        en: 'The first port that any program may bind on the machines that the program runs on: `net.ipv4.ip_unprivileged_port_start` on Linux.',
        ja: '実行するマシンで、どのプログラムも bind できる最初のポート。Linux では `net.ipv4.ip_unprivileged_port_start`。',
      },
    },
    allow: {
      type: 'ports',
      default: [],
      sample: [80, 443],
      says: {
        en: 'Ports that are not reported: those for which the program is started with the one right that it needs, such as `AmbientCapabilities=CAP_NET_BIND_SERVICE`.',
        ja: '報告しないポート。`AmbientCapabilities=CAP_NET_BIND_SERVICE` など、必要な権限だけを与えて起動するプログラムのもの。',
      },
    },
  },
  messages: {
    found: {
      en: 'Port {port} is below {first}: only root, or a program with CAP_NET_BIND_SERVICE, may bind it, others get EACCES. Run as root, this program keeps all rights while it serves: give them up right after bind(), or use a port from {first} on.',
      ja: 'ポート {port} は {first} 未満なので、root か CAP_NET_BIND_SERVICE を持つプログラムだけが bind でき、ほかは EACCES になります。root で実行すると、サービスの間もすべての権限を持ち続けます。bind() の直後に権限を捨てるか、{first} 以上のポートを使ってください。',
    },
  },
  visit: {
    call_expression(node, { tree, note }) {
      const name = /(\w+)\s*$/.exec(tree.textOf(tree.child(node, Field.function)))?.[1] ?? ''
      if (RIGHTS.test(name)) note(tree.span(node), 'rights')
    },
  },
  on: {
    bound({ address, resource, span }, context) {
      const { port } = address
      const { firstUnprivileged: first, allow } = context.options
      if (port === null || port === 0 || port >= first || rangeOf(allow, port) !== undefined) return
      if (resource.bound?.instantiatedHere !== true) return
      const text = functionTextAround({ ...resource.bound, span }, context)
      if (context.damaged || text === undefined || LOOKS.test(withoutComments(text))) return
      context.note(span, 'bind', `${port} ${first}`)
    },
  },
  program({ notes, programsOf }, { report }) {
    const rights = notes.filter(({ tag }) => tag === 'rights')
    for (const note of notes.filter(({ tag }) => tag === 'bind')) {
      const programs = programsOf(note)
      const isGivenUp =
        programs.length === 0
          ? rights.length > 0
          : programs.some(
              (run) =>
                run.notes.some(({ tag }) => tag === 'rights') || [...run.unknown].some((name) => RIGHTS.test(name)),
            )
      if (isGivenUp) continue
      const [port = '', first = ''] = note.text.split(' ')
      report({ file: note.file, span: note.span, message: 'found', parameters: { port, first } })
    }
  },
})
