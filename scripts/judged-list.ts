/**
 * What `npm run ecosystem` compares with: `docs/ecosystem-repositories.tsv`, the public repositories with the commit that
 * is linted, and `docs/ecosystem.tsv`, the findings in them that somebody has judged. Tab-separated, a line each.
 */

/**
 * `true`: the line does what the message says, on the platforms named. `debatable`: the message holds, but the author
 * would hardly change the line. `false`: the message does not hold.
 */
export const VERDICTS = ['true', 'debatable', 'false'] as const
export type Verdict = (typeof VERDICTS)[number]

export interface Repository {
  /** What sort of project it is: a heading for readers. */
  readonly kind: string
  /** `owner/name` on the site the project is public at. */
  readonly repo: string
  readonly commit: string
}

/** A finding, by what tells it from others even when lines have moved; `line` (1-based) is only where it stood last. */
export interface Finding {
  readonly repo: string
  readonly path: string
  readonly line: number
  readonly rule: string
  /** Platforms on which it holds, with commas. */
  readonly platforms: string
  /** Empty outside of functions. */
  readonly functionName: string
  /** Which of the rule's messages it is. */
  readonly message: string
}

export interface Judged extends Finding {
  /** null: nobody has looked at it yet. */
  readonly verdict: Verdict | null
  readonly why: string
}

const REPOSITORY_COLUMNS = ['kind', 'repo', 'commit'] as const
const COLUMNS = ['repo', 'path', 'line', 'rule', 'platforms', 'function', 'message', 'verdict', 'why'] as const

/** @throws when the text is no such table, with the line that is wrong */
export function parseRepositories(text: string): Repository[] {
  return rowsOf(text, REPOSITORY_COLUMNS).map(({ cell, fail }) => {
    const commit = cell('commit')
    if (!/^[0-9a-f]{40}$/.test(commit) || !/^[^/]+\/[^/]+$/.test(cell('repo'))) fail()
    return { kind: cell('kind'), repo: cell('repo'), commit }
  })
}

/** @throws when the text is no such table, with the line that is wrong */
export function parseJudged(text: string): Judged[] {
  return rowsOf(text, COLUMNS).map(({ cell, fail }) => {
    const verdict = VERDICTS.find((one) => one === cell('verdict')) ?? null
    if (!/^\d+$/.test(cell('line')) || (verdict === null && cell('verdict') !== '')) fail()
    return {
      repo: cell('repo'),
      path: cell('path'),
      line: Number(cell('line')),
      rule: cell('rule'),
      platforms: cell('platforms'),
      functionName: cell('function'),
      message: cell('message'),
      verdict,
      why: cell('why'),
    }
  })
}

/** The table in its order: repository, path, line, rule. */
export function printJudged(judged: readonly Judged[]): string {
  const lines = [...judged]
    .sort(compareFindings)
    .map(({ repo, path, line, rule, platforms, functionName, message, verdict, why }) =>
      [repo, path, line, rule, platforms, functionName, message, verdict ?? '', why].join('\t'),
    )
  return `${[COLUMNS.join('\t'), ...lines].join('\n')}\n`
}

export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareTexts(a.repo, b.repo) ||
    compareTexts(a.path, b.path) ||
    a.line - b.line ||
    compareTexts(a.rule, b.rule) ||
    compareTexts(identityOf(a), identityOf(b))
  )
}

/** The same for a finding that has moved within its function, or with it. */
export function identityOf({ repo, path, rule, platforms, functionName, message }: Finding): string {
  return [repo, path, rule, platforms, functionName, message].join('\t')
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

interface Row<C extends string> {
  readonly cell: (column: C) => string
  readonly fail: () => never
}

function rowsOf<C extends string>(text: string, columns: readonly C[]): Row<C>[] {
  const [head, ...lines] = text.split('\n').filter((line) => line !== '')
  if (head !== columns.join('\t')) throw new Error(`the first line must name the columns: ${columns.join(' ')}`)
  return lines.map((line, index) => {
    const cells = line.split('\t')
    const fail = (): never => {
      throw new Error(`line ${index + 2} of the table is wrong: ${line}`)
    }
    if (cells.length !== columns.length) fail()
    return { cell: (column) => cells[columns.indexOf(column)] ?? '', fail }
  })
}
