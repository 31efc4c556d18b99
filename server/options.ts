import { isRecord } from '../engine/index.ts'
import type { ClientCommand, InitializationOptions, RulePageScheme, WasmModules } from './protocol.ts'

const COMMANDS: readonly ClientCommand[] = ['socklint.explainRule', 'socklint.showLifecycle', 'socklint.setSeverity']
const PAGE_SCHEME: RulePageScheme = 'socklint-doc'

/** Reads `initializationOptions` field by field; whatever has another shape counts as left out. */
export function readInitializationOptions(value: unknown): InitializationOptions {
  if (!isRecord(value)) return {}
  const wasm = readWasm(value.wasm)
  return {
    ...(typeof value.language === 'string' ? { language: value.language } : {}),
    ...(wasm === undefined ? {} : { wasm }),
    commandLinks: readCommands(value.commandLinks),
    ...(value.pageScheme === PAGE_SCHEME ? { pageScheme: PAGE_SCHEME } : {}),
    fileAccess: value.fileAccess === true,
    status: value.status === true,
    settings: value.settings,
  }
}

/** Those that this server knows; others could do anything. */
function readCommands(value: unknown): readonly ClientCommand[] {
  return Array.isArray(value) ? COMMANDS.filter((command) => value.includes(command)) : []
}

function readWasm(value: unknown): WasmModules | undefined {
  if (!isRecord(value)) return undefined
  const { runtime, c, cpp } = value
  const complete = runtime instanceof Uint8Array && c instanceof Uint8Array && cpp instanceof Uint8Array
  return complete ? { runtime, c, cpp } : undefined
}
