import type { KnownRules } from '../../engine/index.ts'

/** Rules without options, by their ids. */
export function rulesNamed(...ids: readonly string[]): KnownRules {
  return new Map(ids.map((id) => [id, {}]))
}
