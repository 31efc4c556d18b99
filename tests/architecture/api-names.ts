/**
 * Finds names of API functions in TypeScript sources. The words of the analysis are partly spelled like functions
 * (`bind` is an effect, an event and a call), so the compiler is asked: a literal is fine where it is a member of a
 * closed union, such as `Effect`; where any string could stand, it is a name.
 */
import { join } from 'node:path'
import ts from 'typescript'
import { ROOT } from '../../scripts/rule-folders.ts'

/** Verbs of any program: a method may be called so. As a string or as a key by name they are names like any other. */
const ORDINARY = new Set(['read', 'write', 'select'])

/** A program of engine/flow as the engine's tsconfig sees it; `extra` adds files that do not exist on disk. */
export function flowProgram(extra: ReadonlyMap<string, string> = new Map()): ts.Program {
  const configPath = join(ROOT, 'engine/tsconfig.json')
  const config = ts.getParsedCommandLineOfConfigFile(
    configPath,
    { noEmit: true, composite: false },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'))
      },
    },
  )
  if (config === undefined) throw new Error(`cannot read ${configPath}`)
  const host = ts.createCompilerHost(config.options, true)
  const virtual = new Map([...extra].map(([path, text]) => [join(ROOT, path), text]))
  const { getSourceFile, fileExists, readFile } = host
  host.getSourceFile = (name, ...rest) => {
    const text = virtual.get(name)
    return text === undefined
      ? getSourceFile.call(host, name, ...rest)
      : ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true)
  }
  host.fileExists = (name) => virtual.has(name) || fileExists.call(host, name)
  host.readFile = (name) => virtual.get(name) ?? readFile.call(host, name)
  const flow = config.fileNames.filter((name) => name.includes('/engine/flow/'))
  const { composite: _, ...options } = config.options
  return ts.createProgram([...flow, ...virtual.keys()], { ...options, incremental: false }, host)
}

/** Where the files of engine/flow name a function: `path:line: text`. */
export function apiNamesInFlow(program: ts.Program, names: ReadonlySet<string>): string[] {
  const checker = program.getTypeChecker()
  const effects = effectWords(program)
  const ours = (word: string): boolean => effects.has(word) || ORDINARY.has(word)
  const found: string[] = []
  for (const source of program.getSourceFiles()) {
    const path = source.fileName.slice(ROOT.length + 1)
    if (!path.startsWith('engine/flow/')) continue
    const visit = (node: ts.Node): void => {
      const literal = ts.isStringLiteralLike(node) && names.has(node.text) && !inClosedUnion(node, checker)
      const identifier =
        ts.isIdentifier(node) && names.has(node.text) && (!ours(node.text) || isKeyOfTable(node, checker))
      if (literal || identifier || comparesStringWithName(node, checker, names)) {
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
        found.push(`${path}:${line}: ${node.getText()}`)
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return found
}

/** The members of the model's `Effect` type: identifiers may be spelled like them. */
function effectWords(program: ts.Program): ReadonlySet<string> {
  const source = program.getSourceFiles().find((file) => file.fileName.endsWith('/engine/model/api.ts'))
  const words = new Set<string>()
  source?.forEachChild((node) => {
    if (!ts.isTypeAliasDeclaration(node) || node.name.text !== 'Effect') return
    const type = program.getTypeChecker().getTypeAtLocation(node.name)
    for (const member of type.isUnion() ? type.types : [type]) if (member.isStringLiteral()) words.add(member.value)
  })
  return words
}

/** True for `callee === event` where the second is a word of ours and the first may be any string. */
function comparesStringWithName(node: ts.Node, checker: ts.TypeChecker, names: ReadonlySet<string>): boolean {
  if (!ts.isBinaryExpression(node) || ts.isStringLiteralLike(node.left) || ts.isStringLiteralLike(node.right))
    return false
  const equality = [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]
  if (!equality.includes(node.operatorToken.kind)) return false
  const types = [checker.getTypeAtLocation(node.left), checker.getTypeAtLocation(node.right)]
  const isName = (type: ts.Type): boolean =>
    (type.isUnion() ? type.types : [type]).some((member) => member.isStringLiteral() && names.has(member.value))
  return types.some(isName) && types.some((type) => (type.flags & ts.TypeFlags.String) !== 0)
}

/** True when only a fixed set of strings can stand where this literal stands. */
function inClosedUnion(node: ts.StringLiteralLike, checker: ts.TypeChecker): boolean {
  const { parent } = node
  if (ts.isLiteralTypeNode(parent)) return true // part of a union's declaration
  if (isValueOfConstant(node)) return true // its uses have literal types, and are judged where they stand
  let type: ts.Type | undefined
  if (ts.isBinaryExpression(parent)) type = checker.getTypeAtLocation(parent.left === node ? parent.right : parent.left)
  else if (ts.isCaseClause(parent)) type = checker.getTypeAtLocation(parent.parent.parent.expression)
  else type = checker.getContextualType(node)
  return type !== undefined && (type.flags & (ts.TypeFlags.String | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) === 0
}

/** True for `const event = condition ? 'listen' : 'connect'`: the constant has a union of literals for its type. */
function isValueOfConstant(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isConditionalExpression(parent) || ts.isParenthesizedExpression(parent)) return isValueOfConstant(parent)
  if (!ts.isVariableDeclaration(parent) || parent.type !== undefined) return false
  return (parent.parent.flags & ts.NodeFlags.Const) !== 0
}

/** True for a key of an object literal that any string may be a key of: a table by name. */
function isKeyOfTable(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  const { parent } = node
  if (!ts.isPropertyAssignment(parent) || parent.name !== node) return false
  const type = checker.getContextualType(parent.parent)
  return type?.getStringIndexType() !== undefined
}
