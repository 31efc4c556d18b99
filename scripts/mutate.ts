/**
 * `npm run mutate -- [--survivors] [--lifetime] [--with FOLDER] [--each FOLDER] [FILE|FOLDER...]`: takes correct code, deletes or changes one
 * statement at a time and tells how many of the mutants are caught: by a finding of a rule, or by an event of the
 * engine, that the unchanged program does not have. The paths are one program; code given by --with belongs to it but
 * is not changed. Of a folder given by --each every folder in it is a program, beside those of --with; --lifetime makes only
 * mutants about the life of a descriptor. Without a path the mutants are made of our own correct code: the good fixtures of the rules, the
 * mended examples, the right functions of the idioms. docs/mutation.md keeps the figures.
 *
 * Equivalent mutants (scripts/mutants.ts says which) and those whose fault, if it is one, only code outside the program
 * shows (scripts/mutation.ts) are counted apart. A descriptor that stays open until the
 * process ends is an event of its own, and catches nothing.
 *
 * Ends with 1 when fewer mutants of the lifetime kinds are caught than `TARGET`, or the unchanged code has an event.
 */
import { parseArgs } from 'node:util'
import { createEngine } from '../engine/index.ts'
import { loadParser } from '../engine/syntax/parser.ts'
import { rules } from '../rules/index.ts'
import { readAssets } from '../tests/support/assets.ts'
import { judgeProgram, MEASURING_RULES, type Judgement, type Verdict } from './mutation.ts'
import { corpusOf, ownCorpora, programsIn } from './mutation-corpus.ts'
import { LIFETIME, MUTANT_KINDS } from './mutants.ts'

/** The share of the lifetime mutants that has to be caught. */
const TARGET = 0.9

function count(values: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value, n]) => `${n} ${value}`)
}

const isCaught = ({ by }: Verdict): boolean => by.length > 0

function share(verdicts: readonly Verdict[]): string {
  const caught = verdicts.filter(isCaught).length
  return `${caught} of ${verdicts.length}${verdicts.length === 0 ? '' : ` (${Math.floor((100 * caught) / verdicts.length)} %)`}`
}

function print({ verdicts, before }: Judgement, files: number, withSurvivors: boolean): void {
  console.log(`${files} files, ${verdicts.length} mutants`)
  for (const kind of MUTANT_KINDS) {
    const all = verdicts.filter((verdict) => verdict.kind === kind)
    if (all.length === 0) continue
    const own = all.filter((verdict) => verdict.apart === null)
    console.log(`\n${kind}: caught ${share(own)}`)
    for (const line of count(own.flatMap((verdict) => verdict.by))) console.log(`  by ${line}`)
    for (const line of count(own.filter((v) => !isCaught(v)).map((v) => v.reason))) console.log(`  survived: ${line}`)
    for (const line of count(all.flatMap((v) => v.apart ?? []))) console.log(`  apart: ${line}`)
  }
  console.log(`\nlifetime (${LIFETIME.join(', ')}): caught ${share(lifetimeOf(verdicts))}`)
  const told = verdicts.filter((v) => v.apart !== null && isCaught(v))
  console.log(`\ncounted apart, but told all the same: ${told.length}`)
  for (const v of told) console.log(`  ${v.path}:${v.line} ${v.kind}: ${v.code} -- ${v.apart}, ${v.by.join(', ')}`)
  if (withSurvivors) {
    console.log('\nsurvivors')
    for (const v of verdicts.filter((v) => v.apart === null && !isCaught(v)))
      console.log(`${v.path}:${v.line} ${v.kind}: ${v.code} -- ${v.reason}`)
    console.log('\ncounted apart')
    for (const v of verdicts.filter((v) => v.apart !== null))
      console.log(`${v.path}:${v.line} ${v.kind}: ${v.code} -- ${v.apart}`)
  }
  console.log(`\nevents on the unchanged code: ${before.length}`)
  for (const line of before) console.log(`  ${line}`)
}

function lifetimeOf(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.filter(({ kind, apart }) => LIFETIME.includes(kind) && apart === null)
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      survivors: { type: 'boolean', default: false },
      lifetime: { type: 'boolean', default: false },
      with: { type: 'string', multiple: true, default: [] },
      each: { type: 'string', multiple: true, default: [] },
    },
  })
  const engine = await createEngine(readAssets(), [...rules, ...MEASURING_RULES])
  const parser = await loadParser(readAssets())
  const given = positionals.length === 0 ? [] : [corpusOf(positionals, values.with)]
  const each = values.each.flatMap((folder) => programsIn(folder, values.with))
  const corpora = given.length + values.each.length === 0 ? ownCorpora() : [...given, ...each]
  const kinds = values.lifetime ? LIFETIME : MUTANT_KINDS
  const judged = corpora.map((corpus) => judgeProgram(engine, parser, corpus, kinds))
  const verdicts = judged.flatMap((one) => one.verdicts)
  const before = judged.flatMap((one) => one.before)
  print(
    { verdicts, before },
    corpora.reduce((sum, { changed }) => sum + changed.size, 0),
    values.survivors,
  )
  const lifetime = lifetimeOf(verdicts)
  return before.length === 0 && lifetime.filter(isCaught).length >= TARGET * lifetime.length ? 0 : 1
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
