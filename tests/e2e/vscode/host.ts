import type { Browser, Page } from 'playwright-core'

export type EditorLanguage = 'en' | 'ja'

/** A running VS Code with the sample files open as a folder and the extension installed. */
export interface Session {
  readonly page: Page
  /** The text of a workspace file as it was last saved. */
  savedText(file: string): Promise<string>
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
  start(browser: Browser): Promise<Session>
}

/** File name to text: the folder that is opened. */
export type Workspace = Readonly<Record<string, string>>
