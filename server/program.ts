import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver'
import {
  DEFAULT_CONFIG,
  type Diagnostic,
  type Engine,
  type FunctionLifecycles,
  type KnownRules,
  type Language,
  type LintConfig,
  type ProjectSettings,
  type TextEdit,
} from '../engine/index.ts'
import {
  MAX_KEPT_TEXT,
  ProgramAnalysis,
  type AnalysisLog,
  type Around,
  type ConfigOf,
  type OpenFile,
  type ProgramFindings,
} from './analysis.ts'
import { configurationDiagnostic, isConfigurationFile, ProgramConfiguration } from './configuration.ts'
import { toLspDiagnostic, type DiagnosticFeatures } from './convert.ts'
import { DocumentFindings, type FunctionSpan } from './findings.ts'
import { fixAllEdits } from './fix-all.ts'
import { pathOfUri, uriOfPath, type FileAccess } from './files.ts'
import { localised, reasonOf } from './l10n.ts'
import { ProjectHeaders } from './project-headers.ts'
import { languageFor, membershipOf, uniquePath, type Folder } from './programs.ts'
import type { RulePageScheme } from './protocol.ts'
import { PATIENCE, RemoteFiles, within, withFilesOf } from './remote-files.ts'
import { Scheduler } from './scheduler.ts'
import { WorkspaceIndex } from './workspace-index.ts'
import type { LintFolder } from './workspace-lint.ts'
import type { Settings } from './settings.ts'

/** What a program needs of the server around it. */
export interface ProgramHost {
  /** The engine; when it cannot be loaded, the host reports that. */
  readonly engine: Promise<Engine>
  readonly log: AnalysisLog
  readonly language: Language
  readonly features: DiagnosticFeatures
  readonly pageScheme: RulePageScheme | undefined
  readonly quietPeriod: number | undefined
  /** Whether other files of the folder than the open ones are looked at. */
  readonly isIndexed: boolean
  /** The files of the program that are not open; undefined where they cannot be reached. */
  readonly files: FileAccess | undefined
  readonly knownRules: KnownRules
  /** Makes the configurations of a program fit for each other, see `shareProgramRules`. */
  readonly share: (configs: readonly LintConfig[]) => readonly LintConfig[]
  /** Resolves when no program has anything to do for somebody who waits. */
  idle(): Promise<void>
  /** The open documents of this program that hold code, in a fixed order. */
  documentsOf(program: string): readonly TextDocument[]
  /** The open documents that may be configuration files of this program or extended by one. */
  configurationsOf(program: string): readonly TextDocument[]
  folders(): readonly Folder[]
  settingsFor(program: string): Promise<Settings>
  /** New results; `elsewhere` when a document's findings changed though its text did not. */
  publish(results: readonly DocumentFindings[], elsewhere: boolean): void
  /** The faults of the configuration files that the program reads, by address, and all files that it reads. */
  publishConfigurations(
    program: string,
    faults: ReadonlyMap<string, readonly LspDiagnostic[]>,
    sources: ReadonlySet<string>,
  ): void
}

/** How often a run looks again at what the client has brought: headers that include headers come one level at a time. */
const MAX_ROUNDS = 12

const NOTHING: ProgramFindings = { diagnostics: new Map(), platforms: new Map(), functions: new Map() }

const SILENT: AnalysisLog = { error: () => undefined, warn: () => undefined, trace: () => undefined }

/** A configuration and what it was made from. */
interface Configured {
  readonly settings: Settings
  readonly key: string
  readonly configuration: ProgramConfiguration
}

/** The open documents that are judged together: those of one workspace folder. */
export class Program {
  readonly #name: string
  readonly #host: ProgramHost
  readonly #scheduler: Scheduler
  #analysis: ProgramAnalysis | undefined
  #index: WorkspaceIndex | undefined
  #configured: Configured | undefined
  /** The headers, once for everything that compilers are told. */
  readonly #headers = new Map<string, ProjectHeaders>()
  /** The configurations of the last run. */
  #configOf: ConfigOf = () => DEFAULT_CONFIG
  #results = new Map<string, DocumentFindings>()
  #resultCount = 0

  constructor(name: string, host: ProgramHost) {
    this.#name = name
    this.#host = host
    this.#scheduler = new Scheduler((superseded) => this.#run(superseded), host.quietPeriod)
  }

  /** A document or setting changed; `now` when nobody is typing. */
  touch(now = false): void {
    if (now) this.#scheduler.touch(0)
    else this.#scheduler.touch()
  }

  /** A file of code was saved, closed, made or deleted. */
  fileChanged(uri: string): void {
    this.#index?.changed(uri)
    if (this.#configured !== undefined) this.#index?.update(this.#configured.configuration)
  }

  /** Headers, configurations and whatever else on the disk may have changed. */
  refresh(): void {
    this.#reread()
    this.#index?.forget()
  }

  #reread(): void {
    this.#configured = undefined
    for (const headers of this.#headers.values()) headers.refresh()
  }

  /** A file that the client brings was made, changed or deleted. */
  remoteFileChanged(uri: string, isDeleted: boolean): void {
    const { files } = this.#host
    if (files instanceof RemoteFiles) files.changed(uri, isDeleted)
  }

  /** The files of the program that are not open. */
  get files(): FileAccess | undefined {
    return this.#host.files
  }

  /** The findings of a document at its newest version, once they are known; undefined when it is not open. */
  async current(uri: string): Promise<DocumentFindings | undefined> {
    await this.settled()
    return this.#results.get(uri)
  }

  /** What becomes of the descriptors of the functions of a document, once its newest version is analysed. */
  async lifecycles(uri: string): Promise<readonly FunctionLifecycles[]> {
    await this.settled()
    return this.#results.has(uri) ? (this.#analysis?.lifecycles(uri, this.#configOf) ?? []) : []
  }

  /**
   * The edits that apply every safe fix of a document and what follows from them; undefined when there is nothing to mend
   * or a newer version has come meanwhile.
   */
  async fixAll(uri: string): Promise<readonly TextEdit[] | undefined> {
    const findings = await this.current(uri)
    const engine = await this.#host.engine.catch(() => undefined)
    if (findings === undefined || engine === undefined) return undefined
    // An analysis of its own: the texts in between are nobody else's.
    const analysis = new ProgramAnalysis(engine, SILENT, MAX_KEPT_TEXT)
    const superseded = (): boolean => this.#results.get(uri) !== findings
    const settings = await this.#host.settingsFor(this.#name)
    return await fixAllEdits(findings.document.getText(), findings.findings, async (text) => {
      const files = toFiles(this.#host.documentsOf(this.#name), this.#host.folders()).map((file) =>
        file.uri === uri ? { ...file, text } : file,
      )
      const found = await this.#judge(files, settings, superseded, analysis)
      const path = files.find((file) => file.uri === uri)?.path
      return found === undefined || path === undefined ? undefined : (found.diagnostics.get(path) ?? [])
    })
  }

  /** What there is to know for linting the whole folder; undefined when Socklint is switched off for it. */
  async lintFolder(given: LintFolder['given']): Promise<LintFolder | undefined> {
    const settings = await this.#host.settingsFor(this.#name)
    if (!settings.enable) return undefined
    const { files: remote } = this.#host
    if (remote instanceof RemoteFiles) await this.#bringConfigurations(remote, settings)
    const configuration = this.#configure(settings)
    const open = toFiles(this.#host.documentsOf(this.#name), this.#host.folders())
    return { uri: this.#name, configuration, open, disk: this.#host.files, given }
  }

  /** Has the client bring the configurations of all files, with what they extend. */
  async #bringConfigurations(remote: RemoteFiles, settings: Settings): Promise<void> {
    await remote.ready
    const read = (): void => void this.#configure(settings).of(remote.configurations())
    await withFilesOf(remote, MAX_ROUNDS, read, () => this.#reread())
  }

  /** Resolves when the newest change has been worked off. */
  settled(): Promise<void> {
    return this.#scheduler.settled()
  }

  /** Resolves when the other files of the folder are known as far as the budget goes. */
  async indexed(): Promise<void> {
    await this.#index?.settled()
  }

  dispose(): void {
    this.#index?.dispose()
    this.#scheduler.dispose()
  }

  async #run(superseded: () => boolean): Promise<void> {
    try {
      const files = toFiles(this.#host.documentsOf(this.#name), this.#host.folders())
      const settings = await this.#host.settingsFor(this.#name)
      const found = settings.enable ? await this.#judgeWhole(files, settings, superseded) : NOTHING
      if (!settings.enable) this.#host.publishConfigurations(this.#name, new Map(), new Set())
      if (found !== undefined && !superseded()) this.#publish(this.#convert(files, found))
    } catch (error) {
      this.#host.log.error(localised('programFailed', { reason: reasonOf(error) }))
    }
  }

  /** Judges again as long as judging asks for files that the client has to bring first. */
  async #judgeWhole(
    files: readonly OpenFile[],
    settings: Settings,
    superseded: () => boolean,
  ): Promise<ProgramFindings | undefined> {
    const remote = this.#host.files
    if (!(remote instanceof RemoteFiles)) return await this.#judge(files, settings, superseded)
    await remote.ready
    for (let round = 1; ; round++) {
      const { news } = remote
      const found = await this.#judge(files, settings, superseded)
      if (found === undefined || superseded()) return undefined
      if (!remote.isAwaited && remote.news === news) return found
      const loading = remote.load()
      const isInTime = await within(loading, PATIENCE)
      this.#reread()
      if (isInTime && round < MAX_ROUNDS) continue
      // What there is so far is better than nothing.
      void loading.then(() => this.touch(true))
      return found
    }
  }

  async #judge(
    files: readonly OpenFile[],
    settings: Settings,
    superseded: () => boolean,
    instead?: ProgramAnalysis,
  ): Promise<ProgramFindings | undefined> {
    const configuration = this.#configure(settings)
    const wanted = files.filter(({ uri }) => !configuration.ignores(pathOfUri(uri)))
    const configs = configuration.of(wanted.map(({ uri }) => pathOfUri(uri)))
    const { files: remote } = this.#host
    // What the client is still to bring is not missing.
    if (!(remote instanceof RemoteFiles && remote.isAwaited)) this.#tellOf(configuration)
    const engine = wanted.length === 0 ? undefined : await this.#host.engine.catch(() => undefined)
    // Without an engine there is nothing; the host has said so.
    if (engine === undefined) return NOTHING
    const analysis = instead ?? (this.#analysis ??= new ProgramAnalysis(engine, this.#host.log, MAX_KEPT_TEXT))
    const byPath = new Map(wanted.map(({ path }, index) => [path, configs[index] ?? settings.config]))
    const around: Around = async (file) => {
      const headers = this.#headersOf(engine, configuration.projectOf(pathOfUri(file.uri)), files)
      return await headers.around(file, superseded)
    }
    const index = this.#index
    const configOf: ConfigOf = (path) => byPath.get(path) ?? index?.configOf(path) ?? settings.config
    if (instead === undefined) this.#configOf = configOf
    const others = index?.others(new Set(files.map(({ path }) => path))) ?? []
    const found = await analysis.run(wanted, configOf, superseded, around, others)
    if (found !== undefined && instead === undefined) this.#startIndex(engine, configuration)
    return found
  }

  /** What holds now; the same object as long as nothing that it was read from changed. */
  #configure(settings: Settings): ProgramConfiguration {
    const documents = this.#host.configurationsOf(this.#name)
    const key = JSON.stringify(documents.map(({ uri, version }) => [uri, version]))
    if (this.#configured?.settings !== settings || this.#configured.key !== key) {
      const { knownRules, share } = this.#host
      const open = new Map(documents.map((document) => [pathOfUri(document.uri), document.getText()]))
      const configuration = new ProgramConfiguration({ disk: this.#host.files, open, settings, knownRules, share })
      this.#configured = { settings, key, configuration }
    }
    const { configuration } = this.#configured
    for (const { uri } of documents) if (isConfigurationFile(uri)) configuration.read(pathOfUri(uri))
    return configuration
  }

  /** Begins to look at the other files of the folder, once the open ones are judged. */
  #startIndex(engine: Engine, configuration: ProgramConfiguration): void {
    const disk = this.#host.files
    const isFolder = this.#host.folders().some(({ uri }) => uri === this.#name || `${uri}/` === this.#name)
    if (!this.#host.isIndexed || disk === undefined || !isFolder) return
    this.#index ??= new WorkspaceIndex({
      engine,
      folder: this.#name,
      disk,
      log: SILENT,
      headersOf: (project) =>
        this.#headersOf(engine, project, toFiles(this.#host.documentsOf(this.#name), this.#host.folders())),
      idle: () => this.#host.idle(),
      reread: () => this.#reread(),
      onNews: () => this.touch(true),
    })
    this.#index.update(configuration)
  }

  #tellOf(configuration: ProgramConfiguration): void {
    const open = new Map(this.#host.configurationsOf(this.#name).map(({ uri }) => [pathOfUri(uri), uri]))
    const faults = new Map<string, LspDiagnostic[]>()
    for (const problem of configuration.problems) {
      const uri = open.get(problem.file) ?? uriOfPath(problem.file, this.#name)
      faults.set(uri, [...(faults.get(uri) ?? []), configurationDiagnostic(problem, this.#host.language)])
    }
    this.#host.publishConfigurations(this.#name, faults, configuration.sources)
  }

  /** The headers as a compiler finds them that is told this. */
  #headersOf(engine: Engine, project: ProjectSettings, files: readonly OpenFile[]): ProjectHeaders {
    const key = JSON.stringify({ ...project, defines: [...project.defines] })
    let headers = this.#headers.get(key)
    if (headers === undefined) {
      const { files: disk, log } = this.#host
      headers = new ProjectHeaders(this.#name, disk, engine, (message) => log.warn(message))
      this.#headers.set(key, headers)
    }
    headers.update(files, project)
    return headers
  }

  #publish(results: Map<string, DocumentFindings>): void {
    const previous = this.#results
    this.#results = results
    const changed = [...results.values()].filter((result) => previous.get(result.document.uri) !== result)
    const elsewhere = changed.some((result) => {
      const before = previous.get(result.document.uri)
      return before?.document.version === result.document.version && before.resultId !== result.resultId
    })
    this.#host.publish(changed, elsewhere)
  }

  #convert(files: readonly OpenFile[], found: ProgramFindings): Map<string, DocumentFindings> {
    const uris = new Map(files.map(({ path, uri }) => [path, uri]))
    const { language, features, pageScheme } = this.#host
    const results = new Map<string, DocumentFindings>()
    for (const { uri, path, version, text } of files) {
      const document = TextDocument.create(uri, 'c', version, text)
      const findings = found.diagnostics.get(path) ?? []
      const context = {
        document,
        language,
        features,
        pageScheme,
        platforms: found.platforms.get(path) ?? [],
        uriOf: (file: string) => uris.get(file) ?? this.#index?.uriOf(file),
      }
      const diagnostics = findings.map((finding, index) => toLspDiagnostic(finding, index, context))
      results.set(uri, this.#settle(document, findings, diagnostics, found.functions.get(path)))
    }
    return results
  }

  /** Keeps the result object, or at least its id, where nothing that the editor shows has changed. */
  #settle(
    document: TextDocument,
    findings: readonly Diagnostic[],
    diagnostics: readonly LspDiagnostic[],
    functions: readonly FunctionSpan[] | undefined,
  ): DocumentFindings {
    const before = this.#results.get(document.uri)
    if (before === undefined || JSON.stringify(before.diagnostics) !== JSON.stringify(diagnostics)) {
      return new DocumentFindings(document, findings, diagnostics, String(++this.#resultCount), functions)
    }
    const same =
      before.document.version === document.version &&
      before.isAnalysed === (functions !== undefined) &&
      before.document.getText() === document.getText()
    return same ? before : new DocumentFindings(document, findings, diagnostics, before.resultId, functions)
  }
}

function toFiles(documents: readonly TextDocument[], folders: readonly Folder[]): OpenFile[] {
  const taken = new Set<string>()
  return documents.map((document) => {
    const path = uniquePath(membershipOf(document.uri, folders).path, document.uri, taken)
    taken.add(path)
    return {
      uri: document.uri,
      path,
      version: document.version,
      text: document.getText(),
      language: languageFor(document.languageId, path),
    }
  })
}
