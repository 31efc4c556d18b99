import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createEngine as createCore } from '../engine/index.ts'
import { rules } from '../rules/index.ts'
import { openEngine } from './engine.ts'
import type { Engine, EngineOptions } from './types.ts'

export type * from './types.ts'
export { ConfigError } from './config-error.ts'

/**
 * Loads the grammars and gives the linter with every rule. It takes a few hundred milliseconds; make one and keep it.
 * @throws when the WebAssembly modules cannot be read
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const { assets: folder = import.meta.dirname } = options
  const asset = (name: string): Promise<Uint8Array> => readFile(join(folder, name))
  const [runtime, c, cpp] = await Promise.all([
    asset('web-tree-sitter.wasm'),
    asset('tree-sitter-c.wasm'),
    asset('tree-sitter-cpp.wasm'),
  ])
  return openEngine(await createCore({ runtime, c, cpp }, rules))
}
