/** The declarations of the JavaScript API, made file by file: api/types.ts imports nothing, so nothing else comes along. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const API = fileURLToPath(new URL('../api', import.meta.url))

/** By source in api/, the name in the package. */
const FILES: Readonly<Record<string, string>> = {
  'index.ts': 'api.d.ts',
  'types.ts': 'api-types.d.ts',
  'config-error.ts': 'api-config-error.d.ts',
}

/** The declaration files by their names. Throws when a source does not say all of its types. */
export function apiTypes(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(FILES).map(([source, name]) => {
      const text = readFileSync(join(API, source), 'utf8')
      const { outputText, diagnostics = [] } = ts.transpileDeclaration(text, {
        fileName: source,
        reportDiagnostics: true,
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, isolatedDeclarations: true },
      })
      const [fault] = diagnostics
      if (fault !== undefined)
        throw new Error(`api/${source}: ${ts.flattenDiagnosticMessageText(fault.messageText, '\n')}`)
      return [name, withPackageNames(outputText)] as const
    }),
  )
}

function withPackageNames(declarations: string): string {
  return declarations.replace(/'\.\/([\w-]+\.ts)'/g, (_, source: string) => {
    const name = FILES[source]
    if (name === undefined) throw new Error(`the API's declarations name api/${source}, which is not in the package`)
    return `'./${name.replace('.d.ts', '.js')}'`
  })
}
