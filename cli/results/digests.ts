import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toText, type Defines } from '../../engine/index.ts'
import type { Surroundings } from '../judge.ts'

/** What stands for a text or for bytes: SHA-256, in hexadecimal digits. */
export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** What stands for data, of whatever shape. */
export function dataDigest(data: unknown): string {
  return digestOf(toText(data))
}

/** All of this program that results depend on: the engine with its rules and messages, and the grammars. */
const PARTS = ['worker.js', 'web-tree-sitter.wasm', 'tree-sitter-c.wasm', 'tree-sitter-cpp.wasm']

/** What stands for this build of the program: results of another one are never used. */
export function buildId(folder: string): string {
  const hash = createHash('sha256')
  for (const part of PARTS) hash.update(readFileSync(join(folder, part)))
  return hash.digest('hex')
}

/** What configurations and headers of a run are known by, in their order. */
export interface Digests {
  readonly configs: readonly string[]
  readonly headers: readonly string[]
}

/** The facts of a header depend on its text and the defines; the name tells the language. */
export function headerKey(build: string, name: string, bytes: Uint8Array, defines: Defines): string {
  return dataDigest([build, 'header', name, digestOf(bytes), sorted(defines)])
}

/**
 * All that the analysis of a file depends on but for what it is told of functions of other files: this program, its
 * text, its configuration, what its compiler is told, and what its headers say. Its path is in the findings.
 */
export function fileKey(
  build: string,
  path: string,
  text: string,
  config: string,
  surroundings: Surroundings | null,
  headers: readonly string[],
): string {
  const around = surroundings && {
    defines: sorted(surroundings.defines),
    posix: surroundings.headers.posix.map(({ header, certain }) => [headers[header], certain]),
    windows: surroundings.headers.windows.map(({ header, certain }) => [headers[header], certain]),
  }
  return dataDigest([build, 'file', path, text, config, around])
}

/** The whole of it. `imports` stands for what the file is told of other files; empty for nothing. */
export function analysisKey(file: string, imports: string): string {
  return digestOf(`${file} ${imports}`)
}

/** Their order is that of a command line, and later ones have replaced earlier ones. */
function sorted(defines: Defines): readonly (readonly [string, string | null])[] {
  return [...defines].sort(([a], [b]) => (a < b ? -1 : 1))
}
