import path from 'node:path'
import type { Browser } from 'playwright-core'
import { OUTPUT } from '../lib/paths.ts'
import { runSteps, type Step } from '../lib/report.ts'
import type { Expected } from '../samples.ts'
import { clientText, type FeatureContext } from './features/context.ts'
import type { Host, Session } from './host.ts'
import { Workbench } from './workbench.ts'

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/

/** Opens a host, takes the steps one after another, and looks at the end for errors that were shown. */
export async function hostScenario(
  host: Host,
  browser: Browser,
  expected: Expected,
  /** A file or folder at the top of the file tree. */
  visible: string,
  stepsOf: (context: FeatureContext) => readonly Step[],
): Promise<void> {
  const { language } = host
  let session: Session | undefined
  let workbench: Workbench | undefined

  const shown = (): Workbench => {
    if (workbench === undefined) throw new Error('the workbench is not open')
    return workbench
  }
  const screenshotPath = (step: string): string =>
    path.join(OUTPUT, `${host.name.replaceAll(' ', '-')}-${language}-${step.replaceAll(' ', '-')}.png`)
  const context: FeatureContext = {
    host,
    expected,
    session() {
      if (session === undefined) throw new Error('the host is not started')
      return session
    },
    workbench: shown,
    async screenshot(step) {
      await shown().page.screenshot({ path: screenshotPath(step) })
    },
    inLanguage(text, what) {
      if (JAPANESE.test(text) !== (language === 'ja')) throw new Error(`${what} is not in ${language}: ${text}`)
    },
  }

  const steps: Step[] = [
    {
      name: 'opens the folder',
      always: true,
      async run() {
        session = await host.start(browser)
        workbench = new Workbench(session.page)
        await workbench.ready(visible)
        if (host.translatedWorkbench) {
          // The menu bar or activity bar: proves that the display language is what this scenario says.
          const label = await session.page.locator('.activitybar a[aria-label]').first().getAttribute('aria-label')
          context.inLanguage(label ?? '', 'the workbench')
        }
      },
    },
    ...stepsOf(context),
    {
      name: 'no error was shown',
      async run() {
        const refusal = clientText('The severity was not changed. {0}', language).replace('{0}', '')
        // Settings are damaged on purpose in one of the steps.
        const errors = (await shown().toasts()).filter(
          (toast) => toast.startsWith('error') && !toast.startsWith(`error: ${refusal}`),
        )
        if (errors.length > 0) throw new Error(errors.join('\n'))
      },
    },
  ]

  try {
    await runSteps(`${host.name} ${language}`, steps, async (step) => {
      const picture = screenshotPath(`FAILED-${step.replace(/\W+/g, '-').slice(0, 40)}`)
      await session?.page.screenshot({ path: picture })
      await session?.collectLogs()
      return [
        session === undefined ? undefined : `screenshot: ${picture}`,
        `log: ${host.log}`,
        workbench === undefined ? undefined : `focus: ${await workbench.focus()}`,
        workbench === undefined ? undefined : `toasts: ${(await workbench.toasts()).join(' | ') || 'none'}`,
      ]
        .filter((place) => place !== undefined)
        .join('\n')
    })
  } finally {
    await session?.close()
  }
}
