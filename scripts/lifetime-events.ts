/**
 * What the engine tells of a descriptor's life, as a rule that stands beside the product's own: the faults that rules
 * about the life cycle are made of. `mutate` and `recall` measure the engine by it, whatever rules exist.
 */
import type { Rule } from '../engine/rule-api.ts'

/**
 * `lost`: the last reference to an open descriptor is gone. `misuse`: a call its phase forbids. `kept`: a child process
 * ends, which serves a connection, and never closed the listening socket. `invalid`: a call on -1.
 */
export const LIFETIME_EVENTS = 'event/lifetime'

/** Findings name the event first: `lost by scope: fd`, `misuse close closed: fd`, `invalid bind: fd`. */
export const lifetimeEvents: Rule = {
  id: LIFETIME_EVENTS,
  severity: 'error',
  precision: 'high',
  presets: ['strict'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  since: '0.0.0',
  messages: {
    lost: { en: 'lost by {reason}: {name}', ja: 'lost by {reason}: {name}' },
    misuse: { en: 'misuse {call} {phase}: {name}', ja: 'misuse {call} {phase}: {name}' },
    kept: { en: 'kept by the child: {name}', ja: 'kept by the child: {name}' },
    invalid: { en: 'invalid {call}: {name}', ja: 'invalid {call}: {name}' },
  },
  on: {
    lost: ({ span, resource, reason }, context) => {
      if (!context.damaged) context.report({ span, message: 'lost', parameters: { name: resource.name, reason } })
    },
    // A child serves a connection that its parent accepted: the listening socket is none of its business.
    ended: ({ span, resource, state }, context) => {
      if (context.damaged || resource.phase !== 'listening' || resource.inherited === null || resource.escaped) return
      const serves = [...state.resources].some((other) => other.listener === resource.id && other.inherited !== null)
      if (serves) context.report({ span, message: 'kept', parameters: { name: resource.name } })
    },
    misuse: ({ span, resource, call }, context) => {
      if (context.damaged) return
      const parameters = { name: resource.name, call, phase: resource.phase }
      context.report({ span, message: 'misuse', parameters })
    },
    invalid: ({ span, name, call, created }, context) => {
      if (context.damaged || created === null) return
      context.report({ span, message: 'invalid', parameters: { name, call } })
    },
  },
}

/** The event a finding of `lifetimeEvents` tells of: `lost`, `misuse`, `kept` or `invalid`. */
export function eventOf(message: string): string {
  return message.slice(0, message.indexOf(' '))
}
