/**
 * `npm run debug -- tree|views|cfg|states|facts [--dot] FILE`: shows what a layer of the engine makes of a file.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Projects, asPath } from '../cli/project.ts'
import { createDebugger, type DebugInput, type Debugger } from '../engine/debug.ts'
import { includedHeaders, PLATFORMS, readIncludes, type HeaderFacts } from '../engine/index.ts'
import { readAssets } from '../tests/support/assets.ts'

const WHAT = ['tree', 'views', 'cfg', 'states', 'facts'] as const
const GRAPHS: readonly string[] = ['cfg', 'states', 'facts']

const USAGE = `usage: npm run debug -- tree|views|cfg|states|facts [--dot] FILE
  tree    the syntax tree: kinds, fields, spans
  views   the text as POSIX and as Windows, and what decided each conditional
  cfg     the control-flow graph of each function and view
  states  what each path knows of each socket, statement by statement
  facts   what each function tells its callers and other files: outcomes, binds, references
  --dot   cfg, states and facts as graphs in the DOT language (... | dot -Tsvg > graph.svg)`

async function main(parameters: readonly string[]): Promise<number> {
  const dot = parameters.includes('--dot')
  const [name, path, ...rest] = parameters.filter((parameter) => parameter !== '--dot')
  const what = WHAT.find((candidate) => candidate === name)
  if (what === undefined || path === undefined || rest.length > 0) {
    if (name !== undefined && what === undefined) console.error(`unknown view: ${name}`)
    console.error(USAGE)
    return 2
  }
  if (dot && !GRAPHS.includes(what)) {
    console.error(`${what} is no graph: --dot is for ${GRAPHS.join(', ')}`)
    return 2
  }
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    console.error(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`)
    return 2
  }
  const inspector = await createDebugger(readAssets())
  console.log(inspector.debugText(what, { path, text, dot, ...surroundings(inspector, path, text) }))
  return 0
}

/** The headers of the project that a file includes, and what its compiler is told: as the command line finds them. */
function surroundings(inspector: Debugger, path: string, text: string): Pick<DebugInput, 'headers' | 'defines'> {
  const options = { defines: new Map(), includePaths: [], compileCommands: null }
  const project = new Projects(
    process.cwd(),
    [],
    () => options,
    (name) => name,
  ).of(resolve(path))
  if (project === undefined) return {}
  const file = asPath(resolve(path))
  const { defines } = project.flags(file)
  const known = new Map<string, HeaderFacts | undefined>()
  const factsOf = (header: string): HeaderFacts | undefined => {
    if (!known.has(header))
      known.set(header, inspector.readHeader(header, readFileSync(header), project.flags(header).defines))
    return known.get(header)
  }
  const uses = includedHeaders(file, readIncludes(file, text, defines), project.resolver, factsOf)
  const [posix, windows] = PLATFORMS.map((platform) =>
    uses[platform].flatMap(({ path: header, certain }) => {
      const facts = known.get(header)
      return facts === undefined ? [] : [{ facts, certain }]
    }),
  )
  return { defines, headers: { posix: posix ?? [], windows: windows ?? [] } }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error)
    process.exitCode = 2
  },
)
