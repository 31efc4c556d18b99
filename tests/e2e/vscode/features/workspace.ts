import { readFileSync } from 'node:fs'
import path from 'node:path'
import { summary } from '../../lib/command-line.ts'
import { ROOT } from '../../lib/paths.ts'
import type { Step } from '../../lib/report.ts'
import { BINDS, CAST } from '../../samples.ts'
import { actionsOf, expectText, type FeatureContext } from './context.ts'

/** The whole workspace, the first steps, and the state of the server. */
export function workspaceSteps(context: FeatureContext): Step[] {
  const { host, expected, session, workbench, screenshot, inLanguage } = context
  const { language } = host
  const { command, text } = actionsOf(context)

  return [
    {
      name: 'check of the workspace: findings of closed files, once each when they are opened',
      async run() {
        await workbench().closeAllEditors()
        await workbench().problems.show()
        await expectText(async () => (await workbench().problems.files()).join(), '')
        await command('lintWorkspace')
        await workbench().problems.expect(BINDS.file, summary(expected.binds), summary)
        await workbench().problems.expect(CAST.file, summary(expected.mended), summary)
        await screenshot('16-workspace')
        const said = text('Findings: {0}, in {1} files. Files checked: {2}.').replace(/\{.*$/, '')
        const toasts = await workbench().toasts()
        if (!toasts.some((toast) => toast.includes(said))) throw new Error(`said: ${toasts.join(' | ')}`)
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().problems.expect(BINDS.file, summary(expected.binds), summary)
        await workbench().closeAllEditors()
        await workbench().problems.expect(BINDS.file, summary(expected.binds), summary)
      },
    },
    {
      name: 'first steps: the walkthrough opens a broken sample',
      async run() {
        await workbench().command(OPEN_WALKTHROUGH)
        await workbench().pick('Socklint')
        const steps = workbench().page.locator('.gettingStartedContainer .getting-started-step')
        await steps.first().waitFor()
        if ((await steps.count()) !== 7) throw new Error(`${await steps.count()} steps`)
        inLanguage((await steps.allTextContents()).join(' '), 'the walkthrough')
        await screenshot('18-walkthrough')
        await workbench().page.locator('.getting-started-step .monaco-button').first().click()
        await workbench().page.locator('.tabs-container .tab.active', { hasText: 'Untitled' }).waitFor()
        const sample = readFileSync(path.join(ROOT, `client/walkthrough/sample.${language}.c`), 'utf8')
        const rules = [
          'address/struct-value-cast',
          'bind/option-after-bind',
          'lifecycle/leak',
          'bind/specific-and-wildcard',
        ]
        await workbench().problems.show()
        await expectText(
          async () =>
            (await workbench().problems.markers('Untitled'))
              .map(({ rule }) => rule)
              .toSorted()
              .join(),
          rules.toSorted().join(),
        )
        const first = sample.split('\n').find((line) => line.includes('greet'))
        await workbench().expectLine(first?.trim() ?? '')
        await screenshot('19-sample')
        // Empty, it can be closed without a question.
        await workbench().focusEditor()
        await workbench().page.keyboard.press('Control+A')
        await workbench().page.keyboard.press('Delete')
        await workbench().closeAllEditors()
      },
    },
    {
      name: 'status: an item beside the language, and nothing else in the status bar',
      async run() {
        await workbench().openFile(BINDS.file, 'open_both')
        const item = workbench().page.locator('#status\\.languageStatus')
        await item.hover()
        const hover = workbench().page.locator('.hover-language-status', { hasText: 'Socklint' }).first()
        await hover.waitFor()
        const said = (await hover.textContent()) ?? ''
        if (!said.includes(text('Show Output'))) throw new Error(`the item says: ${said}`)
        await screenshot('30-status')
        const bar = (await workbench().page.locator('.statusbar-item').allTextContents()).join(' | ')
        if (bar.includes('Socklint')) throw new Error(`the status bar says: ${bar}`)
        await workbench().page.keyboard.press('Escape')
        await workbench().page.mouse.move(600, 5)
      },
    },
    {
      name: 'a server that was killed comes back, and one that is restarted',
      async run() {
        const before = await session().serverProcess()
        if (before !== undefined) {
          process.kill(before, 'SIGKILL')
          await expectText(async () => String(((await session().serverProcess()) ?? before) !== before), 'true')
          await workbench().openFile(BINDS.file, 'open_both')
          await workbench().problems.expect(BINDS.file, summary(expected.binds), summary)
        }
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().problems.show()
        await command('restart')
        await workbench().insertLineAtTop()
        const moved = expected.binds.map((each) => ({ ...each, line: each.line + 1 }))
        await workbench().problems.expect(BINDS.file, summary(moved), summary)
        await workbench().undo()
        await workbench().problems.expect(BINDS.file, summary(expected.binds), summary)
        await command('showOutput')
        await workbench().page.locator('.output-view').first().waitFor()
        await workbench().problems.show()
      },
    },
  ]
}

/** Found by this title in every language: the palette knows the English ones too. */
const OPEN_WALKTHROUGH = 'Welcome: Open Walkthrough...'
