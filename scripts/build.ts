import { build as esbuild, type BuildOptions, type Plugin } from 'esbuild'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { apiTypes } from './api-types.ts'
import { editorSchema } from './editor-schema.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const requireFromHere = createRequire(import.meta.url)

type Host = 'node' | 'vscode' | 'vscode-browser' | 'browser-worker' | 'webview'

/** What is built: one self-contained file per entry, because nothing is installed beside the package. */
export const BUNDLES = {
  cli: { entry: 'cli/main.ts', host: 'node' },
  worker: { entry: 'cli/worker.ts', host: 'node' },
  pages: { entry: 'cli/pages.ts', host: 'node' },
  api: { entry: 'api/index.ts', host: 'node' },
  server: { entry: 'server/main.ts', host: 'node' },
  'server-browser': { entry: 'server/browser.ts', host: 'browser-worker' },
  client: { entry: 'client/node.ts', host: 'vscode' },
  'client-browser': { entry: 'client/browser.ts', host: 'vscode-browser' },
  'lifecycle-view': { entry: 'client/view/lifecycle.ts', host: 'webview' },
} as const satisfies Record<string, { readonly entry: string; readonly host: Host }>

export type BundleName = keyof typeof BUNDLES

const WASM = [
  join(ROOT, 'grammars', 'tree-sitter-c.wasm'),
  join(ROOT, 'grammars', 'tree-sitter-cpp.wasm'),
  requireFromHere.resolve('web-tree-sitter/web-tree-sitter.wasm'),
]

/** The compiler's target is the oldest host: node 20, and VS Code 1.91 with Chromium 122 and Electron's node 20. */
const HOSTS = {
  node: {
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // The ESM builds of these (or of what they use) need import.meta.url, which a CommonJS bundle does not have.
    alias: {
      'web-tree-sitter': requireFromHere.resolve('web-tree-sitter'),
      tinyglobby: requireFromHere.resolve('tinyglobby'),
      // Its CommonJS build loads its own parts by a `require` that a bundler does not see.
      'jsonc-parser': requireFromHere.resolve('jsonc-parser/lib/esm/main.js'),
    },
    define: { 'import.meta.dirname': '__dirname' },
    // Sibling bundles are loaded by `require`: starting the module loader of `import()` costs milliseconds.
    supported: { 'dynamic-import': false },
  },
  vscode: { platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'] },
  'vscode-browser': { platform: 'browser', format: 'cjs', target: 'chrome122', external: ['vscode'] },
  'browser-worker': { platform: 'browser', format: 'iife', target: 'chrome122' },
  webview: { platform: 'browser', format: 'iife', target: 'chrome122' },
} as const satisfies Record<Host, BuildOptions>

export interface BuildRequest {
  readonly outdir: string
  /** Default: all. */
  readonly bundles?: readonly BundleName[]
  /** Run before our own, for builds that put something else in the place of a module. */
  readonly plugins?: readonly Plugin[]
}

/** Builds the bundles and puts the WebAssembly modules beside them. The same sources give the same bytes. */
export async function build({ outdir, bundles = names(), plugins = [] }: BuildRequest): Promise<void> {
  const missing = bundles.map((name) => BUNDLES[name].entry).filter((entry) => !existsSync(join(ROOT, entry)))
  if (missing.length > 0) throw new Error(`these entry points do not exist: ${missing.join(', ')}`)
  mkdirSync(outdir, { recursive: true })
  const inputs = await Promise.all(bundles.map((name) => bundle(name, outdir, plugins)))
  writeFileSync(join(outdir, 'THIRD-PARTY-NOTICES.txt'), notices(inputs.flat()))
  for (const file of WASM) copyFileSync(file, join(outdir, basename(file)))
  if (bundles.includes('cli')) chmodSync(join(outdir, 'cli.js'), 0o755)
  if (bundles.includes('client')) writeSchemas(outdir)
  if (bundles.includes('api')) for (const [name, text] of apiTypes()) writeFileSync(join(outdir, name), text)
}

function writeSchemas(outdir: string): void {
  const schema: unknown = JSON.parse(readFileSync(join(ROOT, 'rules/generated/socklintrc.schema.json'), 'utf8'))
  for (const language of ['en', 'ja'] as const) {
    const text = JSON.stringify(editorSchema(schema, language))
    writeFileSync(join(outdir, `socklintrc.schema.${language}.json`), text)
  }
}

/** Builds one file and gives the modules that are in it. */
async function bundle(name: BundleName, outdir: string, plugins: readonly Plugin[]): Promise<string[]> {
  const { entry, host } = BUNDLES[name]
  const options: BuildOptions = HOSTS[host]
  const result = await esbuild({
    ...options,
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: join(outdir, `${name}.js`),
    bundle: true,
    minifyWhitespace: true,
    minifySyntax: true,
    // Names of functions and classes show in stack traces, which end up in reports of faults, so they are not shortened.
    // Shortening them and keeping the long ones beside (keepNames) costs a call for each closure made: 6 % of a long run.
    minifyIdentifiers: false,
    charset: 'utf8',
    // All licences are in one file beside the bundles.
    legalComments: 'none',
    banner: name === 'cli' ? { js: '#!/usr/bin/env node' } : {},
    define: { ...options.define, SOCKLINT_VERSION: JSON.stringify(manifest(ROOT).version) },
    plugins: [...plugins, siblings(name), ownModules],
    logLevel: 'warning',
    metafile: true,
  })
  return Object.keys(result.metafile.inputs)
}

/** A dynamic import of another bundle's entry is a load of that bundle at run time. */
function siblings(self: BundleName): Plugin {
  const byEntry = new Map(names().map((name) => [join(ROOT, BUNDLES[name].entry), name]))
  return {
    name: 'siblings',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
        const sibling = byEntry.get(resolve(resolveDir, path))
        if (kind !== 'dynamic-import' || sibling === undefined || sibling === self) return undefined
        return { path: `./${sibling}.js`, external: true }
      })
    },
  }
}

/**
 * Our own modules do nothing as they are loaded, except entries. The bundler cannot know, and would otherwise take the
 * whole engine into the command for the sake of one constant.
 */
const ownModules: Plugin = {
  name: 'own-modules',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path),
      sideEffects: false,
    }))
  },
}

/** The licences of the packages whose code is in the bundles; the grammars are data of ours with their own notice. */
function notices(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []))
  folders.add('node_modules/tree-sitter-c').add('node_modules/tree-sitter-cpp')
  const texts = [...folders].map((folder) => {
    const { name, version, license } = manifest(join(ROOT, folder))
    const file = readdirSync(join(ROOT, folder)).find((entry) => /^licen[cs]e/i.test(entry))
    const text =
      file === undefined
        ? ''
        : readFileSync(join(ROOT, folder, file), 'utf8')
            .replaceAll('\r\n', '\n')
            .trim()
    return `${name} ${version} (${license})\n\n${text}\n`
  })
  return [...new Set(texts)].sort().join(`\n${'-'.repeat(80)}\n\n`)
}

function names(): BundleName[] {
  return Object.keys(BUNDLES).filter((name): name is BundleName => name in BUNDLES)
}

function manifest(folder: string): Readonly<Record<'name' | 'version' | 'license', string>> {
  const data: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const field = (name: string): string => {
    const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined
    if (typeof value === 'string') return value
    throw new Error(`${folder}/package.json: no ${name}`)
  }
  return { name: field('name'), version: field('version'), license: field('license') }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const outdir = join(ROOT, 'dist')
  rmSync(outdir, { recursive: true, force: true })
  build({ outdir }).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
