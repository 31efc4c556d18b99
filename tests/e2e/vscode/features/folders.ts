import { type Finding, summary } from '../../lib/command-line.ts'
import type { Step } from '../../lib/report.ts'
import { BINDS } from '../../samples.ts'
import type { Workspace } from '../host.ts'
import { actionsOf, clientText, eventually, type FeatureContext } from './context.ts'

/** The file that lists the folders. */
export const FOLDERS_LIST = 'all.code-workspace'

/** Two folders with the same code, and a setting of one that switches a rule off. */
export const FOLDERS_WORKSPACE: Workspace = {
  [FOLDERS_LIST]: JSON.stringify({ folders: [{ path: 'loud' }, { path: 'quiet' }] }),
  'loud/loud.c': BINDS.text,
  'quiet/quiet.c': BINDS.text,
  'quiet/.vscode/settings.json': JSON.stringify({ 'socklint.rules': { [BINDS.rule]: 'off' } }),
}

/** What the file tree shows when it is there. */
export const FOLDERS_FILE = 'loud.c'

/** Several folders in one window, none of which is trusted. */
export function folderSteps(context: FeatureContext): Step[] {
  const { expected, session, host, workbench, screenshot } = context
  const { bind, command, text } = actionsOf(context)
  const others: Finding[] = expected.binds.filter(({ rule }) => rule !== BINDS.rule)

  return [
    {
      name: 'restricted mode: the code is checked',
      async run() {
        await workbench().page.locator('.statusbar-item[id^="status.workspaceTrust"]').waitFor()
        await workbench().openFile('loud.c', 'open_both')
        await workbench().problems.show()
        await workbench().problems.expect('loud.c', summary(expected.binds), summary)
        await screenshot('1-restricted')
      },
    },
    {
      name: 'several folders: each has the settings of its own',
      async run() {
        await workbench().openFile('quiet.c', 'open_both')
        await workbench().problems.expect('quiet.c', summary(others), summary)
        await workbench().problems.expect('loud.c', summary(expected.binds), summary)
        await screenshot('2-folders')
      },
    },
    {
      name: 'several folders: a severity is written into the settings of the folder in front',
      async run() {
        await workbench().openFile('loud.c', 'open_both')
        await workbench().clickSquiggle(bind())
        await command('setSeverity')
        await workbench().asked(text('Choose the rule whose severity to change'))
        await workbench().pick(BINDS.rule)
        await workbench().asked(text('Choose how it is reported in this workspace'))
        await workbench().pick(clientText('Off', host.language))
        await workbench().problems.expect('loud.c', summary(others), summary)
        await eventually(
          async () => (await session().savedText('loud/.vscode/settings.json')) ?? '',
          (settings) => settings.includes(BINDS.rule),
          'the rule in the settings of the folder',
        )
      },
    },
    {
      name: 'several folders: asked for which one a configuration file is',
      async run() {
        await command('createConfiguration')
        const first = await workbench().asked(text('Choose the folder to configure'))
        if (!first.includes('loud')) throw new Error(`the first entry is "${first}"`)
        await screenshot('3-which-folder')
        await workbench().pick('quiet')
        await workbench().page.locator('.tabs-container .tab.active', { hasText: '.socklintrc.json' }).waitFor()
        if ((await session().savedText('quiet/.socklintrc.json')) === undefined) throw new Error('it was not written')
        await workbench().closeAllEditors()
      },
    },
  ]
}
