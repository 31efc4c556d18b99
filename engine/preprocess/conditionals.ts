import type { Directive } from './directives.ts'
import { headerProves } from './headers.ts'
import type { Platform } from '../text/platform.ts'

/** What a conditional directive does to the chain it belongs to. */
export type Role = 'open' | 'branch' | 'close' | 'stray'

/**
 * How the conditional directives of a file belong together. All arrays are indexed by directive; what concerns
 * branches is meaningful where `role` is open or branch.
 */
export interface Conditionals {
  /** null: no conditional directive. `stray`: an #else or #endif without an #if, or a branch behind #else. */
  readonly role: readonly (Role | null)[]
  /** The next directive of the same chain; the number of directives when the text ends before. */
  readonly next: Int32Array
  /** Code in the branch, its nested ones included; includes and defines count as code. */
  readonly weight: Float64Array
  /** The largest weight among the branches that follow in the chain. */
  readonly heaviestAfter: Float64Array
  /** The branch itself (not a nested one) includes headers that only this platform has. */
  readonly includesOf: Readonly<Record<Platform, Uint8Array>>
  /** `#ifndef X` that only keeps `#define X` from happening twice. */
  readonly isGuard: Uint8Array
}

export function readConditionals(directives: readonly Directive[], codeAtEnd: number): Conditionals {
  const count = directives.length
  const role = new Array<Role | null>(count).fill(null)
  const next = new Int32Array(count).fill(count)
  const heaviestAfter = new Float64Array(count)
  const includesOf = { posix: new Uint8Array(count), windows: new Uint8Array(count) }
  const isGuard = new Uint8Array(count)
  /** Code before each directive, with includes and defines counted as code. */
  const before = new Float64Array(count + 1)
  /** The open chains: their first, and their latest directive. */
  const stack: { first: number; latest: number; closedByElse: boolean }[] = []
  let preprocessorCode = 0

  for (const [i, directive] of directives.entries()) {
    before[i] = directive.codeBefore + preprocessorCode
    const top = stack.at(-1)
    switch (directive.kind) {
      case 'if':
      case 'ifdef':
      case 'ifndef':
        role[i] = 'open'
        stack.push({ first: i, latest: i, closedByElse: false })
        break
      case 'elif':
      case 'elifdef':
      case 'elifndef':
      case 'else':
        if (top === undefined) {
          role[i] = 'stray'
          break
        }
        next[top.latest] = i
        top.latest = i
        role[i] = top.closedByElse ? 'stray' : 'branch'
        top.closedByElse ||= directive.kind === 'else'
        break
      case 'endif':
        role[i] = top === undefined ? 'stray' : 'close'
        if (top === undefined) break
        next[top.latest] = i
        stack.pop()
        break
      case 'include':
        preprocessorCode += directive.argument.length
        if (top !== undefined && directive.name !== null) {
          const owner = headerProves({ name: directive.name, angled: directive.angled })
          if (owner === 'posix' || owner === 'windows') includesOf[owner][top.latest] = 1
        }
        break
      case 'define':
      case 'undef':
      case 'pragma':
        preprocessorCode += directive.argument.length
        if (top !== undefined && top.first === i - 1 && asksWhetherUndefined(directives[i - 1], directive.name)) {
          isGuard[i - 1] = 1
        }
        break
      case 'error':
      case 'other':
        break
    }
  }
  before[count] = codeAtEnd + preprocessorCode

  const weight = new Float64Array(count)
  for (let i = count - 1; i >= 0; i--) {
    const after = next[i] ?? count
    if (role[i] !== 'open' && role[i] !== 'branch' && role[i] !== 'stray') continue
    weight[i] = (before[after] ?? 0) - (before[i] ?? 0)
    if (role[after] === 'branch') heaviestAfter[i] = Math.max(weight[after] ?? 0, heaviestAfter[after] ?? 0)
  }
  markWholeFileGuard(directives, role, next, isGuard)
  return { role, next, weight, heaviestAfter, includesOf, isGuard }
}

function asksWhetherUndefined(directive: Directive | undefined, name: string | null): boolean {
  if (directive === undefined || name === null) return false
  if (directive.kind === 'ifndef') return directive.name === name
  return directive.kind === 'if' && directive.argument.replace(/[\s()]/g, '') === `!defined${name}`
}

/** An include guard whose #define does not follow at once: the chain is the whole file. */
function markWholeFileGuard(
  directives: readonly Directive[],
  role: readonly (Role | null)[],
  next: Int32Array,
  isGuard: Uint8Array,
): void {
  const first = role.indexOf('open')
  const close = first < 0 ? -1 : (next[first] ?? -1)
  if (directives[first]?.codeBefore !== 0 || role[close] !== 'close' || role.includes('open', close)) return
  for (let i = first + 1; i < close; i++) {
    // Only what stands directly in the chain is the guard's own #define.
    if (role[i] === 'open') {
      while (role[i] !== 'close' && i < close) i = next[i] ?? close
    } else if (
      directives[i]?.kind === 'define' &&
      asksWhetherUndefined(directives[first], directives[i]?.name ?? null)
    ) {
      isGuard[first] = 1
      return
    }
  }
}
