/**
 * `npm run recall -- --from DIR [--table FILE] [--update] [ID|CATEGORY|SCOPE...]`: scores the engine and the rules by
 * real fixes. The fixes stand in docs/recall.tsv, the projects are git checkouts under DIR. Ends with 1 when a fix that
 * the table says is found is found no longer; --update writes the results into the table and its page instead.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createEngine, createPrefilter } from '../engine/index.ts'
import { rules } from '../rules/index.ts'
import { readAssets } from '../tests/support/assets.ts'
import { findCheckout } from './checkouts.ts'
import { type Fix, isLifetime, parseFixes, printFixes } from './fixes.ts'
import { lifetimeEvents, variableEvents } from './lifetime-events.ts'
import { renderPage } from './recall-page.ts'
import { ROOT } from './rule-folders.ts'
import { scoreFix, type Score } from './score-fix.ts'

interface Scored {
  readonly fix: Fix
  readonly score: Score
}

function line({ fix, score }: Scored): string {
  const [first] = score.told
  const told =
    first === undefined
      ? ''
      : `  ${fix.path}:${first.line} ${first.rule.startsWith('event/') ? '' : `${first.rule} `}${first.message.slice(0, 60)}`
  const before = fix.result === null || fix.result === score.verdict ? '' : ` (was ${fix.result})`
  return `${fix.id} ${score.verdict.padEnd(8)} ${fix.category} ${fix.scope} ${fix.repo} ${fix.functionName}${before}${told}`
}

function share(scored: readonly Scored[]): string {
  const found = scored.filter(({ score }) => score.verdict === 'found').length
  return `${found} of ${scored.length} (${Math.round((100 * found) / scored.length)} %)`
}

function totals(scored: readonly Scored[], keyOf: (fix: Fix) => string): string[] {
  const keys = [...new Set(scored.map(({ fix }) => keyOf(fix)))].sort()
  return keys.map((key) => `  ${key}: found ${share(scored.filter(({ fix }) => keyOf(fix) === key))}`)
}

function print(scored: readonly Scored[], absent: readonly Fix[]): void {
  for (const one of scored) console.log(line(one))
  for (const { id, repo, commit } of absent) console.log(`${id} not scored: no checkout of ${repo} with ${commit}`)
  if (scored.length === 0) return
  console.log('\nby category')
  for (const text of totals(scored, ({ category }) => category)) console.log(text)
  console.log('by scope')
  for (const text of totals(scored, ({ scope }) => scope)) console.log(text)
  const lifetime = scored.filter(({ fix }) => isLifetime(fix) && fix.scope === 'intra')
  if (lifetime.length > 0) console.log(`of a descriptor's life, within one function: found ${share(lifetime)}`)
  console.log(`all: found ${share(scored)}`)
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      table: { type: 'string', default: join(ROOT, 'docs/recall.tsv') },
      update: { type: 'boolean', default: false },
    },
  })
  const { from, table } = values
  if (from === undefined || !existsSync(from)) {
    console.error('usage: npm run recall -- --from DIR [--table FILE] [--update] [ID|CATEGORY|SCOPE...]')
    return 2
  }
  const fixes = parseFixes(readFileSync(table, 'utf8'))
  const isAsked = (fix: Fix): boolean =>
    positionals.length === 0 || [fix.id, fix.category, fix.scope].some((name) => positionals.includes(name))
  const told = [...rules, ...lifetimeEvents, ...variableEvents]
  const loaded = createEngine(readAssets(), told)
  const engine = { mayMatter: createPrefilter(told), load: () => loaded }
  const scored = new Map<Fix, Score>()
  const absent: Fix[] = []
  for (const fix of fixes.filter(isAsked)) {
    // The tree before the fix is that of the commit's parent.
    const checkout = findCheckout(from, fix.repo, `${fix.commit}^`)
    if (checkout === null) absent.push(fix)
    else scored.set(fix, await scoreFix(engine, fix, checkout))
  }
  print(
    [...scored].map(([fix, score]) => ({ fix, score })),
    absent,
  )
  if (values.update) {
    const updated = fixes.map((fix) => {
      const score = scored.get(fix)
      return score === undefined
        ? fix
        : { ...fix, result: score.verdict, reason: score.verdict === 'found' ? '' : fix.reason }
    })
    writeFileSync(table, printFixes(updated))
    const page = table.replace(/\.tsv$/, '.md')
    if (existsSync(page)) writeFileSync(page, renderPage(readFileSync(page, 'utf8'), updated))
    return 0
  }
  const lost = [...scored].filter(([fix, score]) => fix.result === 'found' && score.verdict !== 'found')
  for (const [fix] of lost) console.error(`${fix.id} was found and is not any more`)
  return lost.length === 0 ? 0 : 1
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error)
    process.exitCode = 2
  },
)
