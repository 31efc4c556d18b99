import { Edit, Language, Parser, type Tree } from 'web-tree-sitter'
import { flattenPublic } from './flatten-public.ts'
import { flattenRaw, rawExports, type RawExports } from './flatten.ts'
import { type KindTable, kindTable } from './kind-table.ts'
import { SyntaxTree, type TreeColumns } from './tree.ts'

export type SourceLanguage = 'c' | 'cpp'

/** The bytes of the WebAssembly modules: web-tree-sitter.wasm and the two grammars. */
export interface ParserAssets {
  readonly runtime: Uint8Array
  readonly c: Uint8Array
  readonly cpp: Uint8Array
}

/**
 * One change of a text, in UTF-16 offsets. `start` and `oldEnd` are offsets in the text as the edits before it left it
 * (for edits that keep the length, that is the same as offsets in the original text).
 */
export interface SourceEdit {
  readonly start: number
  readonly oldEnd: number
  readonly newEnd: number
}

/** How much a parser takes on. Every bound is counted, none is timed: a text is refused on every machine or on none. */
export interface ParserBounds {
  /** UTF-16 units of text. */
  readonly textLength: number
  /**
   * Progress reports of the runtime: one in about a hundred steps, some 50 microseconds. Measured: 0.005 reports a unit
   * for ordinary code, 0.11 for the worst of a set of hostile texts (runs of brackets, casts, `<`).
   */
  readonly reports: number
  /** Nodes of a tree; a flattened node takes 27 bytes. Ordinary code has one node in 4 to 6 units. */
  readonly nodes: number
  /**
   * Bytes. A parse that makes the runtime's memory (of 2 GB at most) grow beyond this is given up, because running out
   * of it altogether would leave the runtime unusable.
   */
  readonly memory: number
}

/** A 31 MB file of ordinary code stays within these; megabytes of `f(` do not. */
export const DEFAULT_BOUNDS: ParserBounds = {
  textLength: 32 * 1024 * 1024,
  reports: 400_000,
  nodes: 10_000_000,
  memory: 1_400_000_000,
}

/** Why a text has no tree. */
export interface ParseRefusal {
  readonly ok: false
  /**
   * `too-large`: the text is longer than its bound. `too-complex`: the parser would need more steps, or the tree more nodes,
   * than their bounds. `out-of-memory`: the parser would need more memory than its bound.
   */
  readonly reason: 'too-large' | 'too-complex' | 'out-of-memory'
}

/** A live tree in the runtime's memory. Call `delete()` when done; nothing else frees it in time. */
export class ParsedTree {
  readonly ok = true
  #tree: Tree | undefined
  readonly #flatten: (tree: Tree) => TreeColumns

  constructor(
    tree: Tree,
    readonly text: string,
    readonly language: SourceLanguage,
    flatten: (tree: Tree) => TreeColumns,
  ) {
    this.#tree = tree
    this.#flatten = flatten
  }

  /** The runtime's tree. @throws after delete() */
  get live(): Tree {
    if (this.#tree === undefined) throw new Error('the tree was deleted')
    return this.#tree
  }

  /** Copies the tree into typed arrays, which outlive it. @throws after delete() */
  flatten(): SyntaxTree {
    return new SyntaxTree(this.text, this.language, this.#flatten(this.live))
  }

  /** Frees the tree; a second call does nothing. */
  delete(): void {
    this.#tree?.delete()
    this.#tree = undefined
  }
}

export type ParseResult = ParsedTree | ParseRefusal

/** Parses C and C++. Not reentrant; several may exist side by side. */
export interface SourceParser {
  /** How trees are flattened: `raw` unless this build of the runtime failed the self-check. */
  readonly flattening: 'raw' | 'public'
  parse(text: string, language: SourceLanguage): ParseResult
  /**
   * Parses `text`, which came out of `previous.text` by `edits`, and reuses what they leave alone. `previous` stays as
   * it is and remains the caller's to delete. Edits that do not add up to `text` are replaced by one that does.
   */
  reparse(previous: ParsedTree, text: string, edits: readonly SourceEdit[]): ParseResult
  /** Frees the parser's own memory; trees it made live on. */
  dispose(): void
}

interface Grammar {
  readonly parser: Parser
  readonly table: KindTable
}

/**
 * Loads the runtime and both grammars out of their bytes, without any IO: works in node and in a browser worker alike.
 * The runtime exists once in a realm, whoever asks first; later calls share it.
 * @throws when the bytes are no such modules or when the grammars are not those of grammars/kinds.ts
 */
export async function loadParser(assets: ParserAssets, bounds: Partial<ParserBounds> = {}): Promise<SourceParser> {
  const { raw, memory } = await loadRuntime(assets.runtime)
  const c = await loadGrammar(assets.c)
  const cpp = await loadGrammar(assets.cpp)
  const usable = raw !== undefined && passesSelfCheck(c, raw) && passesSelfCheck(cpp, raw) ? raw : undefined
  return new TreeSitterParser({ c, cpp }, usable, memory, { ...DEFAULT_BOUNDS, ...bounds })
}

interface Runtime {
  readonly raw: RawExports | undefined
  /** Size of the runtime's memory in bytes; it only ever grows. */
  memory(): number
}

let runtime: Promise<Runtime> | undefined

function loadRuntime(bytes: Uint8Array): Promise<Runtime> {
  if (runtime === undefined) {
    runtime = startRuntime(bytes)
    // Bad bytes must not spoil a later attempt with good ones.
    runtime.catch(() => {
      runtime = undefined
    })
  }
  return runtime
}

async function startRuntime(bytes: Uint8Array): Promise<Runtime> {
  const module = await WebAssembly.compile(bytes)
  let raw: RawExports | undefined
  let memory: WebAssembly.Memory | undefined
  await new Promise<void>((resolve, reject) => {
    const instantiateWasm = (imports: object, receive: (instance: unknown, module: unknown) => unknown): object => {
      // The library's glue takes a WebAssembly.Instance first and never looks at the module again.
      WebAssembly.instantiate(module, imports).then((instance) => {
        raw = rawExports(instance.exports)
        memory = memoryIn(instance.exports) ?? memoryIn(imports)
        receive(instance, module)
      }, reject)
      return {}
    }
    // Without locateFile a bundled worker would try to resolve the file's URL and fail, though it is never fetched.
    Parser.init({ instantiateWasm, locateFile: () => 'unused' }).then(resolve, reject)
  })
  return { raw, memory: () => memory?.buffer.byteLength ?? 0 }
}

/** Finds the memory among exports, or one level down among imported modules, as this build of the runtime has it. */
function memoryIn(values: object): WebAssembly.Memory | undefined {
  const list: unknown[] = Object.values(values)
  for (const value of list) {
    if (value instanceof WebAssembly.Memory) return value
    if (typeof value !== 'object' || value === null) continue
    const inner: unknown = Reflect.get(value, 'memory')
    if (inner instanceof WebAssembly.Memory) return inner
  }
  return undefined
}

const grammars = new WeakMap<Uint8Array, Promise<Language>>()

async function loadGrammar(bytes: Uint8Array): Promise<Grammar> {
  let loading = grammars.get(bytes)
  if (loading === undefined) {
    loading = Language.load(bytes)
    grammars.set(bytes, loading)
    loading.catch(() => grammars.delete(bytes))
  }
  const language = await loading
  const parser = new Parser()
  parser.setLanguage(language)
  return { parser, table: kindTable(language) }
}

/** Holds an error, a missing token, a comment, fields and text outside the BMP. */
const SELF_CHECK = 'int f(int a) { /* 日本𝒳 */ return g("é", a[0] + ) ; }\nint h( { if (x) { y(; } }\n'

function passesSelfCheck({ parser, table }: Grammar, raw: RawExports): boolean {
  const tree = parser.parse(SELF_CHECK)
  if (tree === null) return false
  try {
    const fast = flattenRaw(tree, table, raw)
    return fast !== undefined && sameColumns(fast, flattenPublic(tree, table))
  } catch {
    return false
  } finally {
    tree.delete()
  }
}

/** True when two flattenings agree in every node. */
export function sameColumns(a: TreeColumns, b: TreeColumns): boolean {
  const pairs = [
    [a.kind, b.kind],
    [a.field, b.field],
    [a.flags, b.flags],
    [a.start, b.start],
    [a.end, b.end],
    [a.parent, b.parent],
    [a.firstChild, b.firstChild],
    [a.nextSibling, b.nextSibling],
  ] as const
  return pairs.every(([x, y]) => x.length === y.length && x.every((value, index) => value === y[index]))
}

class TreeSitterParser implements SourceParser {
  readonly flattening: 'raw' | 'public'
  readonly #grammars: Readonly<Record<SourceLanguage, Grammar>>
  readonly #raw: RawExports | undefined
  readonly #memory: () => number
  readonly #bounds: ParserBounds

  constructor(
    grammarsByLanguage: Readonly<Record<SourceLanguage, Grammar>>,
    raw: RawExports | undefined,
    memory: () => number,
    bounds: ParserBounds,
  ) {
    this.#grammars = grammarsByLanguage
    this.#raw = raw
    this.#memory = memory
    this.#bounds = bounds
    this.flattening = raw === undefined ? 'public' : 'raw'
  }

  parse(text: string, language: SourceLanguage): ParseResult {
    return this.#run(text, language, null)
  }

  reparse(previous: ParsedTree, text: string, edits: readonly SourceEdit[]): ParseResult {
    const edited = previous.live.copy()
    try {
      for (const edit of locatedEdits(previous.text, text, edits)) edited.edit(edit)
      return this.#run(text, previous.language, edited)
    } finally {
      edited.delete()
    }
  }

  dispose(): void {
    this.#grammars.c.parser.delete()
    this.#grammars.cpp.parser.delete()
  }

  #run(text: string, language: SourceLanguage, old: Tree | null): ParseResult {
    if (text.length > this.#bounds.textLength) return { ok: false, reason: 'too-large' }
    const { parser, table } = this.#grammars[language]
    let left = this.#bounds.reports
    // Memory that an earlier text needed stays with the runtime and says nothing about this one.
    const allowed = Math.max(this.#bounds.memory, this.#memory())
    const isBeyondBounds = (): boolean => --left < 0 || this.#memory() > allowed
    let tree: Tree | null
    try {
      tree = parser.parse(text, old, { progressCallback: isBeyondBounds })
    } catch {
      parser.reset()
      return { ok: false, reason: 'out-of-memory' }
    }
    if (tree === null) {
      // Otherwise the next parse would go on with this text.
      parser.reset()
      return { ok: false, reason: left < 0 ? 'too-complex' : 'out-of-memory' }
    }
    if (tree.rootNode.descendantCount > this.#bounds.nodes) {
      tree.delete()
      return { ok: false, reason: 'too-complex' }
    }
    const raw = this.#raw
    const flatten = (live: Tree): TreeColumns =>
      (raw === undefined ? undefined : flattenRaw(live, table, raw)) ?? flattenPublic(live, table)
    return new ParsedTree(tree, text, language, flatten)
  }
}

interface Point {
  readonly row: number
  readonly column: number
}

/** Gives the edits the rows and columns that the runtime keeps beside offsets. */
function* locatedEdits(before: string, after: string, edits: readonly SourceEdit[]): Generator<Edit> {
  const list = addUp(before, after, edits) ? edits : wholeChange(before, after)
  let here = 0
  let point: Point = { row: 0, column: 0 }
  let shift = 0
  for (const { start, oldEnd, newEnd } of list) {
    // Edits ascend, so the text up to `start` is final and can be read from `after`.
    const startPosition = advance(point, after, here, start)
    const oldEndPosition = advance(startPosition, before, start - shift, oldEnd - shift)
    const newEndPosition = advance(startPosition, after, start, newEnd)
    yield new Edit({
      startIndex: start,
      oldEndIndex: oldEnd,
      newEndIndex: newEnd,
      startPosition,
      oldEndPosition,
      newEndPosition,
    })
    here = newEnd
    point = newEndPosition
    shift += newEnd - oldEnd
  }
}

function advance(point: Point, text: string, from: number, to: number): Point {
  let row = point.row
  let lineStart = from - point.column
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
    row++
    lineStart = at + 1
  }
  return { row, column: to - lineStart }
}

/** True when the edits ascend and turn `before` into `after` outside of them as well. */
function addUp(before: string, after: string, edits: readonly SourceEdit[]): boolean {
  let here = 0
  let shift = 0
  for (const { start, oldEnd, newEnd } of edits) {
    if (start < here || oldEnd < start || newEnd < start || oldEnd - shift > before.length) return false
    if (before.slice(here - shift, start - shift) !== after.slice(here, start)) return false
    here = newEnd
    shift += newEnd - oldEnd
  }
  return before.slice(here - shift) === after.slice(here)
}

function wholeChange(before: string, after: string): SourceEdit[] {
  if (before === after) return []
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++
  let tail = 0
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++
  }
  return [{ start, oldEnd: before.length - tail, newEnd: after.length - tail }]
}
