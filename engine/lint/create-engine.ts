import { FILTER_WORDS } from '../model/index.ts'
import { loadParser } from '../syntax/parser.ts'
import { createWordFilter } from '../text/word-filter.ts'
import { FileAnalyser } from './analyse-file.ts'
import { conclude, planImports } from './conclude.ts'
import { readHeader } from './header-facts.ts'
import type { Engine } from './project.ts'
import type { Rule } from './rule.ts'

/** The bytes of the three WebAssembly modules; the shell reads them, the engine does no IO. */
export interface EngineAssets {
  /** web-tree-sitter.wasm */
  readonly runtime: Uint8Array
  /** tree-sitter-c.wasm */
  readonly c: Uint8Array
  /** tree-sitter-cpp.wasm */
  readonly cpp: Uint8Array
}

/**
 * The test that decides which files are looked at, without loading a grammar: false when the first `length` bytes
 * (all by default) hold no word that any rule is about.
 */
export function createPrefilter(_rules: readonly Rule[]): (bytes: Uint8Array, length?: number) => boolean {
  return createWordFilter(FILTER_WORDS)
}

/** The same test for nothing but these calls: what a project's headers call by other names, see `socketWords`. */
export function createCallFilter(names: readonly string[]): (bytes: Uint8Array, length?: number) => boolean {
  return createWordFilter({ strict: names, generic: [], context: [] })
}

/**
 * Loads the grammars and gives the engine with these rules.
 * @throws when the assets are not the modules that the engine was built for
 */
export async function createEngine(assets: EngineAssets, rules: readonly Rule[]): Promise<Engine> {
  const parser = await loadParser(assets)
  const mayMatter = createPrefilter(rules)
  const analyser = new FileAnalyser(parser, rules)
  return {
    mayMatter,
    readHeader: (path, content, defines) => readHeader(parser, path, content, defines),
    analyse: (input, config, imports) => analyser.analyse(input, config, imports),
    planImports,
    conclude: (analyses, config) => conclude(rules, analyses, config),
  }
}
