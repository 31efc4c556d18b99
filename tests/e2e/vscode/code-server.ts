import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { localContext } from '../lib/browser.ts'
import { CODE_SERVER, NODE_24, OUTPUT } from '../lib/paths.ts'
import { freePort, runCommand, startServer, temporaryFolder, waitForHttp } from '../lib/processes.ts'
import type { EditorLanguage, Host, Opened } from './host.ts'
import { japanesePack, registerLanguagePack } from './japanese-pack.ts'

/** Settings that remove what is not under test. */
const SETTINGS = {
  'chat.disableAIFeatures': true,
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'workbench.editor.useModal': 'off',
  'editor.autoClosingBrackets': 'never',
  // The newer way to type loses what comes in the moment after the editor has taken the focus.
  'editor.editContext': false,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
}

/** The desktop kind of host: the extension's `main` entry in VS Code's node extension host. */
export function codeServer(
  language: EditorLanguage,
  vsix: string,
  { workspace, as, list, restricted = false, settings = {} }: Opened,
): Host {
  const name = as === undefined ? 'code-server' : `code-server ${as}`
  const log = path.join(OUTPUT, `${name.replace(' ', '-')}-${language}.log`)
  return {
    name,
    language,
    translatedWorkbench: true,
    everyFeature: true,
    hasDisk: true,
    log,
    async start(browser) {
      // Everything is fresh each time: hot exit would bring back the unsaved text of the run before.
      const folder = temporaryFolder()
      const place = (name: string): string => path.join(folder.path, name)
      const [work, userData, extensions] = [place('ws'), place('user-data'), place('extensions')]
      for (const each of [work, path.join(userData, 'User'), extensions]) mkdirSync(each, { recursive: true })
      for (const [file, text] of Object.entries(workspace)) {
        mkdirSync(path.dirname(path.join(work, file)), { recursive: true })
        writeFileSync(path.join(work, file), text)
      }
      writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify({ ...SETTINGS, ...settings }))

      const env = {
        ...process.env,
        // Editors started from a terminal of VS Code would otherwise talk to that one.
        VSCODE_IPC_HOOK_CLI: undefined,
        EXTENSIONS_GALLERY: '{"serviceUrl":""}',
        XDG_CONFIG_HOME: place('config'),
        XDG_DATA_HOME: place('data'),
        XDG_CACHE_HOME: place('cache'),
        XDG_RUNTIME_DIR: folder.path,
      }
      const base = [CODE_SERVER, '--user-data-dir', userData, '--extensions-dir', extensions]
      const packages = language === 'ja' ? [vsix, await japanesePack()] : [vsix]
      const install = packages.flatMap((file) => ['--install-extension', file])
      const installed = await runCommand(NODE_24, [...base, ...install, '--force'], {
        cwd: work,
        env,
        milliseconds: 60_000,
      })
      if (installed.code !== 0)
        throw new Error(`the extension was not installed: ${installed.stdout}${installed.stderr}`)
      if (language === 'ja') registerLanguagePack(userData, extensions)

      const port = await freePort()
      const args = [
        ...base,
        ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check'],
        '--disable-getting-started-override',
        ...(restricted ? [] : ['--disable-workspace-trust']),
        ...(language === 'ja' ? ['--locale', 'ja'] : []),
        work,
      ]
      const server = startServer(NODE_24, args, { log, env, cwd: work })
      try {
        await waitForHttp(`http://127.0.0.1:${port}/healthz`, server.process, 30_000)
        const context = await localContext(browser, language)
        const page = await context.newPage()
        const opened =
          list === undefined
            ? `folder=${encodeURIComponent(work)}`
            : `workspace=${encodeURIComponent(path.join(work, list))}`
        await page.goto(`http://127.0.0.1:${port}/?${opened}`, { waitUntil: 'domcontentloaded' })
        return {
          page,
          async savedText(file) {
            const saved = path.join(work, file)
            return existsSync(saved) ? readFileSync(saved, 'utf8') : undefined
          },
          serverProcess: async () => processOf(extensions),
          async deleteFolder(name) {
            rmSync(path.join(work, name), { recursive: true })
            return true
          },
          async collectLogs() {
            const logs = path.join(userData, 'logs')
            for (const name of readdirSync(logs, { recursive: true, encoding: 'utf8' })) {
              const file = path.join(logs, name)
              if (!name.endsWith('.log') || statSync(file).size === 0) continue
              appendFileSync(log, `\n=== ${name}\n${readFileSync(file, 'utf8')}`)
            }
          },
          async close() {
            await context.close()
            await server.stop()
            folder.remove()
          },
        }
      } catch (error) {
        await server.stop()
        folder.remove()
        throw error
      }
    },
  }
}

/** The process that runs the server of the extension installed below this folder. */
function processOf(extensions: string): number | undefined {
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0')
      if (words.some((word) => word.startsWith(extensions) && word.endsWith('dist/server.js'))) return Number(id)
    } catch {
      // It has ended meanwhile.
    }
  }
  return undefined
}
