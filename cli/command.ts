import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import pc from 'picocolors'
import { nearest, type AnalysisError, type Language, type Localised } from '../engine/index.ts'
import { reasonOf } from './failures.ts'
import { helpText } from './help.ts'
import { counted, message } from './messages.ts'

import { parseCommandLine, type LintOptions } from './options.ts'
import { countSeverities, type Report } from './report/report.ts'
import { reporterOf } from './report/formats.ts'
import { repositoryPaths } from './report/repository-paths.ts'
import { SourceTexts } from './report/source-texts.ts'
import { lint, type RunTimes } from './run.ts'
import { padded, widthOf } from './width.ts'

/** What the command has of the world around it. */
export interface Surroundings {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly version: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly readStdin: () => Promise<Buffer>
}

/** The exit status: nothing at warning or above, findings, wrong use or internal error. */
export type ExitCode = 0 | 1 | 2

/** Runs one command line. Null: a server runs now and the process must live on. */
export async function runCommand(around: Surroundings): Promise<ExitCode | null> {
  const { language, command } = parseCommandLine(around.argv, around.env)
  const complain = (...problems: readonly Localised[]): 2 => {
    for (const problem of problems) around.err(`socklint: ${problem[language]}\n`)
    return 2
  }
  try {
    switch (command.name) {
      case 'wrong':
        return complain(command.problem, message('seeHelp'))
      case 'help':
        around.out(helpText(language))
        return 0
      case 'version':
        around.out(`${around.version}\n`)
        return 0
      case 'lint':
        return await runLint(command.options, language, around, complain)
      case 'explain': {
        const { explain, ruleIds } = await import('./pages.ts')
        const page = explain(command.rule, language, pc.isColorSupported)
        if (page === null) return complain(...unknownRule(command.rule, ruleIds))
        around.out(page)
        return 0
      }
      case 'rules': {
        const { listRules } = await import('./pages.ts')
        around.out(listRules(command.format, language, pc.isColorSupported))
        return 0
      }
      case 'lsp':
        // It starts as it is loaded, and from then on standard output is its own.
        await import('../server/main.ts')
        return null
    }
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return complain(message('internalError', { reason }))
  }
}

/** An error with its place before it. What concerns no file in particular has none. */
function placed({ file, position, message: text }: AnalysisError): Localised {
  if (file === '') return text
  const place = position === undefined ? '' : `:${position.line + 1}:${position.character + 1}`
  return { en: `${file}${place}: ${text.en}`, ja: `${file}${place}: ${text.ja}` }
}

function unknownRule(rule: string, known: readonly string[]): Localised[] {
  const alike = nearest(rule, known)
  return [
    message('unknownRule', { rule }),
    ...(alike.length === 0 ? [] : [message('didYouMean', { names: alike.join(', ') })]),
    message('seeRules'),
  ]
}

async function runLint(
  options: LintOptions,
  language: Language,
  around: Surroundings,
  complain: (...problems: readonly Localised[]) => 2,
): Promise<ExitCode> {
  const started = performance.now()
  const { Judge, completeConfigs, openConfigurations, openEngine, openHeaders, printConfig, ruleIds, settingsOf } =
    await import('./worker.ts')
  const unknown = Object.keys(options.rules).filter((id) => !ruleIds.includes(id))
  if (unknown.length > 0) return complain(...unknown.flatMap((id) => unknownRule(id, ruleIds)))

  const { cwd } = around
  const configurations = openConfigurations({
    cwd,
    file: options.config,
    discover: options.useConfigFiles,
    commandLine: settingsOf(options, cwd),
  })
  // The one file that was asked for must be right; others that were found concern some of the files.
  if (configurations.problems.length > 0) return complain(...configurations.problems.map(placed))
  if (options.printConfig !== null) {
    const text = printConfig(options.printConfig, cwd, configurations)
    if (configurations.problems.length > 0) return complain(...configurations.problems.map(placed))
    around.out(text)
    return 0
  }

  const engine = openEngine()
  let stdin: Uint8Array | null = null
  const readStdin = async (): Promise<Buffer> => {
    const bytes = await around.readStdin()
    stdin = bytes
    return bytes
  }
  const headers = openHeaders(cwd, options.paths, configurations)
  const judge = new Judge(engine)
  const result = await lint({ options, configurations, completeConfigs, cwd, engine, headers, judge, readStdin })
  const report: Report = {
    version: around.version,
    files: result.files,
    skipped: result.skipped,
    diagnostics: options.quiet ? result.diagnostics.filter(({ severity }) => severity !== 'info') : result.diagnostics,
    errors: result.errors,
  }

  for (const error of result.errors) around.err(`socklint: ${placed(error)[language]}\n`)
  for (const note of result.notes) around.err(`socklint: ${note[language]}\n`)
  const sources = new SourceTexts((name) => stdin ?? readFileSync(resolve(cwd, name)))
  const repositoryPath = repositoryPaths(cwd)
  let unwritten = false
  for (const { format, file } of options.formats) {
    const reporter = await reporterOf(format)
    const colour = file === null && pc.isColorSupported
    const text = reporter(report, { language, colour, sources, repositoryPath })
    if (file === null) around.out(text)
    else {
      try {
        writeFileSync(resolve(cwd, file), text)
      } catch (error) {
        unwritten = true
        complain(message('cannotWriteOutput', { path: file, reason: reasonOf(error) }))
      }
    }
  }

  const { error: errors, warning: warnings } = countSeverities(result.diagnostics)
  if (warnings > options.maxWarnings && options.maxWarnings > 0)
    around.err(
      `socklint: ${message('tooManyWarnings', { count: counted('warning', warnings), limit: options.maxWarnings })[language]}\n`,
    )
  if (options.timing) {
    around.err(timingTable(result.spent, performance.now() - started, language))
    for (const { file, functionName, limit } of result.limits)
      around.err(`socklint: ${message('limitPassed', { file, function: functionName, limit })[language]}\n`)
  }
  if (result.wrong.length > 0 || result.internalError || unwritten) return 2
  return errors > 0 || warnings > options.maxWarnings ? 1 : 0
}

function timingTable(spent: RunTimes, total: number, language: Language): string {
  const say = (text: Localised): string => text[language]
  const { read, prefilter, headers, analyse } = spent.inThreads
  const rows: readonly (readonly [string, number | null])[] = [
    [say(message('timingDiscover')), spent.discover],
    [say(message('timingJudge')), spent.judge],
    [`  ${say(message('timingInThreads', { threads: counted('thread', spent.threads) }))}`, null],
    [`    ${say(message('timingRead'))}`, read],
    [`    ${say(message('timingPrefilter'))}`, prefilter],
    [`    ${say(message('timingHeaders'))}`, headers],
    [`    ${say(message('timingAnalyse'))}`, analyse],
    [say(message('timingImports')), spent.imports],
    [say(message('timingConclude')), spent.conclude],
    [say(message('timingTotal')), total],
  ]
  const width = Math.max(...rows.map(([label]) => widthOf(label)))
  const lines = rows.map(([label, time]) =>
    time === null ? `  ${label}` : `  ${padded(label, width)}  ${time.toFixed(1).padStart(9)}`,
  )
  return `${say(message('timingTitle'))}\n${lines.join('\n')}\n`
}
