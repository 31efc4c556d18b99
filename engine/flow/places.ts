/**
 * A place names a piece of memory as one function sees it: `fd` (a local), `::limit` (a global), `$0` (what the
 * first argument held at entry), `sa.sin_port` (a member), `(*$1).fd` (a member of what the second argument points to),
 * `fds[2]` (an element), `fds[=i]` (the element that the variable `i` now says). Two different texts may be one memory only through pointers that the state does not resolve.
 */
export type Place = string

export function member(place: Place, name: string): Place {
  return `${place}.${name}`
}

export function element(place: Place, index: number): Place {
  return `${place}[${index}]`
}

/** The element whose index a variable holds; the place means another one as soon as the variable changes. */
export function varyingElement(place: Place, index: Place): Place {
  return `${place}[=${index}]`
}

/** True for an element whose index a variable holds, a part of one, and what one points to. */
export function isVarying(place: Place): boolean {
  return place.includes('[=')
}

export function pointee(place: Place): Place {
  return `(*${place})`
}

export function argumentPlace(index: number): Place {
  return `$${index}`
}

export function globalPlace(name: string): Place {
  return `::${name}`
}

/** The place as a program would write it, for messages: `server->fd`, `*out`, `limit`. */
export function placeName(place: Place): string {
  return place
    .replace(/@\w+/g, '')
    .replace(/::/g, '')
    .replace(/\(\*([\w$]+)\)\./g, '$1->')
    .replace(/^\(\*([\w$]+)\)$/, '*$1')
}

/** True when the memory outlives the function: reached from an argument or a global. */
export function isOutside(place: Place): boolean {
  const root = place.replace(/^[(*]+/, '')
  return root.startsWith('$') || root.startsWith('::')
}

/** The variable that a place begins with: `$0` for `(*$0).fds[2]`. */
export function rootOf(place: Place): string {
  // By character codes: this is asked for every read and write.
  let start = 0
  while (place.charCodeAt(start) === PARENTHESIS || place.charCodeAt(start) === STAR) start++
  let end = start
  for (; end < place.length; end++) {
    const code = place.charCodeAt(end)
    if (code === DOT || code === BRACKET || code === CLOSING) break
  }
  return start === 0 && end === place.length ? place : place.slice(start, end)
}

const PARENTHESIS = 0x28
const CLOSING = 0x29
const STAR = 0x2a
const DOT = 0x2e
const BRACKET = 0x5b

/** Pointers that a place may lead through and still be told apart from its neighbours. */
const MAX_POINTERS = 4

/**
 * True for a place found by walking a list or another structure without end, such as `(*(*$0.next).next).fd`: each
 * round of a loop would name a new one.
 */
export function isEndless(place: Place): boolean {
  if (!place.startsWith('(*(*')) return false
  const through = [...place.matchAll(/\.(\w+)\)/g)].map((match) => match[1])
  return new Set(through).size < through.length || place.split('(*').length - 1 > MAX_POINTERS
}

/** The whole allocation of the function that a place lies in (`heap12` for `heap12.fd`); null for other memory. */
export function heapRoot(place: Place): Place | null {
  return /^heap[\d_]+/.exec(place)?.[0] ?? null
}

/** True when the variable itself is the caller's copy (`$0`), not something reached through it. */
export function isArgument(place: Place): boolean {
  return /^\$\d+$/.test(place)
}

/** True for a variable of the function or a part of one: nobody else writes to it unless its address was given away. */
export function isOwnMemory(place: Place): boolean {
  return !/^[($]|^::/.test(place)
}

/** True for memory that an argument leads to: the caller, who gave it, sees what is stored there. */
export function isArgumentMemory(place: Place): boolean {
  return /^\(+\*+[(*]*\$/.test(place)
}

export function isGlobal(place: Place): boolean {
  return place.startsWith('::')
}

/** True when a write to `place` changes what `other` holds or names. */
export function isAffected(place: Place, other: Place): boolean {
  // Asked for every place of a state with every write: what is shorter, or leads through no pointer, is out at once.
  if (other.length <= place.length) return false
  if (isVarying(other) && other.includes(`[=${place}]`)) return true
  if (other.startsWith(place)) {
    const next = other[place.length]
    if (next === '.' || next === '[') return true
  }
  if (other[0] !== '(') return false
  const through = `(*${place}`
  const at = other.indexOf(through)
  if (at < 0) return false
  const next = other[at + through.length]
  return next === ')' || next === '.' || next === '['
}

/** The place without its last member or element, or null for a root. */
export function container(place: Place): Place | null {
  for (let i = place.length - 1; i > 0; i--) {
    const c = place[i]
    if (c === ')') return null
    if (c === '.' || c === '[') return place.slice(0, i)
  }
  return null
}

/** Replaces the root of an outside place by what the caller gave; `root` gets `$0`, `(*$0)` or `::name`. */
export function rebase(place: Place, argumentPointee: (index: number) => Place | null): Place | null {
  if (isVarying(place)) return null
  if (isGlobal(place)) return place
  const match = /^\(\*\$(\d+)\)(.*)$/s.exec(place)
  if (match === null) return null
  const base = argumentPointee(Number(match[1]))
  return base === null ? null : base + (match[2] ?? '')
}
