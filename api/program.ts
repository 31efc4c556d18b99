import {
  createCallFilter,
  decodeSource,
  IncludeResolver,
  includedHeaders,
  joinPath,
  MAX_IMPORT_ROUNDS,
  PLATFORMS,
  readIncludes,
  socketWords,
  type Engine as Core,
  type FileAnalysis,
  type HeaderFacts,
  type IncludedHeader,
  type IncludedHeaders,
  type SourceInput,
} from '../engine/index.ts'
import type { WholeConfig } from './read-config.ts'
import type { FileError, LintResult, PassedLimit, SourceFile } from './types.ts'

const HEADER = /\.(?:h|hh|hpp|hxx|inl|ipp)$/i

/** A file whose text is known. */
interface TextFile {
  readonly path: string
  readonly text: string
}

/** Checks files as one program, as the command does: headers, a prefilter, rounds of facts from file to file, conclusion. */
export function lintProgram(core: Core, files: readonly SourceFile[], { lint, project }: WholeConfig): LintResult {
  const errors: FileError[] = []
  const texts: TextFile[] = []
  for (const { path, content } of files) {
    const decoded =
      typeof content === 'string' ? { ok: true as const, text: content, damaged: false } : decodeSource(content)
    if (!decoded.ok) errors.push({ file: path, message: BINARY })
    else texts.push({ path, text: decoded.text })
    if (decoded.ok && decoded.damaged) errors.push({ file: path, message: DAMAGED })
  }
  const headersOf = headerReader(core, texts, project)
  const inputs: SourceInput[] = []
  for (const { path, text } of texts) {
    const headers = headersOf(path, text)
    const bytes = new TextEncoder().encode(text)
    if (core.mayMatter(bytes, lint) || callsWrapper(bytes, headers))
      inputs.push({ path, content: text, defines: project.defines, headers })
  }
  const analyses = new Map<string, FileAnalysis>(inputs.map((input) => [input.path, core.analyse(input, lint)]))
  for (let round = 0; round < MAX_IMPORT_ROUNDS; round++) {
    const plan = core.planImports([...analyses.values()])
    if (plan.size === 0) break
    for (const input of inputs) {
      const imports = plan.get(input.path)
      if (imports !== undefined) analyses.set(input.path, core.analyse(input, lint, imports))
    }
  }
  const all = [...analyses.values()]
  const conclusion = core.conclude(all, lint)
  const limits = all.flatMap(({ path, limits: passed }): PassedLimit[] =>
    passed.map((each) => ({ file: path, ...each })),
  )
  return { findings: conclusion.diagnostics, errors: [...errors, ...conclusion.errors], limits }
}

/** Gives the headers of a file among the files of the program; each header is read once. */
function headerReader(
  core: Core,
  files: readonly TextFile[],
  { defines, includePaths }: WholeConfig['project'],
): (path: string, text: string) => IncludedHeaders {
  // The resolver wants absolute paths; relative ones start at a root that is nobody's folder.
  const placed = new Map(files.map((file) => [joinPath('/', file.path), file]))
  const folders = includePaths.map((folder) => joinPath('/', folder))
  const resolver = new IncludeResolver({
    root: '/',
    outside: [],
    isFile: (path) => placed.has(path),
    headers: () => [...placed.keys()].filter((path) => HEADER.test(path)),
    includeFolders: () => folders,
  })
  const known = new Map<string, HeaderFacts | undefined>()
  const factsOf = (path: string): HeaderFacts | undefined => {
    if (!known.has(path)) {
      const file = placed.get(path)
      known.set(path, file === undefined ? undefined : core.readHeader(path, file.text, defines))
    }
    return known.get(path)
  }
  return (path, text) => {
    const uses = includedHeaders(joinPath('/', path), readIncludes(path, text, defines), resolver, factsOf)
    const on = (platform: 'posix' | 'windows'): IncludedHeader[] =>
      uses[platform].flatMap(({ path: header, certain }) => {
        const facts = factsOf(header)
        return facts === undefined ? [] : [{ facts, certain }]
      })
    return { posix: on('posix'), windows: on('windows') }
  }
}

/** True when a file calls sockets by names that its headers give them. */
function callsWrapper(bytes: Uint8Array, headers: IncludedHeaders): boolean {
  const words = socketWords(PLATFORMS.flatMap((platform) => headers[platform].map(({ facts }) => facts)))
  return words.length > 0 && createCallFilter(words)(bytes)
}

const BINARY = {
  en: 'This is no text: it holds NUL bytes.',
  ja: 'NUL バイトを含むため、テキストとして読めません。',
}
const DAMAGED = {
  en: 'Some bytes fit no known encoding; they were left out.',
  ja: '判別できない文字コードのバイトがあり、除いて検査しました。',
}
