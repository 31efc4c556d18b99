import {
  createCallFilter,
  limitMessage,
  MAX_IMPORT_ROUNDS,
  socketWords,
  unsettled,
  type AnalysisError,
  type Diagnostic,
  type Engine,
  type FileAnalysis,
  type FunctionLifecycles,
  KeptFunctions,
  type LintConfig,
  type Localised,
  type Platform,
  type SourceInput,
} from '../engine/index.ts'
import type { FunctionSpan } from './findings.ts'
import { localised, reasonOf } from './l10n.ts'
import type { Surroundings } from './project-headers.ts'

/**
 * Longest document that is analysed, in UTF-16 units. Editors themselves switch their language features off far
 * below this (VS Code from 20 MB on); hand-written C has no such files, generated tables do.
 */
export const MAX_DOCUMENT_LENGTH = 8_000_000

/** How long files are analysed before messages are read, in milliseconds; one file is never interrupted. */
const TURN = 10

/** One open document at one version. `path` is the name findings carry; it is unique within a program. */
export interface OpenFile {
  readonly uri: string
  readonly path: string
  readonly version: number
  readonly text: string
  readonly language: 'c' | 'cpp' | undefined
}

/** Findings of the open files of one program, by path. Files without findings are left out. */
export interface ProgramFindings {
  readonly diagnostics: ReadonlyMap<string, readonly Diagnostic[]>
  /** Platforms that each parsed file is written for. */
  readonly platforms: ReadonlyMap<string, readonly Platform[]>
  /** Functions of each parsed file. */
  readonly functions: ReadonlyMap<string, readonly FunctionSpan[]>
}

/** Where the analysis tells what it could not do. */
export interface AnalysisLog {
  error(message: Localised): void
  warn(message: Localised): void
  trace(message: Localised): void
}

type ImportedFacts = NonNullable<Parameters<Engine['analyse']>[2]>

/** The configuration of each file, by its path in the program. */
export type ConfigOf = (path: string) => LintConfig

/** Gives what surrounds a file; undefined when a newer version has come. */
export type Around = (file: OpenFile) => Promise<Surroundings | undefined>

/**
 * Of how much text functions are kept from version to version, in UTF-16 units: those of the documents that were analysed
 * last. They take about 30 to 60 bytes a unit, and that up to four times: by themselves and with what other files tell, and
 * of two versions where the outline changes.
 */
export const MAX_KEPT_TEXT = 1_000_000

/** The functions of one document, as they are by themselves and with what other files tell. */
interface KeptDocument {
  readonly length: number
  readonly alone: KeptFunctions
  readonly imported: KeptFunctions
}

/** What is remembered of one document; dropped as a whole with its next version. */
interface Remembered {
  readonly file: OpenFile
  /** Its configuration as text. */
  readonly configKey: string
  readonly around: Surroundings
  /** Without imports; undefined: nothing to look for, too large, or the engine failed on it. */
  readonly alone: FileAnalysis | undefined
  /** The latest with imports, and those imports as text. */
  imported: { readonly key: string; readonly imports: ImportedFacts; readonly analysis: FileAnalysis } | undefined
  /** Made when somebody looks. */
  lifecycles: readonly FunctionLifecycles[] | undefined
}

/**
 * The analysis of the open files of one program; the only place that calls the engine. Files are judged together,
 * so that findings across open files appear, and each version of a file is analysed once only. Of a document that is
 * edited, only the functions are judged again that the edit concerns.
 */
export class ProgramAnalysis {
  readonly #engine: Engine
  readonly #log: AnalysisLog
  readonly #remembered = new Map<string, Remembered>()
  /** By the addresses of documents, the one analysed last at the end. */
  readonly #kept = new Map<string, KeptDocument>()
  readonly #keptText: number
  #reported: ReadonlySet<string> = new Set()
  #turnEnds = 0

  /** `keptText`: of how much text functions are kept; 0 for files that nobody edits. */
  constructor(engine: Engine, log: AnalysisLog, keptText = 0) {
    this.#engine = engine
    this.#log = log
    this.#keptText = keptText
  }

  /**
   * Analyses what changed and concludes. Between files it gives way to other work and asks `superseded`;
   * answers undefined when that became true. Never throws: what fails is logged and left out.
   * `others` are analyses of further files of the program, which are taken as they are.
   */
  async run(
    files: readonly OpenFile[],
    configs: ConfigOf,
    superseded: () => boolean,
    aroundOf: Around = () => Promise.resolve(NOTHING_AROUND),
    others: readonly FileAnalysis[] = [],
  ): Promise<ProgramFindings | undefined> {
    const analyses = await this.analyse(files, configs, superseded, aroundOf, others)
    if (analyses === undefined) return undefined
    const all = others.length === 0 ? analyses : [...analyses, ...others].sort((a, b) => (a.path < b.path ? -1 : 1))
    return this.conclude(all, configs)
  }

  /** The analyses behind `run`, of those files that have something to look for. */
  async analyse(
    files: readonly OpenFile[],
    configs: ConfigOf,
    superseded: () => boolean,
    aroundOf: Around,
    others: readonly FileAnalysis[] = [],
  ): Promise<FileAnalysis[] | undefined> {
    const open = new Set(files.map((file) => file.uri))
    for (const known of [this.#remembered, this.#kept])
      for (const uri of known.keys()) if (!open.has(uri)) known.delete(uri)

    for (const file of files) {
      const around = await aroundOf(file)
      if (around === undefined) return undefined
      const known = this.#remembered.get(file.uri)
      const config = configs(file.path)
      const configKey = JSON.stringify(config)
      if (known?.around.key === around.key && known.configKey === configKey && sameFile(known.file, file)) continue
      await this.#turn()
      if (superseded()) return undefined
      const alone = this.#analyseAlone(file, config, around)
      this.#remembered.set(file.uri, { file, configKey, around, alone, imported: undefined, lifecycles: undefined })
    }
    return await this.#withImports(files, configs, superseded, others)
  }

  /** What was analysed so far, where a run was stopped. */
  reached(): FileAnalysis[] {
    return [...this.#remembered.values()].flatMap(({ alone, imported }) => imported?.analysis ?? alone ?? [])
  }

  /**
   * What becomes of the descriptors of each function of a file, as of the last run. Empty for a file that was not
   * analysed.
   */
  lifecycles(uri: string, configs: ConfigOf): readonly FunctionLifecycles[] {
    const remembered = this.#remembered.get(uri)
    if (remembered?.alone === undefined) return []
    const { file, around, imported } = remembered
    try {
      const input = inputOf(file, around)
      return (remembered.lifecycles ??= this.#engine.lifecycles(input, configs(file.path), imported?.imports))
    } catch (error) {
      this.#logFailure(file, error)
      return []
    }
  }

  #analyseAlone(file: OpenFile, config: LintConfig, around: Surroundings): FileAnalysis | undefined {
    if (file.text.length > MAX_DOCUMENT_LENGTH) {
      const parameters = { file: file.path, length: file.text.length, limit: MAX_DOCUMENT_LENGTH }
      this.#log.warn(localised('tooLarge', parameters))
      return undefined
    }
    try {
      const bytes = new TextEncoder().encode(file.text)
      if (!this.#engine.mayMatter(bytes, config) && !callsWrapper(bytes, around)) return undefined
    } catch (error) {
      this.#logFailure(file, error)
      return undefined
    }
    return this.#analyse(file, config, around, undefined)
  }

  #analyse(
    file: OpenFile,
    config: LintConfig,
    around: Surroundings,
    imports: ImportedFacts | undefined,
  ): FileAnalysis | undefined {
    const input = inputOf(file, around)
    try {
      const kept = this.#keptOf(file)
      return this.#engine.analyse(input, config, imports, imports === undefined ? kept?.alone : kept?.imported)
    } catch (error) {
      this.#logFailure(file, error)
      return undefined
    }
  }

  #keptOf({ uri, text: { length } }: OpenFile): KeptDocument | undefined {
    const { alone, imported } = this.#kept.get(uri) ?? { alone: new KeptFunctions(), imported: new KeptFunctions() }
    this.#kept.delete(uri)
    this.#kept.set(uri, { length, alone, imported })
    let total = [...this.#kept.values()].reduce((sum, kept) => sum + kept.length, 0)
    for (const [oldest, kept] of this.#kept) {
      if (total <= this.#keptText) break
      this.#kept.delete(oldest)
      total -= kept.length
    }
    return this.#kept.get(uri)
  }

  /** Rounds of imports until nothing is new; in the order of `files`. */
  async #withImports(
    files: readonly OpenFile[],
    configs: ConfigOf,
    superseded: () => boolean,
    others: readonly FileAnalysis[],
  ): Promise<FileAnalysis[] | undefined> {
    const current = new Map<string, FileAnalysis>()
    const used = new Map<string, string>()
    for (const file of files) {
      const alone = this.#remembered.get(file.uri)?.alone
      if (alone !== undefined) current.set(file.path, alone)
    }
    // One round more only asks which files would still learn something.
    for (let round = 0; round <= MAX_IMPORT_ROUNDS; round++) {
      const plan = this.#planImports([...current.values(), ...others])
      let changed = false
      for (const file of files) {
        const imports = plan.get(file.path)
        const remembered = this.#remembered.get(file.uri)
        if (imports === undefined || remembered?.alone === undefined) continue
        const key = JSON.stringify(imports)
        if (used.get(file.path) === key) continue
        if (round === MAX_IMPORT_ROUNDS) {
          current.set(file.path, unsettled(current.get(file.path) ?? remembered.alone))
          continue
        }
        used.set(file.path, key)
        changed = true
        if (remembered.imported?.key !== key) {
          await this.#turn()
          if (superseded()) return undefined
          const analysis = this.#analyse(file, configs(file.path), remembered.around, imports) ?? remembered.alone
          remembered.imported = { key, imports, analysis }
          remembered.lifecycles = undefined
        }
        current.set(file.path, remembered.imported.analysis)
      }
      if (!changed) break
    }
    return [...current.values()]
  }

  /** Lets messages that have arrived be read before the next file, so that a newer version can stop this run. */
  async #turn(): Promise<void> {
    if (Date.now() < this.#turnEnds) return
    await new Promise((resolve) => setTimeout(resolve, 0))
    this.#turnEnds = Date.now() + TURN
  }

  #planImports(analyses: readonly FileAnalysis[]): ReadonlyMap<string, ImportedFacts> {
    try {
      return this.#engine.planImports(analyses)
    } catch (error) {
      this.#log.error(localised('programFailed', { reason: reasonOf(error) }))
      return new Map()
    }
  }

  /** Judges analysed files together. */
  conclude(analyses: readonly FileAnalysis[], configs: ConfigOf): ProgramFindings {
    const platforms = new Map(analyses.map((analysis) => [analysis.path, analysis.facts.platforms]))
    const functions = new Map(analyses.map((analysis) => [analysis.path, analysis.facts.functions]))
    try {
      const { diagnostics, errors } = this.#engine.conclude(analyses, configs)
      this.#report(analyses, errors)
      return { diagnostics: byFile(diagnostics), platforms, functions }
    } catch (error) {
      this.#log.error(localised('programFailed', { reason: reasonOf(error) }))
      return { diagnostics: new Map(), platforms, functions }
    }
  }

  /** Logs errors and limits once: again only after they were gone for a run. */
  #report(analyses: readonly FileAnalysis[], concluded: readonly AnalysisError[]): void {
    const reported = new Set<string>()
    const once = (message: Localised, log: (message: Localised) => void): void => {
      if (!reported.has(message.en) && !this.#reported.has(message.en)) log(message)
      reported.add(message.en)
    }
    for (const { file, message } of [...analyses.flatMap((analysis) => analysis.errors), ...concluded]) {
      once(localised('analysisError', { file, message }), (text) => this.#log.warn(text))
    }
    for (const { path, limits } of analyses) {
      for (const limit of limits) once(limitMessage(path, limit), (text) => this.#log.trace(text))
    }
    this.#reported = reported
  }

  #logFailure(file: OpenFile, error: unknown): void {
    this.#log.error(localised('analysisFailed', { file: file.path, reason: reasonOf(error) }))
  }
}

const NOTHING_AROUND: Surroundings = { key: '', input: {} }

/** True when a file calls sockets by names that its headers give them. */
function callsWrapper(bytes: Uint8Array, { input }: Surroundings): boolean {
  const { posix, windows } = input.headers ?? { posix: [], windows: [] }
  const words = socketWords([...posix, ...windows].map(({ facts }) => facts))
  return words.length > 0 && createCallFilter(words)(bytes)
}

function inputOf({ path, text, language }: OpenFile, around: Surroundings): SourceInput {
  return { ...around.input, path, content: text, ...(language === undefined ? {} : { language }) }
}

function byFile(diagnostics: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const files = new Map<string, Diagnostic[]>()
  for (const diagnostic of diagnostics) {
    const found = files.get(diagnostic.file)
    if (found === undefined) files.set(diagnostic.file, [diagnostic])
    else found.push(diagnostic)
  }
  return files
}

function sameFile(known: OpenFile | undefined, file: OpenFile): boolean {
  return (
    known === file ||
    (known !== undefined &&
      known.version === file.version &&
      known.path === file.path &&
      known.language === file.language &&
      // A document that was closed and opened again may start from the same version number.
      known.text === file.text)
  )
}
