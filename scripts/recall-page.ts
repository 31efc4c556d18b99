/** The part of docs/recall.md that is made from the table: how many fixes are found, and why the others are not. */
import { type Fix, isLifetime } from './fixes.ts'

const BEGIN = '<!-- recall: begin -->'
const END = '<!-- recall: end -->'

/** The page with that part made anew. @throws when the page does not say where it stands */
export function renderPage(page: string, fixes: readonly Fix[]): string {
  const begin = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (begin < 0 || end < begin) throw new Error(`the page has no ${BEGIN} and ${END}`)
  return `${page.slice(0, begin + BEGIN.length)}\n\n${section(fixes)}\n\n${page.slice(end)}`
}

function section(fixes: readonly Fix[]): string {
  const lifetime = fixes.filter(isLifetime)
  const within = lifetime.filter(({ scope }) => scope === 'intra')
  const rows = lifetime.filter(({ result }) => result !== 'found')
  return [
    `Of a descriptor's life, within one function: ${found(within)}. Of a descriptor's life, all scopes: ${found(lifetime)}.`,
    `Of everything else, which rules have to tell: ${found(fixes.filter((fix) => !isLifetime(fix)))}.`,
    '',
    'Fixes about the life of a descriptor that are not found:',
    '',
    '| Fix | Project | Function | Scope | Fault | Why |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(({ id, repo, functionName, scope, category, result, reason }) =>
      [
        '',
        id,
        repo,
        `\`${functionName}\``,
        scope,
        category,
        `${result === 'reported' ? 'still told after the fix: ' : ''}${reason}`,
        '',
      ]
        .join(' | ')
        .trim(),
    ),
  ].join('\n')
}

function found(fixes: readonly Fix[]): string {
  return `${fixes.filter(({ result }) => result === 'found').length} of ${fixes.length} found`
}
