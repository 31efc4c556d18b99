import type { TypeLayer } from './declarators.ts'
import type { TypeShape } from './types.ts'

/** A type with every layer known, outermost first: `int *a[3]` is array of pointer to int. */
export interface LayeredType {
  readonly base: string
  readonly layers: readonly TypeLayer[]
}

/** What the headers declare, which a single file does not show. */
export interface KnownTypes {
  /** Typedef name to what it stands for: SOCKADDR_IN to struct sockaddr_in, PSOCKADDR to a pointer. */
  readonly typedefs: Readonly<Record<string, { readonly base: string; readonly pointers: number }>>
  /** Macros that stand for a whole cast, parentheses included: `#define SA (struct sockaddr *)`; may be left out. */
  readonly casts?: KnownTypes['typedefs']
  /** Structure tags without `struct`: in C++ `sockaddr_in a` is then a `struct sockaddr_in`. */
  readonly tags: readonly string[]
  /** Types of members by structure (`struct addrinfo`) and member name; may be left out. */
  readonly members?: Readonly<Record<string, Readonly<Record<string, TypeShape>>>>
  /** What functions return, by name; may be left out. */
  readonly functions?: Readonly<Record<string, TypeShape>>
  /** What further headers declare; later ones win, all of them lose to the fields above. Bases may be typedefs. */
  readonly further?: readonly KnownTypes[]
}

export const NO_KNOWN_TYPES: KnownTypes = { typedefs: {}, tags: [] }

/** A shape can say pointers and one array around them; anything else (functions, pointers to arrays) it cannot. */
export function shapeOf(type: LayeredType | undefined): TypeShape | undefined {
  if (type === undefined) return undefined
  const array = type.layers[0] === 'array'
  const pointers = array ? type.layers.slice(1) : type.layers
  if (pointers.some((layer) => layer !== 'pointer')) return undefined
  return { base: type.base, pointers: pointers.length, array }
}

export function layeredOf(shape: TypeShape): LayeredType {
  const pointers = Array.from({ length: shape.pointers }, (): TypeLayer => 'pointer')
  return { base: shape.base, layers: shape.array ? ['array', ...pointers] : pointers }
}

/** Wraps one more pointer around a type. */
export function pointerTo(type: LayeredType): LayeredType {
  return { base: type.base, layers: ['pointer', ...type.layers] }
}

/** What `*x` and `x[i]` have; undefined when it is neither pointer nor array. */
export function pointee(type: LayeredType): LayeredType | undefined {
  const [outer, ...rest] = type.layers
  return outer === 'pointer' || outer === 'array' ? { base: type.base, layers: rest } : undefined
}

export function sameType(a: LayeredType, b: LayeredType): boolean {
  return a.base === b.base && a.layers.length === b.layers.length && a.layers.every((layer, i) => layer === b.layers[i])
}

/** The one type that all agree on, else undefined. */
export function agreed(types: readonly (LayeredType | undefined)[]): LayeredType | undefined {
  const [first, ...rest] = types
  if (first === undefined) return undefined
  return rest.every((type) => type !== undefined && sameType(first, type)) ? first : undefined
}

/** What known types say of a name: `pick` gives the table to look in. */
export function lookUp<V>(
  known: KnownTypes,
  pick: (types: KnownTypes) => Readonly<Record<string, V>> | undefined,
  name: string,
): V | undefined {
  // Names out of source text must not reach `Object.prototype`.
  const table = pick(known)
  if (table !== undefined && Object.hasOwn(table, name)) return table[name]
  const { further = [] } = known
  for (let i = further.length - 1; i >= 0; i--) {
    const types = further[i]
    const found = types === undefined ? undefined : lookUp(types, pick, name)
    if (found !== undefined) return found
  }
  return undefined
}
