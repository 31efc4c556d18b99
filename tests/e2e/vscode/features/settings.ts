import { member, summary } from '../../lib/command-line.ts'
import type { Step } from '../../lib/report.ts'
import { BINDS, CAST, MENDED_TEXT } from '../../samples.ts'
import { actionsOf, eventually, expectText, type FeatureContext } from './context.ts'

/** Settings of the editor and the configuration file: what they change, and what is said of mistakes in them. */
export function settingsSteps(context: FeatureContext): Step[] {
  const { expected, session, workbench, screenshot, inLanguage } = context
  const { bind, command, text } = actionsOf(context)

  const chooseSeverity = async (label: string, picture?: string): Promise<void> => {
    await command('setSeverity')
    await workbench().asked(text('Choose the rule whose severity to change'))
    await workbench().pick(BINDS.rule)
    await workbench().asked(text('Choose how it is reported in this workspace'))
    if (picture !== undefined) await screenshot(picture)
    await workbench().pick(label)
  }

  /** A row of the Problems view that names all of this. */
  const expectRow = (...parts: readonly string[]): Promise<string> =>
    eventually(
      async () => (await workbench().problems.rows()).find((row) => parts.every((part) => row.includes(part))) ?? '',
      (row) => row !== '',
      `a row with ${parts.join(' and ')}`,
    )

  return [
    {
      name: 'settings: states behind the calls, and safe fixes on save',
      async run() {
        await workbench().writeSettings({
          'socklint.inlayHints.enable': true,
          'editor.codeActionsOnSave': { 'source.fixAll.socklint': 'explicit' },
        })
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench()
          .page.locator('.monaco-editor .view-line', { hasText: /first:/ })
          .first()
          .waitFor()
        await screenshot('21-inlay-hints')
        await workbench().openFile(CAST.file, 'open_listener')
        const line = CAST.text.split('\n').findIndex((each) => each.includes(CAST.before)) + 1
        await workbench().replaceLine(line, CAST.before)
        await workbench().problems.show()
        await workbench().problems.expect(CAST.file, summary(expected.cast), summary)
        await workbench().save()
        await expectText(async () => String(await session().savedText(CAST.file)), MENDED_TEXT)
        await workbench().writeSettings({})
      },
    },
    {
      name: 'severity: switched off in the settings of the workspace, and back',
      async run() {
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().clickSquiggle(bind())
        await chooseSeverity(text('Off'), '15-severity')
        await workbench().problems.show()
        const others = expected.binds.filter(({ rule }) => rule !== BINDS.rule)
        await workbench().problems.expect(BINDS.file, summary(others), summary)
        const settings: unknown = JSON.parse((await session().savedText('.vscode/settings.json')) ?? 'null')
        if (member(member(settings, 'socklint.rules'), BINDS.rule) !== 'off') {
          throw new Error(`the settings are ${JSON.stringify(settings)}`)
        }
        await chooseSeverity(text('As the preset says'))
        await workbench().problems.expect(BINDS.file, summary(expected.binds), summary)
      },
    },
    {
      name: 'severity: not written into damaged settings, and that is said',
      async run() {
        await workbench().writeSettingsText('{ "socklint.preset": "strict"')
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().clickSquiggle(bind())
        await chooseSeverity(text('Off'))
        const toast = workbench().page.locator('.notifications-toasts .notification-toast', {
          hasText: text('The severity was not changed. {0}').replace('{0}', ''),
        })
        await toast.waitFor()
        await screenshot('15-severity-refused')
        await toast.locator('.monaco-button', { hasText: text('Open the Settings') }).click()
        await workbench().expectLine('{ "socklint.preset": "strict"')
        await workbench().replaceAll('{}')
        await workbench().save()
        await workbench().closeAllEditors()
      },
    },
    {
      name: 'settings: a mistake is shown at its place and told in the output, and takes no other setting with it',
      async run() {
        const others = expected.binds.filter(({ rule }) => rule !== BINDS.rule)
        await workbench().writeSettings(
          { 'socklint.preset': 'stric', 'socklint.rules': { [BINDS.rule]: 'off' } },
          { keepOpen: true },
        )
        await workbench().problems.show()
        await eventually(
          () => workbench().problems.files(),
          (files) => files.some((file) => file.startsWith('settings.json')),
          'a fault in settings.json',
        )
        await screenshot('25-settings-mistake')
        await workbench().closeAllEditors()
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().problems.expect(BINDS.file, summary(others), summary)
        await command('showOutput')
        // A long line is broken into several of the view.
        const told = await eventually(
          async () => (await workbench().page.locator('.output-view .view-lines').allTextContents()).join(''),
          (output) => output.includes('socklint.preset'),
          'a word about socklint.preset in the output',
        )
        const line = told.replaceAll('\u00a0', ' ').slice(told.lastIndexOf('socklint.preset'))
        inLanguage(told.slice(told.lastIndexOf('[')), 'the output')
        for (const word of ['"stric"', 'recommended', 'strict']) {
          if (!line.includes(word)) throw new Error(`the output says: ${line}`)
        }
        await screenshot('26-output')
        await workbench().closeAllEditors()
        await workbench().writeSettings({})
        await workbench().problems.show()
      },
    },
    {
      name: 'configuration: a commented file is made and opened, and never overwritten',
      async run() {
        await workbench().openFile(CAST.file, 'open_listener')
        await command('createConfiguration')
        const tab = workbench().page.locator('.tabs-container .tab.active', { hasText: '.socklintrc.json' })
        await tab.waitFor()
        const made = await session().savedText('.socklintrc.json')
        if (made === undefined || !made.includes('//')) throw new Error(`the file: ${made ?? 'none'}`)
        inLanguage(made, 'the configuration file')
        await screenshot('17-configuration')
        await workbench().page.keyboard.press('Control+End')
        await workbench().page.keyboard.type('\n// mine')
        await workbench().save()
        await workbench().closeAllEditors()
        await command('createConfiguration')
        await tab.waitFor()
        const kept = await session().savedText('.socklintrc.json')
        if (kept?.includes('// mine') !== true) throw new Error(`overwritten: ${kept ?? 'none'}`)
        await workbench().closeAllEditors()
      },
    },
    {
      name: 'configuration: completed, explained and checked while it is written',
      async run() {
        await workbench().openFile('.socklintrc.json', '{')
        await workbench().replaceAll('{\n  "preset": "stric",\n  "rules": { "bind/no-such-rule": "off" }\n}\n')
        await workbench().problems.show()
        inLanguage(await expectRow('"stric"', '2'), 'the fault of the preset')
        inLanguage(await expectRow('bind/no-such-rule', '3'), 'the fault of the rule')
        await screenshot('27-configuration-faults')
        const hover = await workbench().hoverAt(2, 5, 'recommended')
        inLanguage(await hover.innerText(), 'the hover')
        await screenshot('28-configuration-hover')
        await workbench().closeHover()
        await workbench().goTo(2, 15)
        const presets = await workbench().suggestions('strict')
        if (!presets.some((each) => each.includes('recommended'))) throw new Error(`offered: ${presets.join(' | ')}`)
        await screenshot('29-configuration-completion')
        await workbench().page.keyboard.press('Escape')
      },
    },
    {
      name: 'configuration: a rule switched off there is off at once, and comes back',
      async run() {
        const others = expected.binds.filter(({ rule }) => rule !== BINDS.rule)
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().openFile('.socklintrc.json', '{')
        await workbench().replaceAll(`{ "rules": { "${BINDS.rule}": "off" } }\n`)
        await workbench().save()
        await workbench().problems.show()
        await workbench().problems.expect(BINDS.file, summary(others), summary)
        await workbench().replaceAll('{}\n')
        await workbench().save()
        await workbench().problems.expect(BINDS.file, summary(expected.binds), summary)
        await workbench().closeAllEditors()
      },
    },
  ]
}
