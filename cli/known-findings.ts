import type { Diagnostic } from '../engine/index.ts'
import { identityKey, type Identity } from './identity.ts'

/** Findings that are known already, and how many of each. */
export interface KnownFinding extends Identity {
  readonly count: number
}

export interface IdentifiedFinding {
  readonly diagnostic: Diagnostic
  readonly identity: Identity
}

export interface Matched {
  /** Findings that are not known, in their order. */
  readonly fresh: readonly IdentifiedFinding[]
  /** Known ones that were not found again, with how many are missing. */
  readonly missing: readonly KnownFinding[]
}

/**
 * Tells known findings from others. Where more are found than are known of one identity, the later ones count as new.
 *
 * @param isGone true for a file that is no longer there: what is known of it may be found again under another name
 */
export function matchKnown(
  found: readonly IdentifiedFinding[],
  known: readonly KnownFinding[],
  isGone: (file: string) => boolean,
): Matched {
  const first = takeOut(found, known, identityKey)
  const moved = first.missing.filter(({ file }) => isGone(file))
  if (moved.length === 0 || first.fresh.length === 0) return first
  const second = takeOut(first.fresh, moved, (identity) => identityKey({ ...identity, file: '' }))
  return { fresh: second.fresh, missing: [...first.missing.filter(({ file }) => !isGone(file)), ...second.missing] }
}

function takeOut(
  found: readonly IdentifiedFinding[],
  known: readonly KnownFinding[],
  keyOf: (identity: Identity) => string,
): Matched {
  const left = new Map<string, { readonly entry: KnownFinding; count: number }[]>()
  for (const entry of known) {
    const key = keyOf(entry)
    left.set(key, [...(left.get(key) ?? []), { entry, count: entry.count }])
  }
  const fresh = found.filter(({ identity }) => {
    const candidate = left.get(keyOf(identity))?.find(({ count }) => count > 0)
    if (candidate === undefined) return true
    candidate.count--
    return false
  })
  const missing = [...left.values()].flat().flatMap(({ entry, count }) => (count === 0 ? [] : [{ ...entry, count }]))
  return { fresh, missing }
}

/** The same findings counted by identity, in the order of files, rules, functions and code. */
export function countIdentities(identities: readonly Identity[]): KnownFinding[] {
  const counted = new Map<string, KnownFinding>()
  for (const identity of identities) {
    const key = identityKey(identity)
    counted.set(key, { ...identity, count: (counted.get(key)?.count ?? 0) + 1 })
  }
  return sortKnown([...counted.values()])
}

export function sortKnown(known: readonly KnownFinding[]): KnownFinding[] {
  const keyed = known.map((entry) => [[entry.file, identityKey(entry)].join('\0'), entry] as const)
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
}
