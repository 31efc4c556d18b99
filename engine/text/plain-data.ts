/**
 * Plain data as one line of JSON, and back. Maps, sets and numbers that JSON lacks are objects with one field, whose name
 * no identifier of a program can be.
 */
const MAP = '#map'
const SET = '#set'
const NUMBER = '#number'

/** The same data gives the same text, whoever made it. */
export function toText(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) => {
    if (value instanceof Map) return { [MAP]: [...value] }
    if (value instanceof Set) return { [SET]: [...value] }
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
      return { [NUMBER]: Object.is(value, -0) ? '-0' : String(value) }
    return value
  })
}

/** The data of a text that `toText` made; of what shape is for the caller to ask. Undefined for what is no such text. */
export function fromText(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text)
    return revived(data)
  } catch {
    return undefined
  }
}

/** Puts maps, sets and numbers back into their places, in the data itself. */
function revived(data: unknown): unknown {
  if (Array.isArray(data)) {
    const items: unknown[] = data
    for (const [index, item] of items.entries())
      if (typeof item === 'object' && item !== null) items[index] = revived(item)
    return items
  }
  if (typeof data !== 'object' || data === null) return data
  const names = Object.keys(data)
  for (const name of names) {
    const value: unknown = Reflect.get(data, name)
    if (typeof value === 'object' && value !== null) Object.defineProperty(data, name, { value: revived(value) })
  }
  const [name] = names
  if (name === undefined || names.length > 1 || !name.startsWith('#')) return data
  const content: unknown = Reflect.get(data, name)
  if (name === NUMBER) return Number(content)
  if (!Array.isArray(content)) return data
  if (name === SET) return new Set<unknown>(content)
  return name === MAP && content.every(isPair) ? new Map<unknown, unknown>(content) : data
}

function isPair(value: unknown): value is [unknown, unknown] {
  return Array.isArray(value) && value.length === 2
}
