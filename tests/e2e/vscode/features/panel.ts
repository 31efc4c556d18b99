import { expectAccessible } from '../../lib/accessibility.ts'
import { translate } from '../../../../server/l10n.ts'
import type { Step } from '../../lib/report.ts'
import { BINDS, CAST, only } from '../../samples.ts'
import { actionsOf, expectText, type FeatureContext } from './context.ts'

/** Themes of VS Code of every kind, with the class that pages in it have. */
const THEMES = [
  ['Default Dark Modern', 'vscode-dark'],
  ['Default High Contrast', 'vscode-high-contrast'],
  ['Default High Contrast Light', 'vscode-high-contrast-light'],
] as const

/** The lifecycle panel beside the editor, from the first look at it to other themes. */
export function panelSteps(context: FeatureContext): Step[] {
  const { host, expected, workbench, screenshot, inLanguage } = context
  const { bind, command, panel, text } = actionsOf(context)
  return [
    {
      name: 'lifecycle panel: a lane for each socket, with its states in words',
      async run() {
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().goTo(bind())
        await command('showLifecycle')
        const frame = await panel('open_both')
        await frame.locator('.lane').nth(1).waitFor()
        const names = await frame.locator('.lane h2 code').allTextContents()
        if (names.join() !== 'first,second') throw new Error(`lanes: ${names.join()}`)
        const states = await frame.locator('.state').allTextContents()
        if (states.length < 6) throw new Error(`states: ${states.join(' | ')}`)
        for (const state of states) inLanguage(state, 'a state')
        const found = await frame.locator('.finding').allTextContents()
        if (!expected.binds.every(({ rule }) => found.some((each) => each.includes(rule))))
          throw new Error(`findings: ${found.join(' | ')}`)
        await screenshot('10-lifecycle')
      },
    },
    {
      name: 'lifecycle panel: no fault of accessibility',
      async run() {
        await expectAccessible(await panel('open_both'))
      },
    },
    {
      name: 'lifecycle panel: by keyboard from step to step, and to the code',
      async run() {
        const frame = await panel('open_both')
        await frame.locator('.step > button').first().focus()
        await workbench().page.keyboard.press('ArrowDown')
        const place = await frame.locator('.step > button:focus').getAttribute('data-place')
        const key = await frame.locator('.step > button:focus').getAttribute('data-key')
        if (key !== '0.1') throw new Error(`the focus is on ${key ?? 'nothing'}`)
        await screenshot('11-lifecycle-focus')
        await workbench().page.keyboard.press('Enter')
        await workbench().expectCursorLine(Number(place?.split(',')[0]) + 1)
        await frame.locator('[aria-current=location][data-key="0.1"]').waitFor()
      },
    },
    {
      name: 'lifecycle panel: follows the cursor, and the text as it changes',
      async run() {
        await workbench().openFile(CAST.file, 'open_listener')
        await workbench().goTo(only(expected.cast, CAST.rule).line)
        const frame = await panel('open_listener')
        const end = frame.locator('.end .state')
        await expectText(async () => (await end.textContent()) ?? '', text('Closed at the end'))
        await workbench().goTo(CAST.text.split('\n').findLastIndex((line) => line.includes('closesocket')) + 1)
        await workbench().page.keyboard.press('Control+Shift+K')
        await expectText(async () => (await end.textContent()) ?? '', text('Still open at the end'))
        await screenshot('12-lifecycle-changed')
        await workbench().undo()
        await expectText(async () => (await end.textContent()) ?? '', text('Closed at the end'))
        await workbench().save()
      },
    },
    {
      name: 'lifecycle panel: opened by a link of the hover, to the code by click',
      async run() {
        await workbench().closeAllEditors()
        await workbench().openFile(CAST.file, 'open_listener')
        const { line, rule } = only(expected.mended, 'lifecycle/unchecked-call')
        const hover = await workbench().hover(line, rule)
        await hover.locator('a', { hasText: translate(host.language, 'showLifecycle') }).click()
        const frame = await panel('open_listener')
        await workbench().leaveHover()
        const step = frame.locator('.step > button').first()
        const place = await step.getAttribute('data-place')
        await step.click()
        await workbench().expectCursorLine(Number(place?.split(',')[0]) + 1)
        await workbench().closeAllEditors()
      },
    },
    {
      name: 'lifecycle panel and hover: readable in dark and high-contrast themes',
      async run() {
        for (const [theme, kind] of THEMES) {
          await workbench().writeSettings({ 'workbench.colorTheme': theme })
          await workbench().openFile(BINDS.file, 'open_both')
          await workbench().goTo(bind())
          await command('showLifecycle')
          const frame = await panel('open_both')
          await frame.locator(`body.${kind}`).waitFor()
          await expectAccessible(frame)
          await workbench().hover(bind(), BINDS.rule)
          await screenshot(`12-${kind}`)
          await workbench().closeHover()
        }
        await workbench().writeSettings({})
      },
    },
  ]
}
