import { analyseFunctions, type AnalysedFunction } from './flow/analyse.ts'
import { describeGraph } from './flow/describe-graph.ts'
import { KNOWN_TAGS, KNOWN_TYPEDEFS, PLATFORMS, type Platform } from './model/index.ts'
import { macroTable } from './lint/analyse-file.ts'
import type { EngineAssets } from './lint/create-engine.ts'
import { supportedPlatforms } from './preprocess/platform-support.ts'
import { makeViews, type Views } from './preprocess/views.ts'
import { FIELD_NAMES } from '../grammars/kinds.ts'
import { Declarations } from './syntax/declarations.ts'
import { functionsOf } from './syntax/functions.ts'
import { chooseLanguage } from './syntax/language.ts'
import { loadParser, type SourceParser } from './syntax/parser.ts'
import type { SyntaxTree } from './syntax/tree.ts'
import { LineIndex } from './text/line-index.ts'

export type DebugSubject = 'tree' | 'views' | 'cfg' | 'states'

export interface Debugger {
  /** Text about one file for a person who wants to know why a finding is there or is not. */
  debugText(what: DebugSubject, input: { readonly path: string; readonly text: string }): string
}

/** Loads the grammars and gives what `npm run debug` prints. */
export async function createDebugger(assets: EngineAssets): Promise<Debugger> {
  const parser = await loadParser(assets)
  return {
    debugText(what, { path, text }) {
      const language = chooseLanguage(path, text)
      const views = makeViews(text, { language })
      switch (what) {
        case 'tree':
          return describeTree(parse(parser, views.raw, language))
        case 'views':
          return describeViews(views, text, path)
        case 'cfg':
        case 'states':
          return supportedPlatforms(views, { path })
            .map((platform) => describeFlow(what, parser, views, platform, path, language))
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
  what: 'cfg' | 'states',
  parser: SourceParser,
  views: Views,
  platform: Platform,
  path: string,
  language: 'c' | 'cpp',
): string {
  const view = views.views[platform]
  const tree = parse(parser, view.text, language)
  const functions = functionsOf(tree, new Declarations(tree, { typedefs: KNOWN_TYPEDEFS, tags: KNOWN_TAGS }))
  const analysed = analyseFunctions(
    {
      file: path,
      platform,
      tree,
      functions,
      includes: new Set(view.includes.filter((i) => i.live).map((i) => i.name)),
      macros: macroTable(view),
      imports: {},
    },
    () => {},
  )
  const lines = [`== ${platform}`]
  for (const fn of analysed) lines.push(...describeFunction(what, tree, fn))
  return lines.join('\n')
}

function describeFunction(what: 'cfg' | 'states', tree: SyntaxTree, fn: AnalysedFunction): string[] {
  const lines = [
    '',
    `-- ${fn.node.name}${fn.node.damaged ? ' (damaged)' : ''}${fn.limit === null ? '' : ` (silent: bound "${fn.limit}" passed)`}`,
  ]
  if (fn.graph === null) return [...lines, fn.summary.kind === 'boring' ? 'touches no socket' : 'not followed']
  if (what === 'cfg') return [...lines, ...describeGraph(tree, fn.graph)]
  fn.simulation?.entries.forEach((states, block) => {
    lines.push(`block ${block}: ${states.length} states`)
    for (const state of states) lines.push(...state.describe().map((line) => `  ${line}`))
  })
  return lines
}
