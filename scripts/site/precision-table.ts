/** What was judged in public code, by rule, as markdown: the table of docs/ecosystem.md for readers of either language. */
import type { Language } from '../../engine/index.ts'
import type { Rule } from '../../engine/rule-api.ts'
import { claimOf, countVerdicts, promised } from '../compare-findings.ts'
import { parseJudged, parseRepositories, VERDICTS } from '../judged-list.ts'
import { readRepositoryFile } from '../rule-folders.ts'

const WORDS = {
  en: {
    lead: '{repositories} repositories, {findings} findings judged.',
    head: ['Rule', 'true', 'debatable', 'false', 'promise'],
    claims: {
      'no claim': 'none',
      'nothing judged': 'nothing judged',
      holds: 'holds',
      'does not hold': 'does not hold',
    },
  },
  ja: {
    lead: '{repositories} のリポジトリで、{findings} 件の指摘を判定しました。',
    head: ['ルール', '正しい', '議論の余地あり', '誤り', '約束'],
    claims: {
      'no claim': 'なし',
      'nothing judged': '判定なし',
      holds: '満たす',
      'does not hold': '満たさない',
    },
  },
} as const

export function ecosystemTable(rules: readonly Rule[], language: Language): string {
  const words = WORDS[language]
  const judged = parseJudged(readRepositoryFile('docs/ecosystem.tsv').text)
  const repositories = parseRepositories(readRepositoryFile('docs/ecosystem-repositories.tsv').text)
  const rows = rules.flatMap((rule) => {
    const counts = countVerdicts(judged.filter((row) => row.rule === rule.id))
    if (VERDICTS.every((verdict) => counts[verdict] === 0)) return []
    const claim = claimOf(rule, counts)
    const promise = claim === 'no claim' ? words.claims[claim] : `${promised(rule)} %: ${words.claims[claim]}`
    return [`| \`${rule.id}\` | ${VERDICTS.map((verdict) => counts[verdict]).join(' | ')} | ${promise} |`]
  })
  const count = judged.filter(({ verdict }) => verdict !== null).length
  const lead = words.lead
    .replace('{repositories}', String(repositories.length))
    .replace('{findings}', count.toLocaleString('en'))
  return [lead, '', `| ${words.head.join(' | ')} |`, `|${' --- |'.repeat(words.head.length)}`, ...rows].join('\n')
}
