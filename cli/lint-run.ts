import { resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { isBelow, type AnalysisError } from '../engine/index.ts'
import { discover, reportedPath, type Discovery } from './discover.ts'
import { overlaidFiles } from './overlay.ts'
import { asPath } from './project.ts'
import { filesOfShard } from './results/shard.ts'
import type { RunInput, RunResult } from './run-input.ts'
import { Run } from './run.ts'

/** Which files the paths of a command line name, whether they are on disk or not. */
function isNamed(paths: readonly string[], cwd: string): (path: string) => boolean {
  const named = paths.map((path) => asPath(resolve(cwd, path)))
  return (path) => named.some((one) => path === one || isBelow(path, one))
}

/** Finds the files, judges each, lets facts cross files, concludes. The same for any number of threads. */
export async function lint(input: RunInput): Promise<RunResult> {
  const { options, configurations, cwd } = input
  const run = new Run(input)
  const started = performance.now()
  const found: Discovery = options.stdin
    ? { files: [], errors: [], wrong: [] }
    : await discover(options.paths, cwd, {
        useIgnoreFiles: options.useIgnoreFiles,
        ignores: (path, kind) => options.useIgnoreFiles && configurations.ignores(path, kind),
        evenNamed: options.forceExclude,
      })
  const discovered = performance.now()
  if (options.stdin) await run.judgeStdin(options.stdinFilename)
  else {
    const named = isNamed(options.paths, cwd)
    const files = overlaidFiles(found.files, input.overlay, named, (path) => reportedPath(path, cwd))
    await run.judgeFiles(options.shard === null ? files : filesOfShard(files, options.shard))
  }
  const judged = performance.now()
  await run.importFacts()
  const imported = performance.now()
  const conclusion = await run.conclude()
  const wrong = [...configurations.problems, ...found.wrong, ...run.wrong]
  const isWrong = new Set(wrong)
  const errors = sortedErrors([...wrong, ...found.errors, ...run.errors, ...conclusion.errors])
  const concluded = performance.now()
  await run.close()
  return {
    files: run.files,
    skipped: run.skipped,
    diagnostics: conclusion.diagnostics,
    errors,
    notes: conclusion.notes,
    wrong,
    internalError: run.internalError || errors.some((error) => error.internal),
    limits: run.limits(),
    judges: run.judges(),
    textOf: run.textOf(),
    reads: [...run.reads(), ...input.headers.paths(), ...configurations.files],
    recorded: input.record
      ? run.recorded(
          sortedErrors([...wrong, ...found.errors, ...run.errors]).map((error) => ({
            error,
            wrong: isWrong.has(error),
          })),
        )
      : null,
    notKept: run.runner.notKept,
    spent: {
      discover: discovered - started,
      judge: judged - discovered,
      imports: imported - judged,
      conclude: concluded - imported,
      threads: run.runner.threads,
      inThreads: run.runner.inThreads(),
    },
  }
}

/** By file, each said once: rounds repeat what they find. */
function sortedErrors(errors: readonly AnalysisError[]): AnalysisError[] {
  const unique = new Map(errors.map((error) => [errorKey(error), error]))
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, error]) => error)
}

function errorKey({ file, position, message: { en } }: AnalysisError): string {
  const place =
    position === undefined ? '' : `${position.line}`.padStart(9, '0') + `${position.character}`.padStart(9, '0')
  return [file, place, en].join('\0')
}
