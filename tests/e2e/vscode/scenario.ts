import type { Browser } from 'playwright-core'
import type { Expected } from '../samples.ts'
import { CAST } from '../samples.ts'
import { firstFindingSteps } from './features/first-findings.ts'
import { FOLDERS_FILE, folderSteps } from './features/folders.ts'
import { featureSteps } from './features/index.ts'
import { TROUBLES_FILE, troubleSteps } from './features/troubles.ts'
import type { Host } from './host.ts'
import { hostScenario } from './host-scenario.ts'
import { measureActivation } from './measure.ts'

/** From opening a file to the saved fix, and then every feature, in one VS Code host and language. */
export function vscodeScenario(host: Host, browser: Browser, expected: Expected): Promise<void> {
  return hostScenario(host, browser, expected, CAST.file, (context) => [
    ...firstFindingSteps(context),
    ...(host.everyFeature
      ? [
          { name: 'the editor measures the activation', run: () => measureActivation(context.workbench()) },
          ...featureSteps(context),
        ]
      : []),
  ])
}

/** Workspaces and files that are hard to bear. */
export function troublesScenario(host: Host, browser: Browser, expected: Expected): Promise<void> {
  return hostScenario(host, browser, expected, TROUBLES_FILE, troubleSteps)
}

/** Several folders in one window, which is not trusted. */
export function foldersScenario(host: Host, browser: Browser, expected: Expected): Promise<void> {
  return hostScenario(host, browser, expected, FOLDERS_FILE, folderSteps)
}
