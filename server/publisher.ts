import type { Connection, Diagnostic } from 'vscode-languageserver'
import type { ClientFeatures } from './client-features.ts'
import type { DocumentFindings } from './findings.ts'

/**
 * Brings findings to the client: pushed, or kept until it pulls. Never both: what a pulling client does not have open it
 * cannot pull, so the faults of configuration files are pushed while they are closed, and taken back when they open.
 */
export class Publisher {
  readonly #connection: Connection
  readonly #features: ClientFeatures
  readonly #versionOf: (uri: string) => number | undefined
  /** Faults of configuration files, by program and address. */
  readonly #faults = new Map<string, ReadonlyMap<string, readonly Diagnostic[]>>()
  /** What was pushed last for a configuration file, as text. */
  readonly #pushed = new Map<string, string>()

  /** @param versionOf the version of an open document; undefined for one that is not open */
  constructor(connection: Connection, features: ClientFeatures, versionOf: (uri: string) => number | undefined) {
    this.#connection = connection
    this.#features = features
    this.#versionOf = versionOf
  }

  /** New results; `elsewhere` when a document's findings changed though its text did not. */
  publish(results: readonly DocumentFindings[], elsewhere: boolean): void {
    if (this.#features.pull) {
      if (elsewhere) this.#refresh()
      return
    }
    for (const { document, diagnostics } of results) {
      const { uri, version } = document
      if (this.#versionOf(uri) === version) this.#send(uri, diagnostics, version)
    }
  }

  /** The faults of the configuration files that a program reads, by address; files without a fault are left out. */
  publishConfigurations(program: string, faults: ReadonlyMap<string, readonly Diagnostic[]>): void {
    const before = this.#faults.get(program)
    this.#faults.set(program, faults)
    let isOpenOneNew = false
    for (const uri of new Set([...(before?.keys() ?? []), ...faults.keys()])) {
      const isNew = JSON.stringify(before?.get(uri) ?? []) !== JSON.stringify(faults.get(uri) ?? [])
      if (isNew && this.#features.pull && this.#versionOf(uri) !== undefined) isOpenOneNew = true
      this.#pushFaults(uri)
    }
    if (isOpenOneNew) this.#refresh()
  }

  /** The faults of a configuration file, as all programs that read it tell them. */
  faultsOf(uri: string): Diagnostic[] {
    const all = [...this.#faults.values()].flatMap((faults) => faults.get(uri) ?? [])
    return [...new Map(all.map((fault) => [JSON.stringify(fault), fault])).values()]
  }

  /** A document was opened or closed. */
  toggled(uri: string): void {
    this.#pushFaults(uri)
  }

  /** A document that holds no configuration was closed: its findings go. */
  closed(uri: string): void {
    if (!this.#features.pull) this.#send(uri, [])
  }

  /** A program is gone. */
  forget(program: string): void {
    this.publishConfigurations(program, new Map())
    this.#faults.delete(program)
  }

  #pushFaults(uri: string): void {
    const version = this.#versionOf(uri)
    const faults = this.#features.pull && version !== undefined ? [] : this.faultsOf(uri)
    const key = JSON.stringify([version, faults])
    if (key === this.#pushed.get(uri) || (faults.length === 0 && !this.#pushed.has(uri))) return
    if (faults.length === 0) this.#pushed.delete(uri)
    else this.#pushed.set(uri, key)
    this.#send(uri, faults, version)
  }

  /** A client that cannot be told asks again by itself, as the findings depend on other files. */
  #refresh(): void {
    if (this.#features.refresh) void this.#connection.languages.diagnostics.refresh().catch(() => {})
  }

  #send(uri: string, diagnostics: readonly Diagnostic[], version?: number): void {
    const params = { uri, diagnostics: [...diagnostics], ...(version === undefined ? {} : { version }) }
    void this.#connection.sendDiagnostics(params).catch(() => {})
  }
}
