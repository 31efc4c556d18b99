/** The part of docs/recall.md that is made from the table: how many fixes are found, and why the others are not. */
import { type Fix, isLifetime, rulesFor } from './fixes.ts'

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
  const others = fixes.filter((fix) => !isLifetime(fix))
  const told = others.filter((fix) => rulesFor(fix).length > 0)
  return [
    `Of a descriptor's life, within one function: ${found(within)}. Of a descriptor's life, all scopes: ${found(lifetime)}.`,
    `Of everything else: ${found(others)}; of categories that a rule is about: ${found(told)}.`,
    '',
    'Fixes about the life of a descriptor that are not found:',
    '',
    ...misses(lifetime),
    '',
    'Other fixes that are not found:',
    '',
    ...misses(others),
  ].join('\n')
}

function misses(fixes: readonly Fix[]): string[] {
  const rows = fixes.filter(({ result }) => result !== 'found')
  return [
    '| Fix | Project | Function | Scope | Fault | Why |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(({ id, repo, functionName, scope, category, result, reason }) => {
      const why = `${result === 'reported' ? 'still told after the fix: ' : ''}${reason}`
      return ['', id, repo, `\`${functionName}\``, scope, category, why, ''].join(' | ').trim()
    }),
  ]
}

function found(fixes: readonly Fix[]): string {
  return `${fixes.filter(({ result }) => result === 'found').length} of ${fixes.length} found`
}
