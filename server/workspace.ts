import { FileChangeType, type Connection, type FileEvent, type TextDocuments } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { FunctionLifecycles, Language, Localised, TextEdit } from '../engine/index.ts'
import { clientFiles } from './client-files.ts'
import type { ClientFeatures } from './client-features.ts'
import { isConfigurationFile } from './configuration.ts'
import type { CoreOptions } from './core.ts'
import { isHeaderName, isSourceName, pathOfUri, type FileAccess } from './files.ts'
import type { DocumentFindings } from './findings.ts'
import { firstConfiguration } from './first-configuration.ts'
import { localised } from './l10n.ts'
import { Program, type ProgramHost } from './program.ts'
import { membershipOf, type Folder } from './programs.ts'
import { Publisher } from './publisher.ts'
import type { CreateConfigurationResult, InitializationOptions, LintWorkspaceResult } from './protocol.ts'
import { RemoteFiles } from './remote-files.ts'
import type { Settings } from './settings.ts'
import { SettingsSource } from './settings-source.ts'
import type { Pause } from './source-files.ts'
import { joined, lintFolder, type LintFolder } from './workspace-lint.ts'

export interface WorkspaceInput {
  readonly connection: Connection
  readonly documents: TextDocuments<TextDocument>
  readonly options: CoreOptions
  readonly engine: ProgramHost['engine']
  readonly features: ClientFeatures
  readonly client: InitializationOptions
  readonly language: Language
  readonly folders: readonly Folder[]
  /** Configuration files that no pattern watches. Paths. */
  readonly watch: (paths: readonly string[]) => void
}

/** How long work that nobody waits for goes on at a time, in milliseconds. */
const TURN = 20
/** How long it waits at most for those who type, in milliseconds. */
const MAX_WAIT = 2000

/** The open documents, sorted into programs: one for each workspace folder, and one for each kind of files outside. */
export class Workspace {
  readonly #input: WorkspaceInput
  readonly #publisher: Publisher
  readonly #settings: SettingsSource
  readonly #programs = new Map<string, Program>()
  /** Addresses of the documents that have been analysed or are about to be. */
  readonly #seen = new Set<string>()
  readonly #watched = new Set<string>()
  readonly #knownRules: CoreOptions['knownRules']
  #folders: readonly Folder[]

  constructor(input: WorkspaceInput) {
    const { connection, features, client, documents, folders, options } = input
    this.#input = input
    this.#folders = folders
    this.#knownRules = options.knownRules
    this.#publisher = new Publisher(connection, features, (uri) => documents.get(uri)?.version)
    const warn = (message: Localised): void => connection.console.warn(this.#text(message))
    const { configuration: asks } = features
    this.#settings = new SettingsSource({ connection, asks, knownRules: this.#knownRules, warn }, client.settings)
  }

  get folders(): readonly Folder[] {
    return this.#folders
  }

  /** A document was opened or its text changed. */
  changed({ uri, languageId }: TextDocument): void {
    const isNew = !this.#seen.has(uri)
    this.#seen.add(uri)
    // Opening counts as the first change, but nobody is typing yet.
    this.#touchFor(uri, languageId, isNew)
    if (isNew) this.#publisher.toggled(uri)
  }

  closed({ uri, languageId }: TextDocument): void {
    this.#seen.delete(uri)
    if (isCode({ uri, languageId })) {
      this.#publisher.closed(uri)
      this.#program(uri).fileChanged(uri)
    } else this.#publisher.toggled(uri)
    this.#touchFor(uri, languageId, true)
  }

  /** What includes the document is judged by its text already; on the disk it is new. */
  saved({ uri, languageId }: TextDocument): void {
    if (!isCode({ uri, languageId }) || isHeaderName(pathOfUri(uri))) this.#program(uri).refresh()
  }

  /** Files on the disk changed: what was read from there is read again. Without any names everything may have. */
  filesChanged(changes: readonly FileEvent[]): void {
    const uris = changes.map(({ uri }) => uri)
    for (const { uri, type } of changes) {
      const program = this.#programs.get(membershipOf(uri, this.#folders).program)
      program?.remoteFileChanged(uri, type === FileChangeType.Deleted)
    }
    const isSource = (uri: string): boolean => isSourceName(uri) && !isHeaderName(uri)
    for (const uri of uris) if (isSource(uri)) this.#program(uri).fileChanged(uri)
    if (uris.length > 0 && uris.every(isSource)) return
    for (const program of this.#programs.values()) {
      program.refresh()
      program.touch(true)
    }
  }

  /** The editor's settings changed. */
  settingsChanged(sent: unknown): void {
    this.#settings.changed(sent)
    for (const program of this.#programs.values()) program.touch(true)
  }

  /** Documents change hands with the folders: all programs start anew. */
  foldersChanged(added: readonly Folder[], removed: readonly Folder[]): void {
    const gone = new Set(removed.map(({ uri }) => uri))
    this.#folders = [...this.#folders.filter(({ uri }) => !gone.has(uri)), ...added]
    for (const [name, program] of this.#programs) {
      program.dispose()
      this.#publisher.forget(name)
    }
    this.#programs.clear()
    this.#settings.forget()
    for (const { uri } of this.#input.documents.all()) this.#program(uri).touch(true)
  }

  /** The findings of an open document at its newest version. */
  async current(uri: string): Promise<DocumentFindings | undefined> {
    return this.#input.documents.get(uri) === undefined ? undefined : await this.#program(uri).current(uri)
  }

  /** The edits that apply every safe fix of an open document; see `Program.fixAll`. */
  async fixAll(uri: string): Promise<readonly TextEdit[] | undefined> {
    return this.#input.documents.get(uri) === undefined ? undefined : await this.#program(uri).fixAll(uri)
  }

  /** The workspace folder of a document. */
  folderOf(uri: string): Folder | undefined {
    return this.#folderOf(membershipOf(uri, this.#folders).program)
  }

  /** The editor's settings for a document. */
  settingsOf(uri: string): Promise<Settings> {
    const { program } = membershipOf(uri, this.#folders)
    return this.#settings.of(program, this.#folderOf(program))
  }

  /** What becomes of the descriptors of the functions of an open document. */
  async lifecycles(uri: string): Promise<readonly FunctionLifecycles[]> {
    return this.#input.documents.get(uri) === undefined ? [] : await this.#program(uri).lifecycles(uri)
  }

  /** The faults of an open configuration file. */
  async faultsOf(uri: string): Promise<ReturnType<Publisher['faultsOf']>> {
    await this.#program(uri).settled()
    return this.#publisher.faultsOf(uri)
  }

  /** Resolves when the files that are not open are known, as far as the budget goes. */
  async indexed(): Promise<void> {
    for (const program of this.#programs.values()) await program.indexed()
  }

  /** Lints the files of all folders, those of the client where the server has no disk. */
  async lint(
    files: LintFolder['given'],
    isStopped: () => boolean,
    onProgress: (done: number, total: number) => void,
  ): Promise<LintWorkspaceResult> {
    const { language, features, client } = this.#input
    const engine = await this.#input.engine.catch(() => undefined)
    const nothing = { files: 0, skipped: 0, documents: [], cancelled: false, problems: [] }
    if (engine === undefined) return { ...nothing, problems: [this.#text(localised('noEngine'))] }
    const pause = this.#pause(isStopped)
    const addresses = [...this.#folders.map(({ uri }) => `${uri.replace(/\/$/, '')}/`), ...files.map(({ uri }) => uri)]
    const names = new Set(addresses.map((uri) => membershipOf(uri, this.#folders).program))
    const results: LintWorkspaceResult[] = []
    for (const name of names) {
      const own = files.filter(({ uri }) => membershipOf(uri, this.#folders).program === name)
      const folder = await this.#programNamed(name).lintFolder(own)
      if (folder === undefined) continue
      const input = { engine, language, features: features.diagnostics, pageScheme: client.pageScheme }
      results.push(await lintFolder(folder, { ...input, pause, onProgress }))
    }
    return joined([nothing, ...results])
  }

  /** The first configuration file of a folder. */
  async createConfiguration(folder: string): Promise<CreateConfigurationResult> {
    const open = new Map(this.#input.documents.all().map((document) => [pathOfUri(document.uri), document.getText()]))
    const name = membershipOf(`${folder.replace(/\/$/, '')}/`, this.#folders).program
    const disk = this.#programNamed(name).files
    return await firstConfiguration(
      folder,
      disk,
      open,
      this.#pause(() => false),
      this.#input.language,
    )
  }

  /** Gives way to others every few milliseconds, and lets what is typed be judged first. */
  #pause(isStopped: () => boolean): Pause {
    let turnEnds = Date.now() + TURN
    return async () => {
      if (Date.now() < turnEnds) return !isStopped()
      await new Promise((resolve) => setTimeout(resolve, 0))
      const late = new Promise<void>((resolve) => setTimeout(resolve, MAX_WAIT))
      await Promise.race([Promise.all([...this.#programs.values()].map((program) => program.settled())), late])
      turnEnds = Date.now() + TURN
      return !isStopped()
    }
  }

  dispose(): void {
    for (const program of this.#programs.values()) program.dispose()
  }

  /** Code belongs to one program; a configuration may hold in several. */
  #touchFor(uri: string, languageId: string, now: boolean): void {
    const own = this.#program(uri)
    const touched = isCode({ uri, languageId }) ? [own] : new Set([own, ...this.#programs.values()])
    for (const program of touched) program.touch(now)
  }

  #program(uri: string): Program {
    return this.#programNamed(membershipOf(uri, this.#folders).program)
  }

  #programNamed(name: string): Program {
    const known = this.#programs.get(name)
    if (known !== undefined) return known
    const { connection, client, engine, features, language, options } = this.#input
    const files = this.#filesOf(name)
    const program = new Program(name, {
      engine,
      log: {
        error: (message) => connection.console.error(this.#text(message)),
        warn: (message) => connection.console.warn(this.#text(message)),
        trace: (message) => connection.tracer.log(this.#text(message)),
      },
      language,
      features: features.diagnostics,
      pageScheme: client.pageScheme,
      quietPeriod: options.quietPeriod,
      files,
      knownRules: this.#knownRules,
      share: options.shareRules ?? ((configs) => configs),
      isIndexed: options.indexes !== false,
      idle: async () => {
        await Promise.all([...this.#programs.values()].map((each) => each.settled()))
      },
      documentsOf: (wanted) => this.#documentsOf(wanted),
      configurationsOf: (wanted) => this.#configurationsOf(wanted),
      folders: () => this.#folders,
      settingsFor: (wanted) => this.#settings.of(wanted, this.#folderOf(wanted)),
      publish: (results, elsewhere) => this.#publisher.publish(results, elsewhere),
      publishConfigurations: (wanted, faults, sources) => {
        this.#publisher.publishConfigurations(wanted, faults)
        this.#watch(files instanceof RemoteFiles ? new Set([...sources].map(globOf)) : sources)
      },
    })
    this.#programs.set(name, program)
    return program
  }

  /** The disk where it has the files of a program, else the client where it brings them. */
  #filesOf(program: string): FileAccess | undefined {
    const { connection, client, options } = this.#input
    if (options.files !== undefined && program.startsWith('file:')) return options.files
    const folder = this.#folderOf(program)
    if (client.fileAccess !== true || folder === undefined) return undefined
    return new RemoteFiles(folder.uri, clientFiles(connection), () => {
      const known = this.#programs.get(program)
      known?.refresh()
      known?.touch(true)
    })
  }

  #folderOf(program: string): Folder | undefined {
    return this.#folders.find(({ uri }) => uri === program || `${uri}/` === program)
  }

  /** Sorted by address, so that the order of opening does not show in the findings. */
  #documentsOf(program: string): TextDocument[] {
    return this.#input.documents
      .all()
      .filter((document) => isCode(document) && membershipOf(document.uri, this.#folders).program === program)
      .toSorted((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0))
  }

  #configurationsOf(program: string): TextDocument[] {
    const scheme = program.slice(0, program.indexOf(':') + 1)
    return this.#input.documents.all().filter((document) => !isCode(document) && document.uri.startsWith(scheme))
  }

  #watch(sources: ReadonlySet<string>): void {
    const added = [...sources].filter((path) => !isConfigurationFile(path) && !this.#watched.has(path))
    for (const path of added) this.#watched.add(path)
    if (added.length > 0) this.#input.watch(added)
  }

  #text(message: Localised): string {
    return message[this.#input.language]
  }
}

/** Files on other file systems are watched by their names. */
function globOf(path: string): string {
  return `**/${path.slice(path.lastIndexOf('/') + 1)}`
}

/** False for configuration files and what they may extend. */
function isCode({ uri, languageId }: Pick<TextDocument, 'uri' | 'languageId'>): boolean {
  return !/^jsonc?$/.test(languageId) && !isConfigurationFile(uri)
}
