import { FILTER_WORDS, FOREIGN_CODE } from '../model/index.ts'
import { loadParser } from '../syntax/parser.ts'
import { createWordFilter, type WordFilter } from '../text/word-filter.ts'
import { FileAnalyser } from './analyse-file.ts'
import { conclude, planImports } from './conclude.ts'
import type { LintConfig } from './config.ts'
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
 * The test that decides which files are looked at, without loading a grammar: false when the bytes hold no word that any
 * rule is about, nor the name of a function that the configuration describes.
 */
export type Prefilter = (bytes: Uint8Array, config?: LintConfig) => boolean

export function createPrefilter(_rules: readonly Rule[]): Prefilter {
  const plain = createWordFilter(FILTER_WORDS)
  const configured = new WeakMap<LintConfig, WordFilter>()
  return (bytes, config) => {
    if (config === undefined) return plain(bytes)
    let filter = configured.get(config)
    if (filter === undefined) {
      const own = [...Object.keys(config.wrappers ?? {}), ...(config.models ?? []).map(({ name }) => name)]
      filter =
        own.length === 0 ? plain : createWordFilter({ ...FILTER_WORDS, strict: [...FILTER_WORDS.strict, ...own] })
      configured.set(config, filter)
    }
    return filter(bytes)
  }
}

/** The same test for nothing but these calls: what a project's headers call by other names, see `socketWords`. */
export function createCallFilter(names: readonly string[]): Prefilter {
  const filter = createWordFilter({ strict: names, generic: [], context: [], foreign: FOREIGN_CODE })
  return (bytes) => filter(bytes)
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
    analyse: (input, config, imports, kept) => analyser.analyse(input, config, imports, kept),
    lifecycles: (input, config, imports) => analyser.lifecycles(input, config, imports),
    planImports,
    conclude: (analyses, config) => conclude(rules, analyses, config),
  }
}
