/**
 * Who may import whom. The table is the one of ARCHITECTURE.md:
 *
 *     grammars <- engine <- { rules, configuration } <- { server, cli }; client takes only the types of server/protocol.ts
 *     engine: text <- preprocess <- syntax <- model <- flow <- lint
 */
import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import ts from 'typescript'

/** One import of a file: what it names, and whether only types come over. `line` is 1-based. */
export interface Import {
  readonly specifier: string
  readonly typeOnly: boolean
  readonly line: number
}

/** The layers of the engine; each may import itself and those before it. */
const ENGINE_LAYERS = ['text', 'preprocess', 'syntax', 'model', 'flow', 'lint']

/** Folders of the product, in the order in which they may import; scripts and tests stand outside and import anything. */
const PRODUCT = ['grammars', 'engine', 'rules', 'configuration', 'server', 'cli', 'client']

/** npm packages that only these folders may name. A package that nobody lists is anybody's but the pure layers'. */
const PACKAGES: readonly { readonly matches: RegExp; readonly owners: readonly string[] }[] = [
  { matches: /^vscode$/, owners: ['client'] },
  { matches: /^vscode-languageclient(\/|$)/, owners: ['client'] },
  { matches: /^vscode-languageserver(-|\/|$)/, owners: ['server'] },
  { matches: /^web-tree-sitter(\/|$)/, owners: ['engine/syntax'] },
]

/** Layers without IO: nothing of node. */
const WITHOUT_IO = ['grammars', 'engine', 'rules', 'configuration']
/** Of these, the ones without any npm package but their own. */
const PURE = ['grammars', 'engine', 'rules']

/** Every import, re-export, import() and import type of a source text. */
export function importsOf(text: string): Import[] {
  const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.ES2023, true)
  const imports: Import[] = []
  const add = (literal: ts.Node, typeOnly: boolean): void => {
    if (!ts.isStringLiteralLike(literal)) return
    const line = source.getLineAndCharacterOfPosition(literal.getStart()).line + 1
    imports.push({ specifier: literal.text, typeOnly, line })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, onlyTypes(node.importClause))
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      const named =
        node.exportClause !== undefined && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : []
      add(node.moduleSpecifier, node.isTypeOnly || (named.length > 0 && named.every((element) => element.isTypeOnly)))
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true)
    } else if (ts.isCallExpression(node) && isLoad(node.expression) && node.arguments[0] !== undefined) {
      add(node.arguments[0], false)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return imports
}

function onlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false // import './x' runs it
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { name, namedBindings } = clause
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return false
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly)
}

function isLoad(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
}

/** Why this file may not have this import, or null. `file` is relative to the repository, with `/`. */
export function violation(file: string, imported: Import): string | null {
  const from = folderOf(file)
  if (!PRODUCT.includes(from)) return null
  const { specifier } = imported
  if (!specifier.startsWith('.')) return packageViolation(file, from, specifier)
  if (!/\.(ts|json)$/.test(specifier)) return 'relative imports end in .ts'
  const target = posix.normalize(posix.join(posix.dirname(file), specifier))
  const to = folderOf(target)
  switch (from) {
    case 'grammars':
      return to === 'grammars' ? null : 'grammars import nothing of ours'
    case 'engine':
      return to === 'grammars'
        ? null
        : to === 'engine'
          ? engineViolation(file, target)
          : 'the engine imports only grammars'
    case 'rules':
      return ruleViolation(file, target)
    case 'configuration':
      if (to === 'configuration' || target === 'engine/index.ts') return null
      return 'configuration sees engine/index.ts only'
    case 'server':
      if (to === 'server' || to === 'configuration' || isFacade(target)) return null
      return 'the server sees engine/index.ts and rules/index.ts only, and configuration'
    case 'cli':
      if (to === 'cli' || to === 'server' || to === 'configuration' || isFacade(target)) return null
      return 'the command sees engine/index.ts, rules/index.ts, configuration and the server only'
    default:
      if (to === 'client') return null
      if (target !== 'server/protocol.ts') return 'the client sees server/protocol.ts only'
      return imported.typeOnly ? null : 'the client takes only types of server/protocol.ts'
  }
}

/** Every violation of these files, as `file:line: "specifier": why`. */
export function violations(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([file, text]) =>
    importsOf(text).flatMap((imported) => {
      const why = violation(file, imported)
      return why === null ? [] : [`${file}:${imported.line}: "${imported.specifier}": ${why}`]
    }),
  )
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.indexOf('/')))
}

/** What shells see of the engine and the rules; rules/pages.ts is the shape of a page, without any page or rule. */
function isFacade(target: string): boolean {
  return ['engine/index.ts', 'rules/index.ts', 'rules/pages.ts'].includes(target)
}

function engineViolation(file: string, target: string): string | null {
  const from = ENGINE_LAYERS.indexOf(file.split('/')[1] ?? '')
  const to = ENGINE_LAYERS.indexOf(target.split('/')[1] ?? '')
  // Files at the top of the engine (facades, the debugger) look down on all layers and are looked at by none.
  if (from === -1) return file.split('/').length > 2 ? 'this folder is no layer of the engine' : null
  if (to === -1) return 'no layer imports a facade of the engine'
  return to <= from ? null : `${ENGINE_LAYERS[from]} lies below ${ENGINE_LAYERS[to]}`
}

function ruleViolation(file: string, target: string): string | null {
  const parts = file.split('/')
  if (parts[1] === 'generated') {
    const fits = /^rules\/[^/]+\/[^/]+\/rule\.ts$/.test(target) || target === 'rules/pages.ts'
    return fits || target === 'engine/rule-api.ts' || target === 'engine/index.ts' ? null : 'the registry imports rules'
  }
  if (parts.length === 2) {
    const own = target.startsWith('rules/generated/') || /^rules\/[^/]+\.ts$/.test(target)
    return own || target === 'engine/index.ts' ? null : 'rules/ itself sees the generated files and engine/index.ts'
  }
  if (target === 'engine/rule-api.ts' || target.startsWith(`${posix.dirname(file)}/`)) return null
  return folderOf(target) === 'rules' ? 'rules do not import each other' : 'a rule imports only engine/rule-api.ts'
}

function packageViolation(file: string, from: string, specifier: string): string | null {
  const builtin = specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0] ?? '')
  if (builtin) return WITHOUT_IO.includes(from) ? `${from} does no IO: nothing of node` : null
  const owned = PACKAGES.find((entry) => entry.matches.test(specifier))
  if (owned !== undefined) {
    const allowed = owned.owners.some((owner) => file.startsWith(`${owner}/`))
    return allowed ? null : `only ${owned.owners.join(', ')} may import ${specifier}`
  }
  return PURE.includes(from) ? `${from} has no npm dependency but web-tree-sitter` : null
}
