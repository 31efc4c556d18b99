import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { loadParser, type ParsedTree, type ParserAssets, type SourceParser } from '../../../engine/syntax/parser.ts'
import type { SyntaxTree } from '../../../engine/syntax/tree.ts'

/** The three modules as files; only the parser's own tests need them apart from an engine. */
export function parserAssets(): ParserAssets {
  return {
    runtime: readFileSync(createRequire(import.meta.url).resolve('web-tree-sitter/web-tree-sitter.wasm')),
    c: readFileSync(new URL('../../../grammars/tree-sitter-c.wasm', import.meta.url)),
    cpp: readFileSync(new URL('../../../grammars/tree-sitter-cpp.wasm', import.meta.url)),
  }
}

let parser: Promise<SourceParser> | undefined

/** One parser a test process. */
export function sourceParser(): Promise<SourceParser> {
  parser ??= loadParser(parserAssets())
  return parser
}

/** Parses text that must be accepted. */
export function parsed(source: SourceParser, text: string, language: 'c' | 'cpp' = 'c'): ParsedTree {
  const result = source.parse(text, language)
  if (!result.ok) throw new Error(`refused: ${result.reason}`)
  return result
}

/** Parses, flattens and frees. */
export async function treeOf(text: string, language: 'c' | 'cpp' = 'c'): Promise<SyntaxTree> {
  const live = parsed(await sourceParser(), text, language)
  try {
    return live.flatten()
  } finally {
    live.delete()
  }
}
