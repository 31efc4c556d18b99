/** C text in, what the flow engine tells rules out: the smallest surrounding that engine/flow needs. */
import { type AnalysedFunction, analyseFunctions, type FlowListener } from '../../../engine/flow/analyse.ts'
import type {
  AddressFact,
  InvalidEvent,
  OptionSetting,
  ResourceView,
  SocketEvents,
  UnsetEvent,
  ListLostEvent,
} from '../../../engine/flow/events.ts'
import type { FunctionSummary } from '../../../engine/flow/summary.ts'
import { macroTable } from '../../../engine/lint/analyse-file.ts'
import { knownTypes } from '../../../engine/lint/known-types.ts'
import type { FunctionModel, Platform } from '../../../engine/model/index.ts'
import { makeViews } from '../../../engine/preprocess/views.ts'
import { Declarations } from '../../../engine/syntax/declarations.ts'
import { functionsOf } from '../../../engine/syntax/functions.ts'
import { chooseLanguage } from '../../../engine/syntax/language.ts'
import { loadParser, type SourceParser } from '../../../engine/syntax/parser.ts'
import type { SyntaxTree } from '../../../engine/syntax/tree.ts'
import { readAssets } from '../../support/assets.ts'

/** One event in words, such as `bound s inet 0.0.0.0:8080 SO_REUSEADDR=1`. */
export interface Told {
  readonly text: string
  readonly functionName: string
  /** One-based. */
  readonly line: number
  readonly name: keyof SocketEvents
}

export interface Flow {
  readonly tree: SyntaxTree
  readonly analysed: readonly AnalysedFunction[]
  /** In the order told, each text, function and line once. */
  readonly told: readonly Told[]
  /** The same of calls on -1, which every text has that leaves out the test of its socket() calls. */
  readonly invalid: readonly Told[]
  fn(name: string): AnalysedFunction
}

export interface FlowOptions {
  readonly platform?: Platform
  readonly path?: string
  readonly imports?: Readonly<Record<string, FunctionSummary>>
  readonly noreturn?: readonly string[]
  readonly wrappers?: Readonly<Record<string, readonly string[]>>
  readonly models?: readonly FunctionModel[]
  /** Is told every event as it is. */
  readonly listener?: FlowListener
}

export interface FlowHarness {
  run(text: string, options?: FlowOptions): Flow
  /** Texts of the events of these kinds, in the order told; `end` is left out unless asked for. */
  events(text: string, kinds?: readonly (keyof SocketEvents)[], options?: FlowOptions): string[]
  parse(text: string, path?: string): SyntaxTree
}

const POSIX_HEAD = '#include <sys/socket.h>\n#include <netinet/in.h>\n#include <unistd.h>\n'
const WINDOWS_HEAD = '#include <winsock2.h>\n#include <ws2tcpip.h>\n'

/** A whole file around the body of one function `f(int a, struct sockaddr_in *given)`. */
export function inFunction(body: string, platform: Platform = 'posix'): string {
  return `${platform === 'posix' ? POSIX_HEAD : WINDOWS_HEAD}int f(int a, struct sockaddr_in *given)\n{\n${body}\nreturn 0;\n}\n`
}

export async function loadHarness(): Promise<FlowHarness> {
  const parser = await loadParser(readAssets())
  const run = (text: string, options: FlowOptions = {}): Flow => runFlow(parser, text, options)
  return {
    run,
    events: (text, kinds, options) =>
      run(text, options)
        .told.filter((t) => (kinds === undefined ? t.name !== 'ended' : kinds.includes(t.name)))
        .map((t) => t.text),
    parse: (text, path = 'x.c') => parse(parser, text, path),
  }
}

function parse(parser: SourceParser, text: string, path: string): SyntaxTree {
  const parsed = parser.parse(text, chooseLanguage(path, text))
  if (!parsed.ok) throw new Error(parsed.reason)
  try {
    return parsed.flatten()
  } finally {
    parsed.delete()
  }
}

function runFlow(parser: SourceParser, text: string, options: FlowOptions): Flow {
  const { platform = 'posix', path = 'x.c', imports = {}, noreturn = [], wrappers = {}, models = [] } = options
  const view = makeViews(text, { language: chooseLanguage(path, text) }).views[platform]
  const tree = parse(parser, view.text, path)
  const declarations = new Declarations(tree, knownTypes(view.macros))
  const functions = functionsOf(tree, declarations)
  const told = new Map<string, Told>()
  const invalid = new Map<string, Told>()
  const analysed = analyseFunctions(
    {
      file: path,
      platform,
      tree,
      declarations,
      functions,
      includes: new Set(view.includes.filter((i) => i.live).map((i) => i.name)),
      macros: macroTable(view),
      imports,
      noreturn,
      wrappers,
      models,
    },
    (name, event, fn) => {
      options.listener?.(name, event, fn)
      // What is given to calls and stored has tests of its own.
      const isTold = 'resource' in event || 'created' in event || 'lookup' in event || name === 'unset'
      if (!isTold || !('resource' in event || 'name' in event)) return
      const line = view.text.slice(0, event.span.start).split('\n').length
      const entry = { text: describeEvent(name, event), functionName: fn.name, line, name }
      const list = name === 'invalid' ? invalid : told
      list.set(`${entry.functionName} ${line} ${entry.text}`, entry)
    },
  )
  // What was told of a function before it passed a limit does not count.
  const silent = new Set(analysed.filter(({ limit }) => limit !== null).map(({ node }) => node.name))
  for (const list of [told, invalid])
    for (const [key, entry] of list) if (silent.has(entry.functionName)) list.delete(key)
  return {
    tree,
    analysed,
    told: [...told.values()],
    invalid: [...invalid.values()],
    fn(name) {
      const found = analysed.find((a) => a.node.name === name)
      if (found === undefined) throw new Error(`no function ${name}`)
      return found
    },
  }
}

type AboutSockets = Extract<
  SocketEvents[keyof SocketEvents],
  { readonly resource: ResourceView } | InvalidEvent | UnsetEvent | ListLostEvent
>

function describeEvent(name: keyof SocketEvents, event: AboutSockets): string {
  const via = event.via === null ? '' : ` via ${event.via}`
  if ('resource' in event) return `${name} ${event.resource.name}${detail(name, event)}${via}`
  if ('lookup' in event) return `unfreed ${event.name} ${event.reason}${via}`
  const call = 'verdict' in event ? ` ${event.call}${event.tested ? ' tested' : ''}` : ''
  return `${name} ${event.name}${call}${via}`
}

type EventOfResource = Extract<SocketEvents[keyof SocketEvents], { readonly resource: ResourceView }>

function detail(name: keyof SocketEvents, event: EventOfResource): string {
  const { resource } = event
  switch (name) {
    case 'created':
      return ` ${resource.family ?? '?'}/${resource.type ?? '?'}`
    case 'optionSet':
      return 'option' in event ? ` ${event.option}=${event.value ?? '?'}` : ''
    case 'bound':
      return 'address' in event ? ` ${addressText(event.address)}${optionsText(resource.options)}` : ''
    case 'misuse':
      return 'verdict' in event ? ` ${event.call} ${resource.phase} ${event.verdict.errors.join('/')}` : ''
    case 'lost':
      return 'reason' in event ? ` ${event.reason}` : ''
    case 'ended':
      return ` ${resource.phase}${resource.escaped ? ' escaped' : ''}${optionsText(resource.options)}`
    default:
      return ''
  }
}

/** `inet 0.0.0.0:8080`; `?` for what is unknown, the scope in words when the number is. */
export function addressText({ family, scope, text, port }: AddressFact): string {
  return `${family ?? '?'} ${text ?? scope ?? '?'}:${port ?? '?'}`
}

function optionsText(options: ReadonlyMap<string, OptionSetting>): string {
  return [...options.values()].map((o) => ` ${o.name}=${o.value ?? '?'}`).join('')
}
