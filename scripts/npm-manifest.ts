/**
 * package.json is the manifest of the extension: editors read `main`, `contributes` and texts like `%extension.description%`.
 * The package on npm is the command, the language server and the API. `npm pack` and `npm publish` call this before
 * (`prepack`, behind the build: npm finds no `prepare` any more), which puts a manifest for npm in its place, and after (`postpack`, with --restore). Should they be stopped in
 * between, `git checkout package.json` gives it back.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from './rule-folders.ts'

const MANIFEST = join(ROOT, 'package.json')
const KEPT = join(ROOT, 'build/package.extension.json')

/** What npm and those who install the package read. */
const FIELDS = ['name', 'version', 'license', 'keywords', 'bin', 'man', 'types', 'exports', 'repository', 'homepage']

type Manifest = Readonly<Record<string, unknown>>

/** The manifest for npm. `texts` are those of package.nls.json. */
export function npmManifest(manifest: Manifest, texts: Manifest): Manifest {
  const { engines, description } = manifest
  const node = isManifest(engines) ? engines['node'] : undefined
  const text = texts[String(description).replaceAll('%', '')]
  if (typeof node !== 'string' || typeof text !== 'string')
    throw new Error('package.json: engines.node or the text of "description" is missing')
  return {
    ...Object.fromEntries(FIELDS.filter((name) => name in manifest).map((name) => [name, manifest[name]])),
    description: text,
    type: 'commonjs',
    main: './dist/api.js',
    sideEffects: false,
    engines: { node },
  }
}

function isManifest(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readManifest(file: string): Manifest {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!isManifest(value)) throw new Error(`${file}: not an object`)
  return value
}

function main(): void {
  if (process.argv.includes('--restore')) {
    renameSync(KEPT, MANIFEST)
    return
  }
  const manifest = readManifest(MANIFEST)
  if (!('contributes' in manifest))
    throw new Error('package.json is not that of the extension: git checkout package.json')
  mkdirSync(dirname(KEPT), { recursive: true })
  rmSync(KEPT, { force: true })
  writeFileSync(KEPT, readFileSync(MANIFEST))
  const texts = readManifest(join(ROOT, 'package.nls.json'))
  writeFileSync(MANIFEST, `${JSON.stringify(npmManifest(manifest, texts), null, 2)}\n`)
}

if (process.argv[1] === import.meta.filename) main()
