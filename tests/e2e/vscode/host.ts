import type { Browser, Page } from 'playwright-core'

export type EditorLanguage = 'en' | 'ja'

/** A running VS Code with the sample files open as a folder and the extension installed. */
export interface Session {
  readonly page: Page
  /** The text of a workspace file as it was last saved; undefined when there is none. */
  savedText(file: string): Promise<string | undefined>
  /** The id of the language server's process; undefined where it has none. */
  serverProcess(): Promise<number | undefined>
  /** Deletes a folder of the workspace behind the editor's back; false where nothing lies behind it. */
  deleteFolder(name: string): Promise<boolean>
  /** Adds to the host's log what the host wrote elsewhere. */
  collectLogs(): Promise<void>
  close(): Promise<void>
}

/** One kind of VS Code in one display language. */
export interface Host {
  readonly name: string
  readonly language: EditorLanguage
  /** Whether VS Code's own texts are in `language` too (the oldest web build has English only). */
  readonly translatedWorkbench: boolean
  /** Where the server's output goes; named when a step fails. */
  readonly log: string
  /** Whether it is looked at with every feature, and not only with what has to work on the oldest version. */
  readonly everyFeature: boolean
  /** Whether the files lie on a disk, where commands run and the server is a process. */
  readonly hasDisk: boolean
  start(browser: Browser): Promise<Session>
}

/** Paths of files to their texts: the folder that is opened. */
export type Workspace = Readonly<Record<string, string>>

/** What is opened, and how. */
export interface Opened {
  readonly workspace: Workspace
  /** Set apart in names of cases and pictures from other scenarios of the same host. */
  readonly as?: string
  /** A file of the workspace that lists the folders to open instead. */
  readonly list?: string
  /** The folders are not trusted: code of theirs must not be run. */
  readonly restricted?: boolean
  /** Settings of the user. */
  readonly settings?: Readonly<Record<string, unknown>>
}
