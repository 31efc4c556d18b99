/**
 * `npm run mutate -- [--survivors] [--with FOLDER] FILE|FOLDER...`: takes correct code, deletes or changes one statement at a time and
 * tells how many of the mutants are caught: by a finding of a rule, or by an event of the engine, that the unchanged
 * code does not have. Code given by --with belongs to the program but is not changed. Ends with 1 when the unchanged
 * code has an event.
 */
import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { globSync } from 'tinyglobby'
import { createEngine, MAX_IMPORT_ROUNDS, type Engine, type ImportedFacts } from '../engine/index.ts'
import type { ResourceView, Rule } from '../engine/rule-api.ts'
import { loadParser } from '../engine/syntax/parser.ts'
import { decodeSource } from '../engine/text/decode.ts'
import { rules } from '../rules/index.ts'
import { readAssets } from '../tests/support/assets.ts'
import { EVERY_RULE } from '../tests/support/lint.ts'
import { eventOf, LIFETIME_EVENTS, lifetimeEvents } from './lifetime-events.ts'
import { LIFETIME, MUTANT_KINDS, mutantsOf, type Mutant, type MutantKind } from './mutants.ts'

/** What the engine knew of a descriptor where the unchanged code closes it. */
type Closing = Pick<ResourceView, 'origin' | 'escaped'> & { readonly role: string; readonly damaged: boolean }

/** Descriptors closed in the analysis that runs, by the offset of the call. */
const closings = new Map<number, Closing>()

/** Notes closings, and tells nothing: why a mutant survived is read from them. */
const closingsProbe: Rule = {
  ...lifetimeEvents,
  id: 'event/closing',
  messages: {},
  on: {
    closed: ({ span, resource, state }, { damaged }) => {
      closings.set(span.start, { origin: resource.origin, escaped: resource.escaped, role: state.role, damaged })
    },
  },
}

interface Source {
  readonly path: string
  readonly text: string
  readonly imports: ImportedFacts | undefined
}

interface Verdict {
  readonly path: string
  readonly line: number
  readonly code: string
  readonly kind: MutantKind
  /** Rules and events that tell the mutant from the original; none for a survivor. */
  readonly by: readonly string[]
  /** Why it may have survived. */
  readonly reason: string
}

function filesOf(paths: readonly string[]): string[] {
  return paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? globSync('**/*.{c,cc,cpp,cxx}', { cwd: path, absolute: true, expandDirectories: false }).sort()
      : [path],
  )
}

/** Findings of one text, as texts that are equal exactly when the finding is the same, with the rule. */
function findings(
  engine: Engine,
  { path, text, imports }: Source,
): Map<string, { rule: string; line: number; message: string }> {
  const { diagnostics } = engine.conclude([engine.analyse({ path, content: text }, EVERY_RULE, imports)], EVERY_RULE)
  return new Map(
    diagnostics.map((d) => {
      const message = d.message.en
      const rule = d.rule === LIFETIME_EVENTS ? `event/${eventOf(message)}` : d.rule
      const atEnd = d.functionName === 'main' && message.startsWith('lost by return')
      return [
        `${d.rule} ${d.span.start} ${message}`,
        { rule: atEnd ? `${rule} where main returns` : rule, line: d.range.start.line + 1, message },
      ] as const
    }),
  )
}

/** Reads the files and what they tell each other, as one program. */
function readSources(engine: Engine, paths: readonly string[]): Source[] {
  const texts = new Map<string, string>()
  for (const path of paths) {
    const decoded = decodeSource(readFileSync(path))
    if (decoded.ok) texts.set(path, decoded.text)
  }
  const imports = new Map<string, ImportedFacts>()
  const analyse = (path: string) =>
    engine.analyse({ path, content: texts.get(path) ?? '' }, EVERY_RULE, imports.get(path))
  const analyses = new Map([...texts.keys()].map((path) => [path, analyse(path)]))
  for (let round = 0; round < MAX_IMPORT_ROUNDS; round++) {
    const plan = engine.planImports([...analyses.values()])
    if (plan.size === 0) break
    for (const [path, facts] of plan) {
      imports.set(path, facts)
      analyses.set(path, analyse(path))
    }
  }
  return [...texts].map(([path, text]) => ({ path, text, imports: imports.get(path) }))
}

function survivorReason(mutant: Mutant, known: Closing | undefined, isSilent: boolean): string {
  if (isSilent || known?.damaged === true) return 'the function is damaged or passes a bound'
  switch (mutant.kind) {
    case 'close':
      if (mutant.processEnds) return 'the process ends with the next statement'
      if (known === undefined) return 'the engine does not know what is closed here'
      if (known.origin === 'parameter') return 'the caller gave the descriptor and may close it'
      if (known.escaped) return 'the descriptor is known elsewhere too'
      if (known.role === 'child') return 'a copy in a child process'
      return 'no path is left that loses it'
    case 'exit after close':
      return 'goes on with a closed descriptor'
    case 'exit':
    case 'test':
      return 'goes on after a failure'
    default:
      return 'no rule about it'
  }
}

function judge(engine: Engine, source: Source, mutants: readonly Mutant[]): { verdicts: Verdict[]; before: string[] } {
  closings.clear()
  const analysis = engine.analyse({ path: source.path, content: source.text }, EVERY_RULE, source.imports)
  const original = findings(engine, source)
  const known = new Map(closings)
  const silent = new Set(analysis.limits.map((limit) => limit.functionName))
  const verdicts = mutants.map((mutant): Verdict => {
    const after = findings(engine, { ...source, text: mutant.text })
    const by = [...after].filter(([key]) => !original.has(key)).map(([, finding]) => finding.rule)
    const { start, end } = mutant.span
    const closed = [...known].find(([offset]) => start <= offset && offset < end)?.[1]
    const around = analysis.facts.functions.find((fn) => fn.span.start <= start && end <= fn.span.end)
    return {
      path: source.path,
      line: source.text.slice(0, start).split('\n').length,
      code: source.text.slice(start, end).replace(/\s+/g, ' ').slice(0, 60),
      kind: mutant.kind,
      by: [...new Set(by)].sort(),
      reason: survivorReason(mutant, closed, around === undefined || silent.has(around.name)),
    }
  })
  // Calls on -1 are left out: examples and fixtures often leave out the test of a call that is not their subject.
  const before = [...original.values()].filter(({ rule, message }) => {
    return rule.startsWith('event/') && eventOf(message) !== 'invalid'
  })
  return { verdicts, before: before.map(({ line, message }) => `${source.path}:${line} ${message}`) }
}

function count(values: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value, n]) => `${n} ${value}`)
}

function share(verdicts: readonly Verdict[]): string {
  const caught = verdicts.filter((verdict) => verdict.by.length > 0).length
  return `${caught} of ${verdicts.length}${verdicts.length === 0 ? '' : ` (${Math.round((100 * caught) / verdicts.length)} %)`}`
}

function print(verdicts: readonly Verdict[], before: readonly string[], files: number, withSurvivors: boolean): void {
  console.log(`${files} files, ${verdicts.length} mutants`)
  for (const kind of MUTANT_KINDS) {
    const own = verdicts.filter((verdict) => verdict.kind === kind)
    if (own.length === 0) continue
    console.log(`\n${kind}: caught ${share(own)}`)
    for (const line of count(own.flatMap((verdict) => verdict.by))) console.log(`  by ${line}`)
    for (const line of count(own.filter((v) => v.by.length === 0).map((v) => v.reason)))
      console.log(`  survived: ${line}`)
  }
  const lifetime = verdicts.filter((verdict) => LIFETIME.includes(verdict.kind))
  console.log(`\nlifetime (${LIFETIME.join(', ')}): caught ${share(lifetime)}`)
  if (withSurvivors) {
    console.log('\nsurvivors')
    for (const verdict of verdicts.filter((v) => v.by.length === 0)) {
      console.log(`${verdict.path}:${verdict.line} ${verdict.kind}: ${verdict.code} -- ${verdict.reason}`)
    }
  }
  console.log(`\nevents on the unchanged code: ${before.length}`)
  for (const line of before) console.log(`  ${line}`)
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { survivors: { type: 'boolean', default: false }, with: { type: 'string', multiple: true, default: [] } },
  })
  if (positionals.length === 0) {
    console.error('usage: npm run mutate -- [--survivors] [--with FOLDER] FILE|FOLDER...')
    return 2
  }
  const engine = await createEngine(readAssets(), [...rules, lifetimeEvents, closingsProbe])
  const parser = await loadParser(readAssets())
  const verdicts: Verdict[] = []
  const before: string[] = []
  const changed = new Set(filesOf(positionals))
  const sources = readSources(engine, [...new Set([...changed, ...filesOf(values.with)])]).filter(({ path }) =>
    changed.has(path),
  )
  for (const source of sources) {
    const judged = judge(engine, source, mutantsOf(parser, source.path, source.text))
    verdicts.push(...judged.verdicts)
    before.push(...judged.before)
  }
  print(verdicts, before, sources.length, values.survivors)
  return before.length === 0 ? 0 : 1
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
