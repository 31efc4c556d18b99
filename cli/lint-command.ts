import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import pc from 'picocolors'
import { limitMessage, type Diagnostic, type Fix, type Language, type Localised } from '../engine/index.ts'
import type { Baseline } from './baseline.ts'
import { changesSince, type Changes } from './changes.ts'
import type { ExitCode, Surroundings } from './command.ts'
import { placed, unknownRule } from './complaints.ts'
import { reportedPath } from './discover.ts'
import { reasonOf } from './failures.ts'
import type { Fixed, LeftAlone } from './fix/fix-all.ts'
import { identityOf } from './identity.ts'
import { countIdentities, matchKnown, type IdentifiedFinding, type KnownFinding } from './known-findings.ts'
import { counted, message, type MessageKey } from './messages.ts'
import type { LintOptions } from './options.ts'
import { existsOverlaid, NO_OVERLAY, readOverlaid, TemporaryTexts, type Overlay } from './overlay.ts'
import { NO_PROGRESS, progressLine } from './progress.ts'
import { asPath } from './project.ts'
import { reporterOf } from './report/formats.ts'
import { countSeverities, type Report } from './report/report.ts'
import { repositoryPaths } from './report/repository-paths.ts'
import { SourceTexts } from './report/source-texts.ts'
import { cacheFolder } from './results/cache-folder.ts'
import { digestOf } from './results/digests.ts'
import type { Recorded } from './results/facts-file.ts'
import { dependencies } from './results/depfile.ts'
import { joinFacts } from './results/joined-facts.ts'
import type { RunInput, RunResult } from './run-input.ts'
import { lint } from './lint-run.ts'
import { timingTable } from './timing.ts'
import { writeFileAtomically } from './write-file.ts'

/** One look at the code, and what of it is to be reported. */
interface Checked {
  readonly result: RunResult
  readonly sources: SourceTexts
  readonly reported: readonly Diagnostic[]
  /** How many findings the baseline has, and how many were there before. */
  readonly inBaseline: number
  readonly notNew: number
  /** What the baseline has and is mended. */
  readonly stale: readonly KnownFinding[]
}

/** `socklint lint`: from the files of a command line to its reports and its exit status. */
export async function lintCommand(
  options: LintOptions,
  language: Language,
  around: Surroundings,
  complain: (...problems: readonly Localised[]) => 2,
): Promise<ExitCode> {
  const texts = new TemporaryTexts()
  try {
    return await new LintCommand(options, language, around, complain, texts).run()
  } finally {
    texts.remove()
  }
}

type EngineSide = typeof import('./worker.ts')

class LintCommand {
  readonly #started = performance.now()
  readonly #options: LintOptions
  readonly #language: Language
  readonly #around: Surroundings
  readonly #complain: (...problems: readonly Localised[]) => 2
  readonly #texts: TemporaryTexts
  #stdin: Uint8Array | null = null
  #baseline: Baseline | null = null
  #changes: Changes | null = null
  /** What was there before the changes; found out when it is first asked for. */
  #before: readonly KnownFinding[] | null = null

  constructor(
    options: LintOptions,
    language: Language,
    around: Surroundings,
    complain: (...problems: readonly Localised[]) => 2,
    texts: TemporaryTexts,
  ) {
    this.#options = options
    this.#language = language
    this.#around = around
    this.#complain = complain
    this.#texts = texts
  }

  async run(): Promise<ExitCode> {
    const options = this.#options
    const { cwd } = this.#around
    const engineSide = await import('./worker.ts')
    const { openConfigurations, printConfig, ruleIds, settingsOf } = engineSide
    const unknown = Object.keys(options.rules).filter((id) => !ruleIds.includes(id))
    if (unknown.length > 0) return this.#complain(...unknown.flatMap((id) => unknownRule(id, ruleIds)))

    const configurations = openConfigurations({
      cwd,
      file: options.config,
      discover: options.useConfigFiles,
      commandLine: settingsOf(options, cwd),
    })
    // The one file that was asked for must be right; others that were found concern some of the files.
    if (configurations.problems.length > 0) return this.#complain(...configurations.problems.map(placed))
    if (options.printConfig !== null) {
      const text = printConfig(options.printConfig, cwd, configurations)
      if (configurations.problems.length > 0) return this.#complain(...configurations.problems.map(placed))
      this.#around.out(text)
      return 0
    }

    const problem = this.#openBaseline(engineSide) ?? this.#openChanges()
    if (problem !== null) return this.#complain(problem)

    const others = this.#openFacts(engineSide)
    if (others !== null && 'problems' in others) return this.#complain(...others.problems)
    const engine = engineSide.openEngine()
    const { Judge, completeConfigs, isRuleOn, openHeaders } = engineSide
    const kept = {
      cache: this.#cacheFolder(),
      build: engineSide.thisBuild,
      others,
      record: options.facts.write !== null,
    }
    const paths = [...options.paths, ...(others?.facts.paths ?? [])]
    const readStdin = async (): Promise<Buffer> => {
      const bytes = await this.#around.readStdin()
      this.#stdin = bytes
      return bytes
    }
    const { isWatched, err } = this.#around
    const shows = isWatched && !options.quiet && !options.stdin
    const progress = shows ? progressLine(err, this.#language, () => performance.now()) : NO_PROGRESS
    const lintWith = (overlay: Overlay): Promise<RunResult> =>
      lint({
        ...{ options, configurations, completeConfigs, isRuleOn, cwd, engine, overlay, readStdin, progress, ...kept },
        headers: openHeaders(cwd, paths, configurations, overlay),
        headersOf: ({ defines, includePaths, compileCommands, config, useConfigFiles }) => {
          const project = {
            defines: new Map(defines),
            includePaths: includePaths.map((path) => resolve(cwd, path)),
            compileCommands: compileCommands?.map((path) => resolve(cwd, path)) ?? null,
          }
          const commandLine = { config: {}, project }
          const theirs = openConfigurations({ cwd, file: config, discover: useConfigFiles, commandLine })
          return openHeaders(cwd, paths, theirs, overlay)
        },
        judge: new Judge(engine),
      }).finally(() => progress.end())
    const check = async (overlay: Overlay): Promise<Checked> => this.#select(await lintWith(overlay), overlay, lintWith)

    const now = this.#changes?.now ?? NO_OVERLAY
    let checked = await check(now)
    let fixed: Fixed<Checked> | null = null
    const isWrong = checked.result.wrong.length > 0 || checked.result.internalError
    if (kept.cache !== null) new engineSide.Cache(kept.cache).tidy()
    if (options.facts.write !== null) {
      const written = this.#writeFacts(checked.result, options.facts.write, engineSide)
      return isWrong || !written ? 2 : 0
    }
    if (options.fix !== null && isWrong) this.#say(message('notFixedWrong'))
    else if (options.fix !== null) {
      fixed = await engineSide.fixAll({
        checked,
        read: (file, { result }) => readJudged(resolve(cwd, file), result.textOf(file)),
        check: (changed) => check(this.#with(now, changed)),
        isWanted: (fix: Fix) => fix.safety === 'safe' || options.fixSuggestions,
      })
      checked = fixed.checked
    }
    const unwritten = [this.#keepFixes(fixed), this.#keepBaseline(checked)].includes(false)
    const hasDiff = options.fix === 'diff' && fixed !== null && fixed.changed.length > 0
    if (options.fix === 'diff' && fixed !== null) this.#around.out(engineSide.unifiedDiff(fixed.changed))
    const status = await this.#report(checked)
    if (isWrong || unwritten) return 2
    return options.fix === 'diff' ? (hasDiff ? 1 : 0) : status
  }

  #say(note: Localised): void {
    this.#around.err(`socklint: ${note[this.#language]}\n`)
  }

  /** Where results are kept from run to run; null where they are not. */
  #cacheFolder(): string | null {
    const { env, cwd } = this.#around
    const { on, folder } = this.#options.cache
    const named = folder ?? (env['SOCKLINT_CACHE'] || null)
    if (on === false || (on === null && named === null)) return null
    return named === null ? cacheFolder(env) : resolve(cwd, named)
  }

  /** What other runs have found out, or why it cannot be used. */
  #openFacts({ readFacts, thisBuild }: EngineSide): RunInput['others'] | { readonly problems: readonly Localised[] } {
    const { read, merge } = this.#options.facts
    if (read.length === 0) return null
    const maker = { version: this.#around.version, build: thisBuild() }
    const problems: Localised[] = []
    const parts: { readonly name: string; readonly recorded: Recorded }[] = []
    for (const name of read) {
      const found = readFacts(resolve(this.#around.cwd, name), maker)
      if (found.ok) parts.push({ name, recorded: found.recorded })
      else problems.push(placed({ file: name, message: found.problem }))
    }
    if (problems.length > 0) return { problems }
    const joined = joinFacts(parts)
    return joined.ok ? { facts: joined.facts, report: merge } : { problems: [joined.problem] }
  }

  /** Writes what other runs have to know, and tells what went wrong. False when it cannot be written. */
  #writeFacts(result: RunResult, path: string, { thisBuild, writtenFacts }: EngineSide): boolean {
    this.#tell(result)
    this.#tellTimes(result)
    if (result.recorded === null) return false
    const text = writtenFacts(result.recorded, { version: this.#around.version, build: thisBuild() })
    const written = writeFileAtomically(resolve(this.#around.cwd, path), text)
    if (!written.ok) this.#complain(message('cannotWriteOutput', { path, reason: written.reason }))
    return this.#writeDepfile(result, path) && written.ok
  }

  #writeDepfile({ reads }: RunResult, facts: string): boolean {
    const { depfile } = this.#options.facts
    if (depfile === null) return true
    const written = writeFileAtomically(resolve(this.#around.cwd, depfile), dependencies(facts, reads))
    if (!written.ok) this.#complain(message('cannotWriteOutput', { path: depfile, reason: written.reason }))
    return written.ok
  }

  /** What of a run is no finding. */
  #tell({ errors, notes, notKept }: RunResult): void {
    for (const error of errors) this.#say(placed(error))
    for (const note of notes) this.#say(note)
    if (notKept !== null) this.#say(notKept)
  }

  #tellTimes({ spent, limits }: RunResult): void {
    if (!this.#options.timing) return
    this.#around.err(timingTable(spent, performance.now() - this.#started, this.#language))
    for (const { file, ...limit } of limits) this.#say(limitMessage(file, limit))
  }

  /** Gives what is wrong with the baseline. */
  #openBaseline({ Baseline: Opened, readBaseline }: EngineSide): Localised | null {
    const { baseline, keepBaseline } = this.#options
    const path = keepBaseline?.file ?? baseline
    if (path === null) return null
    const absolute = resolve(this.#around.cwd, path)
    const read = readBaseline(absolute, path)
    if (read.ok) this.#baseline = read.baseline
    // One that is to be written anew need not exist, nor be right.
    else if (keepBaseline?.how === 'write') this.#baseline = new Opened(absolute, [])
    else return placed(read.error)
    return null
  }

  /** Gives what keeps the states before and now from being known. */
  #openChanges(): Localised | null {
    const { since, paths } = this.#options
    if (since === null) return null
    const { cwd } = this.#around
    const named = new Set(paths.map((path) => asPath(resolve(cwd, path))))
    const changes = changesSince(since, cwd, (path) => named.has(path), this.#texts)
    if (!changes.ok) return changes.problem
    this.#changes = changes.changes
    return null
  }

  #with(overlay: Overlay, changed: ReadonlyMap<string, Uint8Array>): Overlay {
    const { cwd } = this.#around
    const kept = [...changed].map(([file, bytes]) => [asPath(resolve(cwd, file)), this.#texts.keep(bytes)] as const)
    return new Map([...overlay, ...kept])
  }

  #sourcesOf(overlay: Overlay): SourceTexts {
    return new SourceTexts((name) => this.#stdin ?? readOverlaid(resolve(this.#around.cwd, name), overlay))
  }

  /** Leaves out what is known already. */
  async #select(
    result: RunResult,
    overlay: Overlay,
    lintWith: (overlay: Overlay) => Promise<RunResult>,
  ): Promise<Checked> {
    const sources = this.#sourcesOf(overlay)
    const baseline = this.#baseline
    const { keepBaseline } = this.#options
    let reported = result.diagnostics
    let inBaseline = 0
    let stale: readonly KnownFinding[] = []
    if (baseline !== null) {
      const matched = matchKnown(this.#identified(result, sources), baseline.entries, (file) => baseline.isGone(file))
      stale = matched.missing.filter(
        ({ file, rule }) => baseline.isGone(file) || result.judges(this.#nameOf(baseline.fileOf(file)), rule),
      )
      const fresh = new Set(matched.fresh.map(({ diagnostic }) => diagnostic))
      const takesAll = keepBaseline?.how === 'write' || keepBaseline?.how === 'update'
      inBaseline = result.diagnostics.length - fresh.size
      reported = takesAll ? [] : reported.filter((diagnostic) => fresh.has(diagnostic))
    }
    let notNew = 0
    if (this.#changes !== null && reported.length > 0) {
      this.#before ??= await this.#knownBefore(this.#changes, lintWith)
      const matched = matchKnown(this.#identified(result, sources, asIs), this.#before, (file) =>
        this.#isGone(file, overlay),
      )
      const fresh = new Set(matched.fresh.map(({ diagnostic }) => diagnostic))
      const kept = reported.filter((diagnostic) => fresh.has(diagnostic))
      notNew = reported.length - kept.length
      reported = kept
    }
    return { result, sources, reported, inBaseline, notNew, stale }
  }

  /** A file that was there before may be there under another name now. */
  #isGone(file: string, overlay: Overlay): boolean {
    return !existsOverlaid(asPath(resolve(this.#around.cwd, file)), overlay, existsSync)
  }

  async #knownBefore(
    { before }: Changes,
    lintWith: (overlay: Overlay) => Promise<RunResult>,
  ): Promise<readonly KnownFinding[]> {
    const result = await lintWith(before)
    const found = this.#identified(result, this.#sourcesOf(before), asIs)
    return countIdentities(found.map(({ identity }) => identity))
  }

  #identified(
    { diagnostics }: RunResult,
    sources: SourceTexts,
    pathOf: (file: string) => string = (file) => this.#nameInBaseline(file),
  ): IdentifiedFinding[] {
    return diagnostics.map((diagnostic) => ({ diagnostic, identity: identityOf(diagnostic, sources, pathOf) }))
  }

  #nameInBaseline(file: string): string {
    return this.#baseline?.nameOf(resolve(this.#around.cwd, file)) ?? file
  }

  #nameOf(absolute: string): string {
    return reportedPath(absolute, this.#around.cwd)
  }

  /** Brings the baseline up to date, if that is asked for, and tells of it. False when it cannot be written. */
  #keepBaseline({ result, sources, stale, inBaseline }: Checked): boolean {
    const baseline = this.#baseline
    if (baseline === null) return true
    const { keepBaseline } = this.#options
    const path = this.#nameOf(baseline.path)
    if (keepBaseline === null) {
      if (inBaseline > 0) this.#say(message('inBaseline', { findings: counted('finding', inBaseline), path }))
      const mended = sumOf(stale)
      if (mended > 0) this.#say(message('staleBaseline', { findings: counted('finding', mended), path }))
      return true
    }
    const found = this.#identified(result, sources)
    const { missing } = matchKnown(found, baseline.entries, (file) => baseline.isGone(file))
    const kept = missing.filter((entry) => !stale.some((other) => isSame(entry, other)))
    const all = countIdentities(found.map(({ identity }) => identity))
    // A finding that has come back under another name of its file counts as found: only its new name is written.
    const updated = keepBaseline.how === 'prune' ? this.#pruned(baseline, stale) : [...all, ...kept]
    const reason = baseline.with(updated).write()
    if (reason !== null) {
      this.#complain(message('cannotWriteOutput', { path, reason }))
      return false
    }
    this.#say(
      keepBaseline.how === 'prune'
        ? message('baselinePruned', { findings: counted('finding', sumOf(stale)), path })
        : message('baselineWritten', { findings: counted('finding', sumOf(updated)), path }),
    )
    return true
  }

  #pruned(baseline: Baseline, stale: readonly KnownFinding[]): KnownFinding[] {
    return baseline.entries.flatMap((entry) => {
      const count = entry.count - (stale.find((other) => isSame(entry, other))?.count ?? 0)
      return count > 0 ? [{ ...entry, count }] : []
    })
  }

  /** Writes the fixed files, if that is asked for, and tells of them. False when one cannot be written. */
  #keepFixes(fixed: Fixed<Checked> | null): boolean {
    if (fixed === null) return true
    const { fix } = this.#options
    let unwritten = 0
    const targets = new Set<string>()
    for (const { file, bytesBefore, bytesAfter } of fix === 'write' ? fixed.changed : []) {
      const path = resolve(this.#around.cwd, file)
      // One file under two names has been mended under both alike.
      const target = targetOf(path)
      if (targets.has(target)) continue
      targets.add(target)
      const written = writeFileAtomically(path, bytesAfter, bytesBefore)
      if (written.ok) continue
      unwritten++
      this.#complain(message('cannotWriteOutput', { path: file, reason: written.reason }))
    }
    for (const [file, why] of fixed.leftAlone) this.#say(message(NOT_FIXED[why], { file }))
    if (fixed.unsettled) this.#say(message('notSettled', { passes: fixed.passes }))
    const files = counted('file', fixed.changed.length - unwritten)
    const findings = counted('finding', fixed.applied)
    if (fixed.applied > 0) this.#say(message(fix === 'write' ? 'fixed' : 'wouldFix', { findings, files }))
    return unwritten === 0
  }

  /** Writes the reports, and gives the exit status by what they say. */
  async #report({ result, sources, reported, notNew, stale }: Checked): Promise<ExitCode> {
    const options = this.#options
    const language = this.#language
    const { cwd, version, out } = this.#around
    if (notNew > 0) this.#say(message('notNew', { findings: counted('finding', notNew) }))
    const report: Report = {
      version,
      files: result.files,
      skipped: result.skipped,
      diagnostics: options.quiet ? reported.filter(({ severity }) => severity !== 'info') : reported,
      errors: result.errors,
    }
    this.#tell(result)
    const repositoryPath = repositoryPaths(cwd)
    let unwritten = false
    for (const { format, file } of options.formats) {
      // Where the changes are shown there is no place for a report.
      if (file === null && options.fix === 'diff') continue
      const reporter = await reporterOf(format)
      const colour = file === null && pc.isColorSupported
      const text = reporter(report, { language, colour, sources, repositoryPath })
      if (file === null) out(text)
      else {
        try {
          writeFileSync(resolve(cwd, file), text)
        } catch (error) {
          unwritten = true
          this.#complain(message('cannotWriteOutput', { path: file, reason: reasonOf(error) }))
        }
      }
    }

    const { error: errors, warning: warnings } = countSeverities(reported)
    const { maxWarnings } = options
    if (warnings > maxWarnings && maxWarnings > 0)
      this.#say(message('tooManyWarnings', { count: counted('warning', warnings), limit: maxWarnings }))
    this.#tellTimes(result)
    if (unwritten) return 2
    const isStale = stale.length > 0 && options.keepBaseline === null
    const failsStrictly = options.strict && (isStale || result.errors.length > 0)
    return errors > 0 || warnings > maxWarnings || failsStrictly ? 1 : 0
  }
}

/** Where symbolic links lead; the path itself when nothing is there. */
function targetOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** The bytes of a file that its findings are about. Places in another text mean something else. */
function readJudged(path: string, judged: string | undefined): Buffer | 'unreadable' | 'changed' {
  try {
    const bytes = readFileSync(path)
    return digestOf(bytes) === judged ? bytes : 'changed'
  } catch {
    return 'unreadable'
  }
}

const NOT_FIXED = {
  encoding: 'notFixedEncoding',
  unreadable: 'notFixedUnreadable',
  changed: 'notFixedChanged',
} as const satisfies Record<LeftAlone, MessageKey>

const asIs = (file: string): string => file

function sumOf(findings: readonly KnownFinding[]): number {
  return findings.reduce((sum, { count }) => sum + count, 0)
}

function isSame(one: KnownFinding, other: KnownFinding): boolean {
  return (
    one.file === other.file && one.rule === other.rule && one.function === other.function && one.code === other.code
  )
}
