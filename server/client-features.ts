import { MarkupKind, type ClientCapabilities } from 'vscode-languageserver'
import type { DiagnosticFeatures } from './convert.ts'

/** What the client can do, as far as the server behaves differently for it. */
export interface ClientFeatures {
  /** It asks for diagnostics itself; then none are pushed. */
  readonly pull: boolean
  /** It asks again when told that results changed. */
  readonly refresh: boolean
  /** It asks for inlay hints again when told that they changed. */
  readonly inlayHintRefresh: boolean
  readonly diagnostics: DiagnosticFeatures
  readonly markdown: boolean
  readonly documentChanges: boolean
  /** It lets the user type into places of an edit. */
  readonly snippetEdits: boolean
  /** It answers `workspace/configuration`. */
  readonly configuration: boolean
  /** It lets the server register for changes of the configuration. */
  readonly configurationChanges: boolean
  readonly folders: boolean
  /** It lets the server register for changes of files on the disk. */
  readonly watchedFiles: boolean
}

/** Reads the capabilities; every one that is missing or malformed counts as false. */
export function readClientFeatures(capabilities: ClientCapabilities | undefined): ClientFeatures {
  const text = capabilities?.textDocument
  const workspace = capabilities?.workspace
  const pull = text?.diagnostic !== undefined
  const shown = pull ? { ...text?.publishDiagnostics, ...text?.diagnostic } : text?.publishDiagnostics
  const formats = text?.hover?.contentFormat
  return {
    pull,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    inlayHintRefresh: workspace?.inlayHint?.refreshSupport === true,
    diagnostics: {
      relatedInformation: shown?.relatedInformation === true,
      codeDescription: shown?.codeDescriptionSupport === true,
      data: shown?.dataSupport === true,
    },
    markdown: Array.isArray(formats) && formats.includes(MarkupKind.Markdown),
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    configuration: workspace?.configuration === true,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
  }
}
