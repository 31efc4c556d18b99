import { analyseFunctions, type AnalysedFunction } from './flow/analyse.ts'
import { describeFacts, factsDot } from './flow/describe-facts.ts'
import { describeGraph, graphDot } from './flow/describe-graph.ts'
import { PLATFORMS, type Platform } from './model/index.ts'
import { outsideOf } from './lint/analyse-file.ts'
import { type Content, type HeaderFacts, readHeader } from './lint/header-facts.ts'
import { headerTables, type HeaderTable, type IncludedHeaders, NO_HEADERS } from './lint/header-table.ts'
import type { EngineAssets } from './lint/create-engine.ts'
import { knownTypes } from './lint/known-types.ts'
import { supportedPlatforms } from './preprocess/platform-support.ts'
import { type Defines, makeViews, type Views } from './preprocess/views.ts'
import { FIELD_NAMES } from '../grammars/kinds.ts'
import { Declarations } from './syntax/declarations.ts'
import { functionsOf } from './syntax/functions.ts'
import { chooseLanguage } from './syntax/language.ts'
import { loadParser, type SourceParser } from './syntax/parser.ts'
import type { SyntaxTree } from './syntax/tree.ts'
import { LineIndex } from './text/line-index.ts'

type FlowSubject = 'cfg' | 'states' | 'facts'
export type DebugSubject = 'tree' | 'views' | FlowSubject

export interface DebugInput {
  readonly path: string
  readonly text: string
  /** Graphs in the DOT language instead of text, for the subjects that have one: cfg, states, facts. */
  readonly dot?: boolean
  /** The project's headers that the file includes, and what its compiler is told. */
  readonly headers?: IncludedHeaders
  readonly defines?: Defines
}

interface SourceFile {
  readonly path: string
  readonly language: 'c' | 'cpp'
  readonly dot: boolean
  readonly header: HeaderTable
}

export interface Debugger {
  /** Text about one file for a person who wants to know why a finding is there or is not. */
  debugText(what: DebugSubject, input: DebugInput): string
  /** As `Engine.readHeader`. */
  readHeader(path: string, content: Content, defines?: Defines): HeaderFacts | undefined
}

/** Loads the grammars and gives what `npm run debug` prints. */
export async function createDebugger(assets: EngineAssets): Promise<Debugger> {
  const parser = await loadParser(assets)
  return {
    readHeader: (path, content, defines) => readHeader(parser, path, content, defines),
    debugText(what, { path, text, dot = false, headers = NO_HEADERS, defines = new Map() }) {
      const language = chooseLanguage(path, text)
      const { tables, inherited } = headerTables(headers, defines)
      const views = makeViews(text, { language, inherited, defines })
      switch (what) {
        case 'tree':
          return describeTree(parse(parser, views.raw, language))
        case 'views':
          return describeViews(views, text, path)
        case 'cfg':
        case 'states':
        case 'facts':
          return supportedPlatforms(views, { path })
            .map((platform) =>
              describeFlow(what, parser, views, platform, { path, language, dot, header: tables[platform] }),
            )
            .join('\n')
      }
    },
  }
}

function parse(parser: SourceParser, text: string, language: 'c' | 'cpp'): SyntaxTree {
  const parsed = parser.parse(text, language)
  if (!parsed.ok) throw new Error(`the file cannot be parsed: ${parsed.reason}`)
  try {
    return parsed.flatten()
  } finally {
    parsed.delete()
  }
}

function describeTree(tree: SyntaxTree): string {
  const lines: string[] = []
  const stack: { node: number; depth: number }[] = [{ node: 0, depth: 0 }]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, depth } = top
    const field = tree.fieldOf(node)
    const label = `${field === 0 ? '' : `${FIELD_NAMES[field]}: `}${tree.isNamed(node) ? tree.kindName(node) : JSON.stringify(tree.kindName(node))}`
    const flaw = tree.isError(node) ? ' !' : ''
    const text =
      tree.firstChild(node) < 0 && tree.isNamed(node) ? ` ${JSON.stringify(tree.textOf(node).slice(0, 40))}` : ''
    lines.push(`${'  '.repeat(depth)}${label} [${tree.start(node)}..${tree.end(node)})${flaw}${text}`)
    for (const child of tree.children(node).reverse()) stack.push({ node: child, depth: depth + 1 })
  }
  return lines.join('\n')
}

function describeViews(views: Views, source: string, path: string): string {
  const index = new LineIndex(source)
  const lines: string[] = [`written for: ${supportedPlatforms(views, { path }).join(', ')}`]
  for (const platform of PLATFORMS) {
    const view = views.views[platform]
    lines.push('', `== ${platform}`)
    for (const decision of view.decisions) {
      lines.push(
        `${index.lineAt(decision.span.start) + 1}: ${decision.condition} is ${decision.value} (by ${decision.by})`,
      )
    }
    lines.push(view.text)
  }
  return lines.join('\n')
}

function describeFlow(
  what: FlowSubject,
  parser: SourceParser,
  views: Views,
  platform: Platform,
  file: SourceFile,
): string {
  const view = views.views[platform]
  const tree = parse(parser, view.text, file.language)
  const declarations = new Declarations(tree, knownTypes(view.macros, file.header.types))
  const functions = functionsOf(tree, declarations)
  const analysed = analyseFunctions(
    {
      file: file.path,
      platform,
      tree,
      declarations,
      functions,
      ...outsideOf(view, functions, file.header),
      imports: {},
      noreturn: file.header.noreturn,
    },
    () => {},
  )
  const index = new LineIndex(view.text)
  const lineOf = (offset: number): number => index.lineAt(offset) + 1
  if (file.dot) {
    if (what === 'facts') return factsDot(analysed, `${file.path} on ${platform}`, lineOf).join('\n')
    return analysed.flatMap((fn) => flowDot(what, tree, fn, `${fn.node.name} on ${platform}`)).join('\n')
  }
  const lines = [`== ${platform}`]
  for (const fn of analysed) {
    const damage = fn.node.damaged ? ' (damaged)' : ''
    lines.push('', `-- ${fn.node.name}${damage}${boundPassed(fn)}`)
    // Not spread: a function that passed a bound may have more lines than a call takes arguments.
    for (const text of what === 'facts' ? describeFacts(fn, lineOf) : describeFunction(what, tree, fn)) lines.push(text)
  }
  return lines.join('\n')
}

function boundPassed({ limit, summaryLimit }: AnalysedFunction): string {
  if (limit !== null) return ` (silent: bound "${limit}" passed)`
  return summaryLimit === null ? '' : ` (unknown to its callers: bound "${summaryLimit}" passed)`
}

function describeFunction(what: 'cfg' | 'states', tree: SyntaxTree, fn: AnalysedFunction): string[] {
  if (fn.graph === null) return [fn.summary.kind === 'boring' ? 'touches no socket' : 'not followed']
  if (what === 'cfg') return describeGraph(tree, fn.graph)
  return (fn.simulation?.entries ?? []).flatMap((states, block) => [
    `block ${block}: ${states.length} states`,
    ...states.flatMap((state) => state.describe().map((line) => `  ${line}`)),
  ])
}

/** One graph for each function that is followed. */
function flowDot(what: 'cfg' | 'states', tree: SyntaxTree, fn: AnalysedFunction, name: string): string[] {
  if (fn.graph === null) return []
  const entries = what === 'states' ? (fn.simulation?.entries ?? []) : []
  return graphDot(tree, fn.graph, name, (block) =>
    (entries[block] ?? []).flatMap((state) => ['--', ...state.describe()]),
  )
}
