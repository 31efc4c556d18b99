import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads'
import {
  createEngine,
  createPrefilter,
  isOn,
  knownRules,
  type Engine,
  shareProgramRules,
  UNUSED_SUPPRESSION,
  type LintConfig,
  type Localised,
} from '../engine/index.ts'
import { rules } from '../rules/index.ts'
import { reportedPath } from './discover.ts'
import type { SourceFile } from './files.ts'
import { Headers } from './headers.ts'
import { Configurations, settingsOf, type ConfigurationsInput } from './configuration/configurations.ts'
import { printedConfig } from './configuration/print.ts'
import { Judge, type EngineParts, type Job, type Outcome, type Shared, type Timings } from './judge.ts'
import type { Overlay } from './overlay.ts'
import { Projects } from './project.ts'
import { buildId } from './results/digests.ts'

/*
 * Everything that needs the engine: loaded by the main thread when it judges files itself, and run as a worker thread
 * when there are many. One bundle for both, so that the command itself stays small and starts fast.
 */

/*
 * A process does not end before the optimising WebAssembly compiler has finished what it began, and it begins early
 * with the lexers, which are single functions of up to 90 KB: 150 ms for a run of 90 ms. With this budget (of bytes
 * executed; V8's own is 1.8 million) it begins when a run has lasted a few hundred milliseconds. Long runs are as fast
 * as before.
 */
setFlagsFromString('--wasm-tiering-budget=1000000000')

/*
 * Each thread has its own optimised code, and V8 makes it beside the thread that runs: with one worker a processor that
 * is time taken from the workers. A third of the processor time of a long run went there. With three times its own
 * budget before it optimises (132 KB of bytecode) and a third of its own bound on what it inlines (920), long runs take
 * a sixth less by the clock, and short ones as long as before.
 */
setFlagsFromString('--interrupt-budget=400000')
setFlagsFromString('--max-inlined-bytecode-size-cumulative=300')

/** The engine with all rules. The prefilter is ready at once; the grammars are loaded by the first `load`. */
export function openEngine(): EngineParts {
  let loading: Promise<Engine> | null = null
  const asset = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, name))
  return {
    mayMatter: createPrefilter(rules),
    load: () =>
      (loading ??= createEngine(
        {
          runtime: asset('web-tree-sitter.wasm'),
          c: asset('tree-sitter-c.wasm'),
          cpp: asset('tree-sitter-cpp.wasm'),
        },
        rules,
      )),
  }
}

/** The headers of the projects that the paths of a command line name. */
export function openHeaders(
  cwd: string,
  paths: readonly string[],
  configurations: Configurations,
  overlay: Overlay,
): Headers {
  const settingsOf = (folder: string): ReturnType<Configurations['projectOf']> => configurations.projectOf(folder)
  return new Headers(new Projects(cwd, paths, settingsOf, (path) => reportedPath(path, cwd), overlay))
}

/** The configurations of a run; `nameOf` and the rules are filled in. */
export function openConfigurations(input: Omit<ConfigurationsInput, 'knownRules' | 'nameOf'>): Configurations {
  const nameOf = (path: string): string => reportedPath(path, input.cwd)
  return new Configurations({ ...input, knownRules: knownRules(rules), nameOf })
}

/** What `--print-config` shows of a file. */
export function printConfig(file: string, cwd: string, configurations: Configurations): string {
  const absolute = resolve(cwd, file)
  return printedConfig(absolute, dirname(absolute), configurations, rules, (path) => reportedPath(path, cwd))
}

/**
 * The configurations of a run, made fit for each other.
 *
 * @param areAll false when other runs have others, which may want any rule about the whole program
 */
export function completeConfigs(configs: readonly LintConfig[], areAll: boolean): readonly LintConfig[] {
  return shareProgramRules(rules, areAll ? configs : [...configs, EVERY_RULE]).slice(0, configs.length)
}

const EVERY_RULE: LintConfig = { targets: 'auto', preset: 'strict', rules: {} }

/** What stands for this build of the program. */
export function thisBuild(): string {
  return buildId(import.meta.dirname)
}

/** True when a configuration switches a rule on; also of the report of comments that suppress nothing. */
export function isRuleOn(id: string, config: LintConfig): boolean {
  if (id === UNUSED_SUPPRESSION) return config.rules[id] !== 'off'
  const rule = rules.find((known) => known.id === id)
  return rule !== undefined && isOn(rule, config)
}

export { Judge, settingsOf }
export { Cache } from './results/cache.ts'
export { readFacts, writtenFacts } from './results/facts-file.ts'
export { initialise } from './init/init.ts'
export { Baseline, readBaseline } from './baseline.ts'
export { fixAll } from './fix/fix-all.ts'
export { unifiedDiff } from './fix/unified-diff.ts'

/** What settings can name: the rules, and the report of comments that suppress nothing. */
export const ruleIds: readonly string[] = [...rules.map((rule) => rule.id), UNUSED_SUPPRESSION]

/** What a worker thread is started with; the mark tells it from worker threads of others that load this file. */
export interface WorkerData {
  readonly socklint: 'worker'
}

/** Places of the counters that all threads of a run share. */
export const NEXT = 0
export const SKIPPED = 1
/** From here on, one per worker: the file it has in hand, -1 before its first. */
export const IN_HAND = 2

/** One run over a list of files; every worker gets the same and takes file after file by the shared counter. */
export interface RunRequest {
  readonly slot: number
  readonly control: Int32Array<SharedArrayBuffer>
  readonly files: readonly SourceFile[]
  /** By index of the file. */
  readonly jobs: readonly Job[]
  readonly shared: Shared
}

export type WorkerMessage =
  | { readonly kind: 'outcome'; readonly index: number; readonly outcome: Outcome }
  /** No file is left. `timings` are those of this run; `problem`: why results could not be kept. */
  | { readonly kind: 'done'; readonly timings: Timings; readonly problem: Localised | null }

function serve(port: MessagePort): void {
  const parts = openEngine()
  const send = (message: WorkerMessage): void => port.postMessage(message)
  port.on('message', (request: RunRequest) => {
    const judge = new Judge(parts)
    void drain(judge, request, send).then(() => send({ kind: 'done', timings: judge.timings, problem: judge.problem }))
  })
}

async function drain(judge: Judge, request: RunRequest, send: (message: WorkerMessage) => void): Promise<void> {
  const { control, files, jobs, shared, slot } = request
  for (;;) {
    const index = Atomics.add(control, NEXT, 1)
    const file = files[index]
    const job = jobs[index]
    if (file === undefined || job === undefined) return
    Atomics.store(control, IN_HAND + slot, index)
    const outcome = await judge.do(job, file, shared)
    if (outcome.kind === 'skipped') Atomics.add(control, SKIPPED, 1)
    else send({ kind: 'outcome', index, outcome })
  }
}

function isWorkerData(data: unknown): data is WorkerData {
  return typeof data === 'object' && data !== null && 'socklint' in data && data.socklint === 'worker'
}

if (!isMainThread && parentPort !== null && isWorkerData(workerData)) serve(parentPort)
