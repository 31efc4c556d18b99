/**
 * `npm run ecosystem -- --from DIR [--repo OWNER/NAME]... [--rule ID]... [--preset P] [--accept-unjudged FILE]`: lints
 * the public repositories of docs/ecosystem-repositories.tsv, each alone and at the commit named there, read from git
 * checkouts under DIR, and tells what docs/ecosystem.tsv does not know. Ends with 1 when a rule of the recommended preset
 * has reported something that is not judged, or judged false.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { EngineParts } from '../cli/judge.ts'
import { isSourceName } from '../cli/files.ts'
import {
  createEngine,
  createPrefilter,
  DEFAULT_CONFIG,
  PRESETS,
  type Diagnostic,
  type LintConfig,
  type Preset,
} from '../engine/index.ts'
import { selectRules } from '../engine/lint/selection.ts'
import type { Rule } from '../engine/rule-api.ts'
import { rules } from '../rules/index.ts'
import { readAssets } from '../tests/support/assets.ts'
import { findCheckout, readFiles } from './checkouts.ts'
import { compareFound, messageIdOf } from './compare-findings.ts'
import { accepted, objections, type Outcome, summary } from './ecosystem-summary.ts'
import {
  type Finding,
  identityOf,
  type Judged,
  parseJudged,
  parseRepositories,
  printJudged,
  type Repository,
} from './judged-list.ts'
import { lintFiles } from './lint-files.ts'
import { ROOT } from './rule-folders.ts'

const USAGE = `usage: npm run ecosystem -- --from DIR [--repo OWNER/NAME]... [--rule ID]... [--preset P]
                            [--accept-unjudged FILE [--drop-gone]]
  --from DIR              where the checkouts are: OWNER+NAME, OWNER__NAME, OWNER/NAME or NAME
  --repo OWNER/NAME       only this repository; may be given again
  --rule ID               only this rule, whatever presets it is in; may be given again
  --preset P              the rules of this preset; recommended when nothing is said
  --accept-unjudged FILE  writes the list with what is new, verdicts empty, and lines as they are now
  --drop-gone             leaves out of it what is not found any more`

interface Asked {
  readonly selected: readonly Rule[]
  /** How the command line is told to run these rules. */
  readonly parameters: readonly string[]
}

function findingOf(repo: string, diagnostic: Diagnostic): Finding {
  const { file, range, platforms, functionName, message } = diagnostic
  const rule = rules.find(({ id }) => id === diagnostic.rule)
  return {
    repo,
    path: file,
    line: range.start.line + 1,
    rule: diagnostic.rule,
    platforms: platforms.join(','),
    functionName: functionName ?? '',
    message: (rule === undefined ? null : messageIdOf(rule, message.en)) ?? '',
  }
}

async function lintRepository(
  engine: EngineParts,
  repository: Repository,
  checkout: string,
  listed: readonly Judged[],
  { selected, parameters }: Asked,
): Promise<Outcome> {
  const { repo, commit } = repository
  const started = performance.now()
  const files = readFiles(checkout, commit, isSourceName)
  const result = await lintFiles(engine, files, [...parameters, '.'])
  const told = new Map<string, string>()
  const found = result.diagnostics.map((diagnostic) => {
    const finding = findingOf(repo, diagnostic)
    told.set(`${identityOf(finding)}\t${finding.line}`, diagnostic.message.en)
    return finding
  })
  const isOn = (id: string): boolean => selected.some((rule) => rule.id === id)
  const comparison = compareFound(
    found,
    listed.filter((row) => row.repo === repo && isOn(row.rule)),
  )
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${repo} ${commit.slice(0, 10)}: ${result.files} files, ${found.length} findings, ${seconds} s`)
  const print = (mark: string, row: Finding): void => {
    const text = told.get(`${identityOf(row)}\t${row.line}`) ?? row.message
    console.log(
      `  ${mark.padEnd(8)} ${row.rule} [${row.platforms}] ${row.path}:${row.line} ${row.functionName}: ${text}`,
    )
  }
  for (const row of comparison.fresh) print('new', row)
  for (const row of comparison.known.filter(({ verdict }) => verdict === null)) print('unjudged', row)
  for (const row of comparison.known.filter(({ verdict }) => verdict === 'false')) print('false', row)
  for (const row of comparison.gone) print('gone', row)
  if (result.internalError) for (const { file, message } of result.errors) console.error(`  ${file}: ${message.en}`)
  return { repository, comparison, crashed: result.internalError }
}

function isPreset(text: string): text is Preset {
  return PRESETS.some((preset) => preset === text)
}

/** The rules that are asked for; null when there is no such preset or rule. */
function askedFor(preset: string, ids: readonly string[]): Asked | null {
  if (!isPreset(preset) || ids.some((id) => !rules.some((rule) => rule.id === id))) return null
  const config: LintConfig = {
    ...DEFAULT_CONFIG,
    preset: ids.length > 0 ? 'off' : preset,
    rules: Object.fromEntries(ids.map((id) => [id, 'on'])),
  }
  return {
    selected: selectRules(rules, config),
    parameters: ['--preset', config.preset, ...ids.flatMap((id) => ['--rule', `${id}=on`])],
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      repo: { type: 'string', multiple: true, default: [] },
      rule: { type: 'string', multiple: true, default: [] },
      preset: { type: 'string', default: 'recommended' },
      list: { type: 'string', default: join(ROOT, 'docs/ecosystem.tsv') },
      repositories: { type: 'string', default: join(ROOT, 'docs/ecosystem-repositories.tsv') },
      'accept-unjudged': { type: 'string' },
      'drop-gone': { type: 'boolean', default: false },
    },
  })
  const { from, repo } = values
  const asked = askedFor(values.preset, values.rule)
  const repositories = parseRepositories(readFileSync(values.repositories, 'utf8')).filter(
    (one) => repo.length === 0 || repo.includes(one.repo),
  )
  if (from === undefined || !existsSync(from) || asked === null || repositories.length === 0) {
    console.error(USAGE)
    return 2
  }
  const listed = parseJudged(readFileSync(values.list, 'utf8'))
  const loaded = createEngine(readAssets(), rules)
  const engine = { mayMatter: createPrefilter(rules), load: () => loaded }
  const outcomes: Outcome[] = []
  const absent: Repository[] = []
  for (const repository of repositories) {
    const checkout = findCheckout(from, repository.repo, repository.commit)
    if (checkout === null) absent.push(repository)
    else outcomes.push(await lintRepository(engine, repository, checkout, listed, asked))
  }
  for (const one of absent) console.log(`${one.repo} not linted: no checkout with ${one.commit}`)
  console.log()
  for (const line of summary(outcomes, asked.selected)) console.log(line)
  const file = values['accept-unjudged']
  if (file !== undefined) writeFileSync(file, printJudged(accepted(listed, outcomes, values['drop-gone'])))
  const reasons = objections(outcomes, rules)
  for (const reason of reasons) console.error(reason)
  return reasons.length === 0 ? 0 : 1
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
