/** The part of docs/ecosystem.md that is made from its two tables and from what the rules say of themselves. */
import type { Rule } from '../engine/rule-api.ts'
import { claimOf, countVerdicts, promised } from './compare-findings.ts'
import { compareFindings, type Judged, type Repository } from './judged-list.ts'

const BEGIN = '<!-- ecosystem: begin -->'
const END = '<!-- ecosystem: end -->'

/** The page with that part made anew. @throws when the page does not say where it stands */
export function renderEcosystemPage(
  page: string,
  repositories: readonly Repository[],
  judged: readonly Judged[],
  rules: readonly Rule[],
): string {
  const begin = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (begin < 0 || end < begin) throw new Error(`the page has no ${BEGIN} and ${END}`)
  const parts = [rulesTable(judged, rules), doubtsTable(judged), repositoriesTable(repositories, judged)]
  return `${page.slice(0, begin + BEGIN.length)}\n\n${parts.join('\n\n')}\n\n${page.slice(end)}`
}

function rulesTable(judged: readonly Judged[], rules: readonly Rule[]): string {
  const shown = rules.filter(
    ({ id, presets }) => presets.includes('recommended') || judged.some(({ rule }) => rule === id),
  )
  const rows = shown.map((rule) => {
    const own = judged.filter((row) => row.rule === rule.id)
    const counts = countVerdicts(own)
    const { presets, severity } = rule
    const claim = rule.precision === 'high' ? `${promised(rule)} %: ${claimOf(rule, counts)}` : claimOf(rule, counts)
    const numbers = [counts.true, counts.debatable, counts.false, own.filter(({ verdict }) => verdict === null).length]
    return [rule.id, severity, presets.includes('recommended') ? 'yes' : 'no', ...numbers, claim]
  })
  return table(
    'By rule',
    ['Rule', 'Severity', 'Recommended', 'true', 'debatable', 'false', 'not judged', 'Promised share of true ones'],
    rows,
  )
}

function doubtsTable(judged: readonly Judged[]): string {
  const rows = judged
    .filter(({ verdict }) => verdict === 'debatable' || verdict === 'false')
    .sort(compareFindings)
    .map(({ repo, path, line, rule, verdict, why }) => [`${repo} \`${path}:${line}\``, rule, String(verdict), why])
  return table('Debatable and false', ['Finding', 'Rule', 'Judgement', 'Why'], rows)
}

function repositoriesTable(repositories: readonly Repository[], judged: readonly Judged[]): string {
  const rows = repositories.map(({ kind, repo, commit }) => {
    const counts = countVerdicts(judged.filter((row) => row.repo === repo))
    return [kind, repo, commit.slice(0, 10), counts.true, counts.debatable, counts.false]
  })
  return table('By repository', ['Kind', 'Repository', 'Commit', 'true', 'debatable', 'false'], rows)
}

function table(title: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
