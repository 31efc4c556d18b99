import path from 'node:path'
import type { Browser } from 'playwright-core'
import { HEADINGS } from '../../../rules/pages.ts'
import { summary } from '../lib/command-line.ts'
import { OUTPUT } from '../lib/paths.ts'
import { runSteps, type Step } from '../lib/report.ts'
import { BINDS, CAST, type Expected, MENDED_TEXT, only, pageTitle } from '../samples.ts'
import type { Host, Session } from './host.ts'
import { featureSteps } from './feature-steps.ts'
import { measureActivation, notYetActive } from './measure.ts'
import { Workbench } from './workbench.ts'

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/

/** From opening a file to the saved fix, in one VS Code host and language. */
export async function vscodeScenario(host: Host, browser: Browser, expected: Expected): Promise<void> {
  const scenario = `${host.name} ${host.language}`
  const { language } = host
  let session: Session | undefined
  let workbench: Workbench | undefined
  let fix = ''

  const shown = (): Workbench => {
    if (workbench === undefined) throw new Error('the workbench is not open')
    return workbench
  }
  const screenshotPath = (step: string): string =>
    path.join(OUTPUT, `${host.name.replace(' ', '-')}-${language}-${step.replaceAll(' ', '-')}.png`)
  const screenshot = async (step: string): Promise<void> => {
    await shown().page.screenshot({ path: screenshotPath(step) })
  }

  /** A text of ours is in the user's language. */
  const inLanguage = (text: string, what: string): void => {
    if (JAPANESE.test(text) !== (language === 'ja')) throw new Error(`${what} is not in ${language}: ${text}`)
  }

  /** The hover of a finding explains its rule: title of the page or a heading of it, in the right language. */
  const expectExplanation = (text: string, rule: string): void => {
    if (!text.includes(rule)) throw new Error(`the hover does not name ${rule}:\n${text}`)
    const title = pageTitle(rule, language)
    if (!text.includes(title) && !Object.values(HEADINGS[language]).some((heading) => text.includes(heading))) {
      throw new Error(`the hover holds neither the title "${title}" nor a heading of the page:\n${text}`)
    }
    inLanguage(text, 'the hover')
  }

  const steps: Step[] = [
    {
      name: 'opens the folder',
      always: true,
      async run() {
        session = await host.start(browser)
        workbench = new Workbench(session.page)
        await workbench.ready(CAST.file)
        if (host.translatedWorkbench) {
          // The menu bar or activity bar: proves that the display language is what this scenario says.
          const label = await session.page.locator('.activitybar a[aria-label]').first().getAttribute('aria-label')
          inLanguage(label ?? '', 'the workbench')
        }
      },
    },
    ...(host.everyFeature && language === 'en'
      ? [{ name: 'nothing runs before there is a C file', run: () => notYetActive(shown()) }]
      : []),
    {
      name: 'squiggle and the same findings as the command line',
      async run() {
        const opened = performance.now()
        await shown().openFile(CAST.file, 'open_listener')
        await shown().waitForSquiggle()
        console.log(`      first finding ${Math.round(performance.now() - opened)} ms after the file was opened`)
        await shown().showProblems()
        await shown().expectMarkers(CAST.file, summary(expected.cast), summary)
        await screenshot('1-squiggle')
      },
    },
    {
      name: 'the message is the one of the command line in this language',
      async run() {
        const { message } = only(expected.cast, CAST.rule)
        inLanguage(message, 'the message')
        const marker = (await shown().markers(CAST.file)).find(({ rule }) => rule === CAST.rule)
        if (marker?.text.startsWith(message) !== true) throw new Error(`"${marker?.text}" instead of "${message}"`)
      },
    },
    {
      name: 'hover explains the cast',
      async run() {
        const hover = await shown().hover(only(expected.cast, CAST.rule).line, CAST.rule)
        await screenshot('2-hover')
        expectExplanation(await hover.innerText(), CAST.rule)
        await shown().closeHover()
      },
    },
    {
      name: 'lightbulb lists the fix',
      async run() {
        await shown().clickSquiggle(only(expected.cast, CAST.rule).line)
        const titles = await shown().quickFixes()
        await screenshot('3-lightbulb')
        fix = titles.find((title) => only(expected.cast, CAST.rule).fixes.includes(title)) ?? ''
        if (fix === '') throw new Error(`no fix in the menu: ${titles.join(' | ')}`)
      },
    },
    {
      name: 'the fix changes the text and the finding goes',
      async run() {
        await shown().choose(fix)
        await shown().expectLine(CAST.after)
        await shown().expectMarkers(CAST.file, summary(expected.mended), summary)
        await screenshot('4-fixed')
      },
    },
    {
      name: 'undo brings the finding back once, redo removes it',
      async run() {
        await shown().page.keyboard.press('Control+1')
        const pressed = performance.now()
        await shown().undo()
        await shown().waitForSquiggle()
        console.log(`      finding ${Math.round(performance.now() - pressed)} ms after the keystroke`)
        await shown().expectLine(CAST.before)
        await shown().expectMarkers(CAST.file, summary(expected.cast), summary)
        await shown().redo()
        await shown().expectLine(CAST.after)
        await shown().expectMarkers(CAST.file, summary(expected.mended), summary)
      },
    },
    {
      name: 'the saved file is the mended one',
      async run() {
        await shown().save()
        const text = await session?.savedText(CAST.file)
        if (text !== MENDED_TEXT) throw new Error(`saved:\n${text}`)
      },
    },
    {
      name: 'mixed binds: the same findings as the command line',
      async run() {
        await shown().openFile(BINDS.file, 'open_both')
        await shown().expectMarkers(BINDS.file, summary(expected.binds), summary)
        // Squiggles are drawn for the visible lines only.
        await shown().goTo(only(expected.binds, BINDS.rule).line)
        await shown().waitForSquiggle()
        await screenshot('5-binds')
      },
    },
    {
      name: 'mixed binds: hover with a rendered outcome table',
      async run() {
        const hover = await shown().hover(only(expected.binds, BINDS.rule).line, BINDS.rule)
        await screenshot('6-binds-hover')
        expectExplanation(await hover.innerText(), BINDS.rule)
        const table = hover.locator('table').first()
        await table.scrollIntoViewIfNeeded()
        await screenshot('7-binds-table')
        const rows = await table.locator('tbody tr').count()
        const columns = await table.locator('thead th').count()
        if (rows < 2 || columns < 2) throw new Error(`the table has ${rows} rows and ${columns} columns`)
        inLanguage(await table.innerText(), 'the table')
        await shown().closeHover()
      },
    },
    {
      name: 'mixed binds: the first bind is a related place',
      async run() {
        const places = await shown().relatedPlaces(BINDS.rule)
        await screenshot('8-binds-related')
        const related = only(expected.binds, BINDS.rule).related
        if (places.length !== related.length) throw new Error(`listed: ${places.join(' | ')}`)
        for (const [index, { line, message }] of related.entries()) {
          const place = places[index] ?? ''
          if (!new RegExp(`\\[\\D*${line}\\D`).test(place) || !place.includes(message)) {
            throw new Error(`"${place}" instead of line ${line}: ${message}`)
          }
        }
      },
    },
    ...(host.everyFeature
      ? featureSteps({
          host,
          expected,
          session: () => {
            if (session === undefined) throw new Error('the host is not started')
            return session
          },
          workbench: shown,
          screenshot,
          inLanguage,
        })
      : []),
    ...(host.everyFeature && language === 'en'
      ? [{ name: 'the editor measures the activation', run: () => measureActivation(shown()) }]
      : []),
    {
      name: 'no error was shown',
      async run() {
        const errors = (await shown().toasts()).filter((toast) => toast.startsWith('error'))
        if (errors.length > 0) throw new Error(errors.join('\n'))
      },
    },
  ]

  try {
    await runSteps(scenario, steps, async (step) => {
      await session?.page.screenshot({ path: screenshotPath('FAILED') })
      await session?.collectLogs()
      return [
        session === undefined ? undefined : `screenshot of "${step}": ${screenshotPath('FAILED')}`,
        `log: ${host.log}`,
        workbench === undefined ? undefined : `toasts: ${(await workbench.toasts()).join(' | ') || 'none'}`,
      ]
        .filter((place) => place !== undefined)
        .join('\n')
    })
  } finally {
    await session?.close()
  }
}
