import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Engine, Language, Localised, ProjectSettings } from '../engine/index.ts'
import type { AnalysisLog, OpenFile } from './analysis.ts'
import type { ProgramConfiguration } from './configuration.ts'
import { toLspDiagnostic, type DiagnosticFeatures } from './convert.ts'
import { isSourceName, pathOfUri, type FileAccess } from './files.ts'
import { FolderAnalysis } from './folder-files.ts'
import { localised } from './l10n.ts'
import { ProjectHeaders } from './project-headers.ts'
import { languageFor } from './programs.ts'
import type { LintWorkspaceResult, RulePageScheme } from './protocol.ts'
import { RemoteFiles, withFilesOf } from './remote-files.ts'
import { DiskFile, walkSources, type Pause } from './source-files.ts'

/** Larger files are passed over, as on the command line. In bytes. */
const MAX_FILE_BYTES = 32 * 1024 * 1024
/** Files that a client is asked for between two looks at whether the run was stopped. */
const AT_A_TIME = 64
/** How often headers that a client has brought are looked at again. */
const MAX_ROUNDS = 4
/** More files than these are not looked at. */
const MAX_FILES = 500_000

/** A folder to lint: what the program of it knows. */
export interface LintFolder {
  /** Its address, as findings are named by. */
  readonly uri: string
  readonly configuration: ProgramConfiguration
  /** Its open documents; their texts count more than the disk. */
  readonly open: readonly OpenFile[]
  /** Undefined where there is no disk. */
  readonly disk: FileAccess | undefined
  /** From a client whose server cannot read the disk. */
  readonly given: readonly { readonly uri: string; readonly text: string }[]
}

export interface LintInput {
  readonly engine: Engine
  readonly language: Language
  readonly features: DiagnosticFeatures
  readonly pageScheme: RulePageScheme | undefined
  readonly pause: Pause
  readonly onProgress: (done: number, total: number) => void
}

/** Lints the files of one folder as the command line does: together, each with its configuration. */
export async function lintFolder(folder: LintFolder, input: LintInput): Promise<LintWorkspaceResult> {
  const problems: Localised[] = []
  const log: AnalysisLog = {
    error: (message) => problems.push(message),
    warn: (message) => problems.push(message),
    trace: () => undefined,
  }
  const { files, ignored, isWhole } = await filesOf(folder, input.pause, problems)
  const headers = new Map<ProjectSettings, ProjectHeaders>()
  const headersOf = (project: ProjectSettings): ProjectHeaders => {
    let known = headers.get(project)
    if (known === undefined) {
      known = new ProjectHeaders(folder.uri, folder.disk, input.engine, log.warn)
      known.update(folder.disk === undefined ? files : folder.open, project)
      headers.set(project, known)
    }
    return known
  }
  const { engine, pause, onProgress } = input
  const { configuration, disk } = folder
  const analysis = new FolderAnalysis({ engine, configuration, log, headersOf, pause, onProgress })
  const again = (): void => {
    for (const each of headers.values()) each.refresh()
  }
  const whole = isWhole
    ? await withFilesOf(
        disk,
        MAX_ROUNDS,
        () => analysis.run(files),
        again,
        (result) => result === undefined,
      )
    : undefined
  const reached = whole ?? analysis.reached()
  const found = analysis.conclude(reached)
  const uris = new Map(files.map(({ path, uri }) => [path, uri]))
  const documents = files.flatMap((file): { uri: string; diagnostics: LspDiagnostic[] }[] => {
    const findings = found.diagnostics.get(file.path) ?? []
    if (findings.length === 0) return []
    const document = TextDocument.create(file.uri, 'c', file.version, file.text)
    const context = {
      ...{ document, language: input.language, features: input.features, pageScheme: input.pageScheme },
      platforms: found.platforms.get(file.path) ?? [],
      uriOf: (path: string) => uris.get(path),
    }
    return [{ uri: file.uri, diagnostics: findings.map((finding, index) => toLspDiagnostic(finding, index, context)) }]
  })
  return {
    files: reached.length,
    skipped: files.length - reached.length + ignored,
    documents,
    cancelled: whole === undefined,
    problems: [...new Set(problems.map((problem) => problem[input.language]))],
  }
}

interface FoundFiles {
  /** Sorted by address. */
  readonly files: readonly OpenFile[]
  readonly ignored: number
  /** False when it was stopped. */
  readonly isWhole: boolean
}

async function filesOf(folder: LintFolder, pause: Pause, problems: Localised[]): Promise<FoundFiles> {
  const { configuration, disk, given, uri } = folder
  const root = pathOfUri(uri).replace(/\/$/, '')
  const byUri = new Map<string, OpenFile>()
  let ignored = 0
  let isWhole = true
  const ignores = (path: string, kind: 'file' | 'folder'): boolean => configuration.ignores(path, kind)
  if (disk !== undefined && root !== '') {
    const walked = await walkSources({ disk, root, ignores, limit: MAX_FILES, pause })
    if (disk instanceof RemoteFiles) {
      isWhole = await bring(walked.paths, disk, pause)
      if (!disk.isWhole) problems.push(localised('tooManyFiles', { limit: walked.paths.length }))
    }
    for (const path of walked.paths) {
      const file = new DiskFile(path, uri, root, disk, MAX_FILE_BYTES)
      byUri.set(file.uri, file)
    }
    for (const path of walked.unreadable) problems.push(localised('cannotReadFolder', { path }))
    if (walked.paths.length >= MAX_FILES) problems.push(localised('tooManyFiles', { limit: MAX_FILES }))
    else isWhole &&= walked.isWhole
    ignored += walked.ignored
  }
  for (const { uri: address, text } of given) {
    const path = pathOfUri(address)
    if (!isSourceName(path)) continue
    if (ignores(path, 'file')) ignored++
    else {
      const inside = root !== '' && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path.replace(/^\/+/, '')
      byUri.set(address, { uri: address, path: inside, version: 0, text, language: languageFor('', inside) })
    }
  }
  const byPath = new Map([...byUri.values()].map((file) => [pathOfUri(file.uri), file.uri]))
  for (const file of folder.open) {
    const path = pathOfUri(file.uri)
    if (ignores(path, 'file')) continue
    // Editors write addresses in their own way.
    const known = byPath.get(path)
    if (known !== undefined) byUri.delete(known)
    byUri.set(file.uri, file)
  }
  const files = [...byUri.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return { files, ignored, isWhole }
}

/** Has the client bring files, a few at a time; false when it was stopped. */
async function bring(paths: readonly string[], disk: RemoteFiles, pause: Pause): Promise<boolean> {
  for (let at = 0; at < paths.length; at += AT_A_TIME) {
    if (!(await pause())) return false
    await disk.load(paths.slice(at, at + AT_A_TIME))
  }
  return true
}

/** The results of several folders as one. */
export function joined(results: readonly LintWorkspaceResult[]): LintWorkspaceResult {
  return {
    files: results.reduce((sum, { files }) => sum + files, 0),
    skipped: results.reduce((sum, { skipped }) => sum + skipped, 0),
    documents: results.flatMap(({ documents }) => documents),
    cancelled: results.some(({ cancelled }) => cancelled),
    problems: [...new Set(results.flatMap(({ problems }) => problems))],
  }
}
