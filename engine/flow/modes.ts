/** How a descriptor works besides its phase: facts that never keep paths apart. */

/** Each null where paths differ or somebody unseen may have changed it. */
export interface Modes {
  /** A program that the process starts does not get it. */
  readonly closeOnExec: boolean | null
  /** Its calls return at once. */
  readonly nonBlocking: boolean | null
  /** It was put into a set, or registered with an object, that is waited on. */
  readonly watched: boolean | null
}

export const UNKNOWN_MODES: Modes = { closeOnExec: null, nonBlocking: null, watched: null }

/** What both paths say. */
export function joinModes(a: Modes, b: Modes): Modes {
  const common = (key: keyof Modes): boolean | null => (a[key] === b[key] ? a[key] : null)
  if (a === b) return a
  return { closeOnExec: common('closeOnExec'), nonBlocking: common('nonBlocking'), watched: common('watched') }
}

export function sameModes(a: Modes, b: Modes): boolean {
  return a.closeOnExec === b.closeOnExec && a.nonBlocking === b.nonBlocking && a.watched === b.watched
}

/** The modes that are known, for people who read `debug`. */
export function describeModes({ closeOnExec, nonBlocking, watched }: Modes): string {
  const words = [
    closeOnExec === null ? '' : closeOnExec ? ' close-on-exec' : ' inherited',
    nonBlocking === null ? '' : nonBlocking ? ' non-blocking' : ' blocking',
    watched === true ? ' watched' : '',
  ]
  return words.join('')
}
