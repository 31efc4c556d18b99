/** From the extension to its page. */
export type HostMessage =
  | { readonly kind: 'content'; readonly html: string; readonly spoken: string }
  | { readonly kind: 'cursor'; readonly line: number }

/** From the page to the extension. Ranges are start line, start character, end line, end character, from 0. */
export type ViewMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'go'; readonly uri: string; readonly range: Place }
  | { readonly kind: 'explain'; readonly rule: string }

export type Place = readonly [number, number, number, number]

/** What the page has sent, or undefined when it is nothing that we know. */
export function readViewMessage(value: unknown): ViewMessage | undefined {
  switch (member(value, 'kind')) {
    case 'ready':
      return { kind: 'ready' }
    case 'go': {
      const uri = member(value, 'uri')
      const range = readPlace(member(value, 'range'))
      return typeof uri === 'string' && range !== undefined ? { kind: 'go', uri, range } : undefined
    }
    case 'explain': {
      const rule = member(value, 'rule')
      return typeof rule === 'string' ? { kind: 'explain', rule } : undefined
    }
    default:
      return undefined
  }
}

/** What the extension has sent, or undefined when it is nothing that the page knows. */
export function readHostMessage(value: unknown): HostMessage | undefined {
  const [kind, html, spoken, line] = ['kind', 'html', 'spoken', 'line'].map((key) => member(value, key))
  if (kind === 'content' && typeof html === 'string' && typeof spoken === 'string') return { kind, html, spoken }
  return kind === 'cursor' && typeof line === 'number' ? { kind, line } : undefined
}

/** Reads `1,2,3,4`, as attributes hold a place, or a list of these numbers. */
export function readPlace(value: unknown): Place | undefined {
  const parts: readonly unknown[] =
    typeof value === 'string' ? value.split(',').map(Number) : Array.isArray(value) ? value : []
  const [a, b, c, d, ...more] = parts.filter((part) => typeof part === 'number').filter((part) => part >= 0)
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined
  return more.length === 0 && parts.length === 4 ? [a, b, c, d] : undefined
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
}
