import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver'
import type { Diagnostic, Engine, Language } from '../engine/index.ts'
import { ProgramAnalysis, type AnalysisLog, type Around, type OpenFile, type ProgramFindings } from './analysis.ts'
import { toLspDiagnostic, type DiagnosticFeatures } from './convert.ts'
import { DocumentFindings } from './findings.ts'
import type { FileAccess } from './files.ts'
import { localised, reasonOf } from './l10n.ts'
import { ProjectHeaders } from './project-headers.ts'
import { languageFor, membershipOf, uniquePath, type Folder } from './programs.ts'
import type { RulePageScheme } from './protocol.ts'
import { Scheduler } from './scheduler.ts'
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
  /** Where headers come from that are not open; undefined where there is no disk. */
  readonly files: FileAccess | undefined
  /** The open documents of this program, in a fixed order. */
  documentsOf(program: string): readonly TextDocument[]
  folders(): readonly Folder[]
  settingsFor(program: string): Promise<Settings>
  /** New results; `elsewhere` when a document's findings changed though its text did not. */
  publish(results: readonly DocumentFindings[], elsewhere: boolean): void
}

const NOTHING: ProgramFindings = { diagnostics: new Map(), platforms: new Map() }

/** The open documents that are judged together: those of one workspace folder. */
export class Program {
  readonly #name: string
  readonly #host: ProgramHost
  readonly #scheduler: Scheduler
  #analysis: ProgramAnalysis | undefined
  #headers: ProjectHeaders | undefined
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

  /** Files on the disk may have changed. */
  refresh(): void {
    this.#headers?.refresh()
  }

  /** The findings of a document at its newest version, once they are known; undefined when it is not open. */
  async current(uri: string): Promise<DocumentFindings | undefined> {
    await this.#scheduler.settled()
    return this.#results.get(uri)
  }

  dispose(): void {
    this.#scheduler.dispose()
  }

  async #run(superseded: () => boolean): Promise<void> {
    try {
      const files = toFiles(this.#host.documentsOf(this.#name), this.#host.folders())
      const { enable, config, project } = await this.#host.settingsFor(this.#name)
      const analysis = enable && files.length > 0 ? await this.#loaded() : undefined
      this.#headers?.update(files, project)
      const around: Around = async (file) => await this.#headers?.around(file, superseded)
      const found = analysis === undefined ? NOTHING : await analysis.run(files, config, superseded, around)
      if (found !== undefined && !superseded()) this.#publish(this.#convert(files, found))
    } catch (error) {
      this.#host.log.error(localised('programFailed', { reason: reasonOf(error) }))
    }
  }

  /** Undefined when there is no engine; the host has said so. */
  async #loaded(): Promise<ProgramAnalysis | undefined> {
    const engine = await this.#host.engine.catch(() => undefined)
    if (engine !== undefined) {
      const { files, log } = this.#host
      this.#analysis ??= new ProgramAnalysis(engine, log)
      this.#headers ??= new ProjectHeaders(this.#name, files, engine, (message) => log.warn(message))
    }
    return this.#analysis
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
        uriOf: (file: string) => uris.get(file),
      }
      const diagnostics = findings.map((finding, index) => toLspDiagnostic(finding, index, context))
      results.set(uri, this.#settle(document, findings, diagnostics))
    }
    return results
  }

  /** Keeps the result object, or at least its id, where nothing that the editor shows has changed. */
  #settle(
    document: TextDocument,
    findings: readonly Diagnostic[],
    diagnostics: readonly LspDiagnostic[],
  ): DocumentFindings {
    const before = this.#results.get(document.uri)
    if (before === undefined || JSON.stringify(before.diagnostics) !== JSON.stringify(diagnostics)) {
      return new DocumentFindings(document, findings, diagnostics, String(++this.#resultCount))
    }
    const same = before.document.version === document.version && before.document.getText() === document.getText()
    return same ? before : new DocumentFindings(document, findings, diagnostics, before.resultId)
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
