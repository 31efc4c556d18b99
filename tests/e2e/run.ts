/**
 * `npm run e2e`: the built extension and the built command in real hosts.
 *
 *   npm run e2e -- [--only NAME,..] [--steps PATTERN] [--keep-going] [--no-install] [--vsix FILE] [--cli FILE]
 *
 * NAME is one of: web-files code-server-en code-server-ja web-1.137-en web-1.137-ja (each of the last four also with
 * -troubles and -folders at its end), web-1.91-en neovim emacs worker panel site
 *
 * With --steps only those steps are run whose names match. With --keep-going the steps after one that failed are run as well, though they build on it.
 *
 * A scenario in which a step failed is run a second time, and that is told: the second time counts.
 *
 * Prints a line a case and at the end `e2e: N passed, N failed`; ends with 1 when a case failed. Screenshots, logs and
 * `results.json` are in build/e2e; what `install.sh` installs is in .cache/e2e.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { launchBrowser } from './lib/browser.ts'
import { HERE, missing, OUTPUT, ROOT } from './lib/paths.ts'
import { casesSoFar, finish, keepGoing, onlySteps, runSteps, type Step, takeBackFailed } from './lib/report.ts'
import { editorScenario } from './editors/editor-scenario.ts'
import { emacs, neovim } from './editors/outside-editors.ts'
import { BINDS, CAST, commandLineSteps, type Expected } from './samples.ts'
import { siteScenario } from './site/site-scenario.ts'
import { codeServer } from './vscode/code-server.ts'
import { FOLDERS_LIST, FOLDERS_WORKSPACE } from './vscode/features/folders.ts'
import { TROUBLES_SETTINGS, troublesWorkspace } from './vscode/features/troubles.ts'
import type { EditorLanguage, Host, Opened } from './vscode/host.ts'
import { panelScenario } from './panel/panel-scenario.ts'
import { filesScenario } from './vscode/files-scenario.ts'
import { foldersScenario, troublesScenario, vscodeScenario } from './vscode/scenario.ts'
import { NEWEST, OLDEST, webBuild } from './vscode/web-build.ts'
import { workerScenario } from './worker/worker-scenario.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    steps: { type: 'string' },
    'keep-going': { type: 'boolean', default: false },
    'no-install': { type: 'boolean', default: false },
    vsix: { type: 'string', default: path.join(ROOT, 'dist/socklint.vsix') },
    cli: { type: 'string', default: path.join(ROOT, 'dist/cli.js') },
  },
})
const artefacts = { vsix: path.resolve(values.vsix), cli: path.resolve(values.cli) }
const expected: Readonly<Record<EditorLanguage, Expected>> = {
  en: { cast: [], mended: [], binds: [] },
  ja: { cast: [], mended: [], binds: [] },
}
const workspace = { [CAST.file]: CAST.text, [BINDS.file]: BINDS.text }

type Scenario = (browser: Browser) => Promise<void>

/** The scenarios of one kind of host in one language: every feature, and two with workspaces of their own. */
const everything = (
  name: string,
  language: EditorLanguage,
  host: (opened: Opened) => Host,
): Record<string, Scenario> => {
  const troubles = { as: 'troubles', workspace: troublesWorkspace(artefacts.cli), settings: TROUBLES_SETTINGS }
  const folders = { as: 'folders', workspace: FOLDERS_WORKSPACE, list: FOLDERS_LIST, restricted: true }
  return {
    [`${name}-${language}`]: (browser) => vscodeScenario(host({ workspace }), browser, expected[language]),
    [`${name}-${language}-troubles`]: (browser) => troublesScenario(host(troubles), browser, expected[language]),
    [`${name}-${language}-folders`]: (browser) => foldersScenario(host(folders), browser, expected[language]),
  }
}

const scenarios: Readonly<Record<string, Scenario>> = {
  panel: (browser) => panelScenario(browser, path.dirname(artefacts.cli)),
  worker: workerScenario,
  site: siteScenario,
  neovim: () => editorScenario(neovim(artefacts.cli), expected.en),
  emacs: () => editorScenario(emacs(artefacts.cli), expected.en),
  'web-files': (browser) => filesScenario(browser, artefacts.vsix),
  ...everything('web-1.137', 'en', (opened) => webBuild(NEWEST, 'en', artefacts.vsix, opened)),
  ...everything('web-1.137', 'ja', (opened) => webBuild(NEWEST, 'ja', artefacts.vsix, opened)),
  'web-1.91-en': (browser) =>
    vscodeScenario(webBuild(OLDEST, 'en', artefacts.vsix, { workspace }), browser, expected.en),
  ...everything('code-server', 'en', (opened) => codeServer('en', artefacts.vsix, opened)),
  ...everything('code-server', 'ja', (opened) => codeServer('ja', artefacts.vsix, opened)),
}

async function main(): Promise<number> {
  const chosen = values.only?.split(',') ?? Object.keys(scenarios)
  const unknown = chosen.filter((name) => !(name in scenarios))
  if (unknown.length > 0) {
    console.error(`no such host: ${unknown.join(', ')}; there are ${Object.keys(scenarios).join(' ')}`)
    return 2
  }
  if (values['keep-going']) keepGoing()
  if (values.steps !== undefined) onlySteps(new RegExp(values.steps))
  rmSync(OUTPUT, { recursive: true, force: true })
  mkdirSync(OUTPUT, { recursive: true })

  let browser: Browser | undefined
  await runSteps(
    'set-up',
    [
      {
        name: 'hosts are installed',
        async run() {
          if (values['no-install']) return
          const done = spawnSync('bash', [path.join(HERE, 'install.sh')], { stdio: 'inherit', timeout: 12 * 60_000 })
          if (done.status !== 0) throw new Error(`install.sh ended with ${done.status ?? done.signal}`)
        },
      },
      {
        name: 'Chromium starts',
        async run() {
          browser = await launchBrowser()
        },
      },
      {
        name: 'the extension and the command are built',
        async run() {
          const absent = missing(artefacts)
          if (absent.length > 0) throw new Error(`run \`npm run package\` first: ${absent.join(', ')} is missing`)
        },
      },
      ...commandLineSteps(artefacts.cli, 'en', expected.en),
      ...commandLineSteps(artefacts.cli, 'ja', expected.ja),
    ].map((step): Step => ({ ...step, always: true })),
  )
  if (browser === undefined || missing(artefacts).length > 0) {
    await browser?.close()
    return finish()
  }
  try {
    // A browser of its own for each: what one leaves behind is nothing to the next.
    const run = async (name: string): Promise<void> => {
      await scenarios[name]?.(browser ?? (await launchBrowser()))
      await browser?.close()
      browser = await launchBrowser()
    }
    for (const name of chosen) {
      const before = casesSoFar()
      await run(name)
      if (takeBackFailed(before)) await run(name)
    }
  } finally {
    await browser.close()
  }
  return finish()
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  },
)
