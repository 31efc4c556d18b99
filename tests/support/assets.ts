import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createEngine, type Engine, type EngineAssets } from '../../engine/index.ts'
import { rules } from '../../rules/index.ts'
import { ROOT } from '../../scripts/rule-folders.ts'

/** The bytes of the three WebAssembly modules, read from where the repository keeps them. */
export function readAssets(): EngineAssets {
  const runtime = createRequire(import.meta.url).resolve('web-tree-sitter/web-tree-sitter.wasm')
  return {
    runtime: readFileSync(runtime),
    c: readFileSync(join(ROOT, 'grammars/tree-sitter-c.wasm')),
    cpp: readFileSync(join(ROOT, 'grammars/tree-sitter-cpp.wasm')),
  }
}

let engine: Promise<Engine> | undefined

/** The real engine with every rule, made once a process. */
export function realEngine(): Promise<Engine> {
  engine ??= createEngine(readAssets(), rules)
  return engine
}
