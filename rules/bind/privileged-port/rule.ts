import { defineRule, Field, functionTextAround, withoutComments } from '../../../engine/rule-api.ts'

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
  messages: {
    found: {
      en: 'Port {port} is below 1024: only root, or a program with CAP_NET_BIND_SERVICE, may bind it, others get EACCES. Run as root, this program keeps all rights while it serves: give them up right after bind(), or use a port from 1024 on.',
      ja: 'ポート {port} は 1024 未満なので、root か CAP_NET_BIND_SERVICE を持つプログラムだけが bind でき、ほかは EACCES になります。root で実行すると、サービスの間もすべての権限を持ち続けます。bind() の直後に権限を捨てるか、1024 以上のポートを使ってください。',
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
      if (port === null || port === 0 || port >= FIRST_OF_ALL || resource.bound?.instantiatedHere !== true) return
      const text = functionTextAround({ ...resource.bound, span }, context)
      if (context.damaged || text === undefined || LOOKS.test(withoutComments(text))) return
      context.note(span, 'bind', String(port))
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
      report({ file: note.file, span: note.span, message: 'found', parameters: { port: note.text } })
    }
  },
})
