/** The table of real fixes that `npm run recall` scores: one line a fix, tab-separated, `docs/recall.tsv`. */

/**
 * `found`: told before the fix and not after it. `missed`: not told before it. `reported`: told before it and, at the
 * same place, after it.
 */
export type Verdict = 'found' | 'missed' | 'reported'

/** A commit that mended one fault of a public project. */
export interface Fix {
  readonly id: string
  /** `owner/name` on the site the project is public at. */
  readonly repo: string
  readonly commit: string
  readonly path: string
  /** Name of the function with the fault; names with commas where it shows in others, as a callee's close does. */
  readonly functionName: string
  /** Line of the fault before the fix, 1-based. */
  readonly line: number
  /** The descriptor's name in the code where the fault lies, or the address list's; empty where it has none. */
  readonly variable: string
  readonly category: string
  /** How far one has to see: `intra` is one function; others say what else the fault runs through. */
  readonly scope: string
  readonly platform: string
  readonly description: string
  /** null where the fix was never scored. */
  readonly result: Verdict | null
  /** Why it is not found; empty when it is. */
  readonly reason: string
}

const COLUMNS = [
  'id',
  'repo',
  'commit',
  'path',
  'function',
  'line',
  'variable',
  'category',
  'scope',
  'platform',
  'description',
  'result',
  'reason',
] as const

/** Categories that are about a descriptor's life, with the events of the engine that tell of them. */
const LIFETIME_CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  'leak-error-path': ['lost'],
  'leak-connect-fail': ['lost'],
  'leak-overwrite': ['lost'],
  'addrinfo-leak': ['unfreed'],
  'addrinfo-misuse': ['unset'],
  'double-close': ['misuse'],
  'dangling-handle': ['misuse', 'invalid'],
  'close-uninit': ['unset'],
  'use-invalid': ['invalid'],
  'unchecked-return': ['invalid', 'misuse'],
}

/** Rules of the product that tell of the faults of a category; with none, no rule is about them. */
const RULES: Readonly<Record<string, readonly string[]>> = {
  'leak-error-path': ['lifecycle/leak'],
  'leak-connect-fail': ['lifecycle/leak'],
  'leak-overwrite': ['lifecycle/leak'],
  'addrinfo-leak': ['resolve/getaddrinfo-leak'],
  'double-close': ['lifecycle/double-close', 'lifecycle/use-after-close'],
  'dangling-handle': ['lifecycle/double-close', 'lifecycle/use-after-close'],
  'use-invalid': ['lifecycle/maybe-invalid-descriptor'],
  'unchecked-return': ['lifecycle/unchecked-call', 'lifecycle/maybe-invalid-descriptor', 'io/negative-index'],
  cloexec: ['fork/exec-inherits-socket'],
  'reuseaddr-windows': ['bind/reuseaddr-hijack', 'bind/udp-reuseaddr-hijack'],
  'sockopt-after-bind': ['bind/option-after-bind'],
  'v6only-missing': ['bind/v6only-implicit'],
  'wrong-error-check': ['lifecycle/wrong-error-test', 'lifecycle/assign-precedence'],
  'fd-truthiness': ['lifecycle/wrong-error-test'],
  'close-vs-closesocket': ['winsock/close-function'],
  'wsa-errno': ['winsock/errno', 'winsock/berkeley-error-constant', 'poll/connect-in-progress'],
  'byte-order': ['byteorder/address-not-converted', 'byteorder/port-not-converted', 'byteorder/port-htonl'],
  'fdset-size': ['poll/fd-setsize'],
  'fdset-reuse': ['poll/fd-set-not-reset'],
  'short-write': ['io/short-send'],
  sunpath: ['unix/path-overflow'],
  'accept-transient': ['lifecycle/accept-error-fatal'],
  sigpipe: ['io/sigpipe'],
  addrlen: ['address/length-not-reset', 'address/length-uninitialised'],
  'sockaddr-uninit': ['address/uninitialised'],
  'socklen-type': ['address/length-type'],
  'sockaddr-too-small': ['address/buffer-too-small', 'address/cast-without-family-check'],
  'sockaddr-cast': ['address/struct-value-cast', 'sockopt/value-pointer'],
  'legacy-api': ['resolve/inet-ntoa-static', 'resolve/inet-addr-unchecked', 'resolve/gethostbyname-obsolete'],
}

/** True for a fix that is about the life of a descriptor. */
export function isLifetime(fix: Fix): boolean {
  return Object.hasOwn(LIFETIME_CATEGORIES, fix.category)
}

/** Events that count for the fix, whatever rules exist; none where only rules tell of it. */
export function eventsFor(fix: Fix): readonly string[] {
  return LIFETIME_CATEGORIES[fix.category] ?? []
}

/** Rules that count for the fix: another one near its line may be gone after it by chance. */
export function rulesFor(fix: Fix): readonly string[] {
  return RULES[fix.category] ?? []
}

/** @throws when the text is no such table, with the line that is wrong */
export function parseFixes(text: string): Fix[] {
  const [head, ...lines] = text.split('\n').filter((line) => line !== '')
  if (head !== COLUMNS.join('\t')) throw new Error(`the first line must name the columns: ${COLUMNS.join(' ')}`)
  return lines.map((line, index) => {
    const cells = line.split('\t')
    const cell = (name: (typeof COLUMNS)[number]): string => cells[COLUMNS.indexOf(name)] ?? ''
    const result = cell('result')
    if (cells.length !== COLUMNS.length || !/^\d+$/.test(cell('line')) || !isVerdict(result))
      throw new Error(`line ${index + 2} of the table is not a fix: ${line}`)
    return {
      id: cell('id'),
      repo: cell('repo'),
      commit: cell('commit'),
      path: cell('path'),
      functionName: cell('function'),
      line: Number(cell('line')),
      variable: cell('variable'),
      category: cell('category'),
      scope: cell('scope'),
      platform: cell('platform'),
      description: cell('description'),
      result: result === '' ? null : result,
      reason: cell('reason'),
    }
  })
}

export function printFixes(fixes: readonly Fix[]): string {
  const lines = fixes.map((fix) =>
    [
      fix.id,
      fix.repo,
      fix.commit,
      fix.path,
      fix.functionName,
      fix.line,
      fix.variable,
      fix.category,
      fix.scope,
      fix.platform,
      fix.description,
      fix.result ?? '',
      fix.reason,
    ].join('\t'),
  )
  return `${[COLUMNS.join('\t'), ...lines].join('\n')}\n`
}

function isVerdict(text: string): text is Verdict | '' {
  return ['found', 'missed', 'reported', ''].includes(text)
}
