import { HEADINGS } from '../../../../rules/pages.ts'
import { summary } from '../../lib/command-line.ts'
import type { Step } from '../../lib/report.ts'
import { BINDS, CAST, MENDED_TEXT, only, pageTitle } from '../../samples.ts'
import { notYetActive, tell } from '../measure.ts'
import type { FeatureContext } from './context.ts'

/** From opening a file to the saved fix. */
export function firstFindingSteps(context: FeatureContext): Step[] {
  const { host, expected, session, workbench, screenshot, inLanguage } = context
  const { language } = host
  let fix = ''

  /** The hover of a finding explains its rule: title of the page or a heading of it, in the right language. */
  const expectExplanation = (text: string, rule: string): void => {
    if (!text.includes(rule)) throw new Error(`the hover does not name ${rule}:\n${text}`)
    const title = pageTitle(rule, language)
    if (!text.includes(title) && !Object.values(HEADINGS[language]).some((heading) => text.includes(heading))) {
      throw new Error(`the hover holds neither the title "${title}" nor a heading of the page:\n${text}`)
    }
    inLanguage(text, 'the hover')
  }

  return [
    ...(host.everyFeature
      ? [{ name: 'nothing runs before there is a C file', run: () => notYetActive(workbench()) }]
      : []),
    {
      name: 'squiggle and the same findings as the command line',
      async run() {
        const opened = performance.now()
        await workbench().openFile(CAST.file, 'open_listener')
        await workbench().waitForSquiggle()
        tell('opening a file to its first finding', performance.now() - opened)
        await workbench().problems.show()
        await workbench().problems.expect(CAST.file, summary(expected.cast), summary)
        await screenshot('1-squiggle')
      },
    },
    {
      name: 'the message is the one of the command line in this language',
      async run() {
        const { message } = only(expected.cast, CAST.rule)
        inLanguage(message, 'the message')
        const marker = (await workbench().problems.markers(CAST.file)).find(({ rule }) => rule === CAST.rule)
        if (marker?.text.startsWith(message) !== true) throw new Error(`"${marker?.text}" instead of "${message}"`)
      },
    },
    {
      name: 'hover explains the cast',
      async run() {
        const hover = await workbench().hover(only(expected.cast, CAST.rule).line, CAST.rule)
        await screenshot('2-hover')
        expectExplanation(await hover.innerText(), CAST.rule)
        await workbench().closeHover()
      },
    },
    {
      name: 'lightbulb lists the fix',
      async run() {
        await workbench().clickSquiggle(only(expected.cast, CAST.rule).line)
        const titles = await workbench().quickFixes()
        await screenshot('3-lightbulb')
        fix = titles.find((title) => only(expected.cast, CAST.rule).fixes.includes(title)) ?? ''
        if (fix === '') throw new Error(`no fix in the menu: ${titles.join(' | ')}`)
      },
    },
    {
      name: 'the fix changes the text and the finding goes',
      async run() {
        await workbench().choose(fix)
        await workbench().expectLine(CAST.after)
        await workbench().problems.expect(CAST.file, summary(expected.mended), summary)
        await screenshot('4-fixed')
      },
    },
    {
      name: 'undo brings the finding back once, redo removes it',
      async run() {
        await workbench().focusEditor()
        const pressed = performance.now()
        await workbench().undo()
        await workbench().waitForSquiggle()
        tell('keystroke to finding', performance.now() - pressed)
        await workbench().expectLine(CAST.before)
        await workbench().problems.expect(CAST.file, summary(expected.cast), summary)
        await workbench().redo()
        await workbench().expectLine(CAST.after)
        await workbench().problems.expect(CAST.file, summary(expected.mended), summary)
      },
    },
    {
      name: 'the saved file is the mended one',
      async run() {
        await workbench().save()
        const text = await session().savedText(CAST.file)
        if (text !== MENDED_TEXT) throw new Error(`saved:\n${text}`)
      },
    },
    {
      name: 'mixed binds: the same findings as the command line',
      async run() {
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().problems.expect(BINDS.file, summary(expected.binds), summary)
        // Squiggles are drawn for the visible lines only.
        await workbench().goTo(only(expected.binds, BINDS.rule).line)
        await workbench().waitForSquiggle()
        await screenshot('5-binds')
      },
    },
    {
      name: 'mixed binds: hover with a rendered outcome table',
      async run() {
        const hover = await workbench().hover(only(expected.binds, BINDS.rule).line, BINDS.rule)
        await screenshot('6-binds-hover')
        expectExplanation(await hover.innerText(), BINDS.rule)
        const table = hover.locator('table').first()
        await table.scrollIntoViewIfNeeded()
        await screenshot('7-binds-table')
        const rows = await table.locator('tbody tr').count()
        const columns = await table.locator('thead th').count()
        if (rows < 2 || columns < 2) throw new Error(`the table has ${rows} rows and ${columns} columns`)
        inLanguage(await table.innerText(), 'the table')
        await workbench().closeHover()
      },
    },
    {
      name: 'mixed binds: the first bind is a related place',
      async run() {
        const places = await workbench().problems.relatedPlaces(BINDS.rule)
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
  ]
}
