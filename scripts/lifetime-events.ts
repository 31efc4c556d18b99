/**
 * What the engine tells of a descriptor's life, as rules that stand beside the product's own, one an event: the faults
 * that rules about the life cycle are made of. `mutate` and `recall` measure the engine by them, whatever rules exist.
 */
import { isAssertedToFail, type Rule } from '../engine/rule-api.ts'

/**
 * `lost`: the last reference to an open descriptor is gone. `left`: it is open as the process ends. `misuse`: a call its
 * phase forbids. `stale`: a closed descriptor is handed over as if it were open. `invalid`: a call on -1.
 */
export type LifetimeEvent = 'lost' | 'left' | 'misuse' | 'stale' | 'invalid'

function eventRule(event: LifetimeEvent | 'unset' | 'unfreed', message: string, on: Rule['on']): Rule {
  return {
    id: `event/${event}`,
    severity: 'error',
    precision: 'high',
    presets: ['strict'],
    platforms: ['posix', 'windows'],
    merge: 'any',
    cwe: [],
    since: '0.0.0',
    messages: { [event]: { en: message, ja: message } },
    on: on ?? {},
  }
}

/** Findings name the event first: `lost by scope: fd`, `misuse close closed: fd`, `invalid bind: fd`. */
export const lifetimeEvents: readonly Rule[] = [
  eventRule('lost', 'lost by {reason}: {name}', {
    lost: ({ span, resource, reason, endsProcess }, context) => {
      if (context.damaged || endsProcess) return
      context.report({ span, message: 'lost', parameters: { name: resource.name, reason } })
    },
  }),
  eventRule('left', 'left open as the process ends: {name}', {
    lost: ({ span, resource, endsProcess }, context) => {
      if (context.damaged || !endsProcess) return
      context.report({ span, message: 'left', parameters: { name: resource.name } })
    },
  }),
  eventRule('misuse', 'misuse {call} {phase}: {name}', {
    misuse: ({ node, span, resource, call }, context) => {
      // What a test says must fail is no fault, see rules lifecycle/double-close and use-after-close.
      if (context.damaged || isAssertedToFail(context.tree, node)) return
      context.report({ span, message: 'misuse', parameters: { name: resource.name, call, phase: resource.phase } })
    },
  }),
  eventRule('stale', 'stale: {name}', {
    stale: ({ span, resource }, context) => {
      if (!context.damaged) context.report({ span, message: 'stale', parameters: { name: resource.name } })
    },
  }),
  eventRule('invalid', 'invalid {call}: {name}', {
    invalid: ({ span, name, call, created }, context) => {
      if (context.damaged || created === null) return
      context.report({ span, message: 'invalid', parameters: { name, call } })
    },
  }),
]

/** What it tells of variables: `unset`, one is closed to which nothing was assigned; `unfreed`, a list of addresses is lost. */
export const variableEvents: readonly Rule[] = [
  eventRule('unset', 'unset close: {name}', {
    unset: ({ span, name }, context) => {
      if (!context.damaged) context.report({ span, message: 'unset', parameters: { name } })
    },
  }),
  eventRule('unfreed', 'unfreed by {reason}: {name}', {
    listLost: ({ span, name, reason }, context) => {
      if (!context.damaged) context.report({ span, message: 'unfreed', parameters: { name, reason } })
    },
  }),
]

/** The event that a finding of these rules tells of; null for a finding of another rule. */
export function eventOf(rule: string): string | null {
  return rule.startsWith('event/') ? rule.slice('event/'.length) : null
}
