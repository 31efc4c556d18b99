import {
  areAlternatives,
  type BindFact,
  bindOutcomeTable,
  defineRule,
  describeBound,
  describePrediction,
  describeSocket,
  nameAddress,
  type Outcome,
  type Platform,
  predictSecondBind,
  type SocketDescription,
} from '../../../engine/rule-api.ts'

const SYSTEM = { posix: 'linux', windows: 'windows-server-2003-and-later-same-user' } as const

/**
 * True when the two sockets get in each other's way on the platform. On POSIX that is an error of bind(): where the
 * options make it succeed, the program asked for it. On Windows silent success is the worse half.
 */
function clashes(platform: Platform, first: SocketDescription, second: SocketDescription): boolean {
  if (first.scope === second.scope || first.type !== second.type) return false
  const outcome: Outcome = predictSecondBind(SYSTEM[platform], first, second)
  if (!outcome.competes || outcome.result === 'unknown') return false
  return platform === 'windows' || outcome.result !== 'Success'
}

function samePort(a: number | null, b: number | null): boolean {
  return a !== null && a !== 0 && a === b
}

/** In the order that reports use: by file, then by offset. */
function inOrder(a: BindFact, b: BindFact): readonly [BindFact, BindFact] {
  const ordered = a.file === b.file ? a.span.start <= b.span.start : a.file < b.file
  return ordered ? [a, b] : [b, a]
}

export default defineRule({
  id: 'bind/specific-and-wildcard',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    path: {
      en: "'{second}' binds {secondAddress} on port {port} while '{first}' is bound to {firstAddress} on the same port. {prediction}",
      ja: "'{second}' をポート {port} ({secondAddress}) に bind していますが、同じポート ({firstAddress}) にはすでに '{first}' を bind しています。{prediction}",
    },
    program: {
      en: "'{second}' binds {secondAddress} on port {port}, and '{first}' binds {firstAddress} on the same port. {prediction}",
      ja: "'{second}' がポート {port} ({secondAddress}) に bind し、'{first}' も同じポート ({firstAddress}) に bind しています。{prediction}",
    },
  },
  on: {
    bound(event, context) {
      const { bound } = event.resource
      const second = describeBound(event.resource)
      // Whether the other socket is still open is a conclusion from what is absent: a close() may hide in the damage.
      if (context.damaged || bound === null || second === undefined || !bound.instantiatedHere) return
      const { port } = bound.address
      for (const other of event.state.resources) {
        if (other.id === event.resource.id || other.bound === null || other.closedAt !== null || other.escaped) continue
        if (!other.bound.instantiatedHere || port === null || !samePort(port, other.bound.address.port)) continue
        const first = describeBound(other)
        if (first === undefined || !clashes(context.platform, first, second)) continue
        if (areAlternatives(other.bound, bound, context)) continue
        context.report({
          span: event.span,
          message: 'path',
          parameters: {
            second: event.resource.name,
            first: other.name,
            port,
            secondAddress: nameAddress(second),
            firstAddress: nameAddress(first),
            prediction: describePrediction(first, second, port, 'known'),
          },
          steps: [
            {
              span: other.bound.span,
              ...(other.bound.file === undefined ? {} : { file: other.bound.file }),
              message: {
                en: `'${other.name}' takes port ${port} on ${nameAddress(first).en} here`,
                ja: `ここで '${other.name}' をポート ${port} (${nameAddress(first).ja}) に bind する`,
              },
            },
          ],
          outcome: bindOutcomeTable(first, second),
        })
        return
      }
    },
  },
  program(facts, context) {
    const known = facts.binds.flatMap((fact) => {
      const socket = fact.closedOnReturn ? undefined : describeSocket(fact)
      return socket === undefined ? [] : [{ fact, socket }]
    })
    known.forEach((a, index) => {
      for (const b of known.slice(index + 1)) {
        const { port } = a.fact.address
        if (port === null || !samePort(port, b.fact.address.port)) continue
        // Pairs of one function were judged path by path.
        if (a.fact.file === b.fact.file && a.fact.functionName === b.fact.functionName) continue
        const clash = clashes(context.platform, a.socket, b.socket) || clashes(context.platform, b.socket, a.socket)
        if (!clash || !facts.sameProgram(a.fact, b.fact)) continue
        const [earlier, later] = inOrder(a.fact, b.fact)
        const [first, second] = earlier === a.fact ? [a.socket, b.socket] : [b.socket, a.socket]
        context.report({
          file: later.file,
          span: later.span,
          message: 'program',
          parameters: {
            second: `${later.functionName}()`,
            first: `${earlier.functionName}()`,
            port,
            secondAddress: nameAddress(second),
            firstAddress: nameAddress(first),
            prediction: describePrediction(first, second, port, 'either'),
          },
          steps: [
            {
              file: earlier.file,
              span: earlier.span,
              message: {
                en: `${earlier.functionName}() binds ${nameAddress(first).en} on port ${port} here`,
                ja: `ここで ${earlier.functionName}() がポート ${port} (${nameAddress(first).ja}) に bind する`,
              },
            },
          ],
          outcome: bindOutcomeTable(first, second, 'either'),
        })
      }
    })
  },
})
