import { type Finding, summary } from '../../lib/command-line.ts'
import type { Step } from '../../lib/report.ts'
import { BINDS, CAST } from '../../samples.ts'
import type { Workspace } from '../host.ts'
import { actionsOf, eventually, type FeatureContext } from './context.ts'

/** So many copies of a file that takes its time that checking them can be stopped. */
const COPIES = 100
const COPY = Array.from({ length: 4 }, (_, index) => BINDS.text.replace('open_both', `open_${index}`)).join('\n')

/** A workspace that is hard to bear: many files, a huge one, one that is no text, one that will be deleted. */
export function troublesWorkspace(cli: string): Workspace {
  // README's task, with this command instead of the one of a project.
  const task = {
    label: 'socklint',
    type: 'process',
    command: process.execPath,
    args: [cli, '--format', 'gcc', BINDS.file, CAST.file],
    group: { kind: 'build', isDefault: true },
    problemMatcher: '$socklint',
    presentation: { reveal: 'never' },
  }
  return {
    [BINDS.file]: BINDS.text,
    [CAST.file]: CAST.text,
    'notes.txt': 'No code: socket(), bind(), listen().\n',
    'huge.c': `${BINDS.text}\n`.padEnd(20_000_000, `int filler; /* ${'x'.repeat(80)} */\n`),
    'program.c': `\u007fELF\u0002\u0001\u0001\0\0\0socket bind listen\0${'\0\u0001\u0002bind(\u0003'.repeat(2000)}`,
    'gone/gone.c': BINDS.text,
    '.vscode/tasks.json': JSON.stringify({ version: '2.0.0', tasks: [task] }),
    ...Object.fromEntries(Array.from({ length: COPIES }, (_, index) => [`many/copy${index}.c`, COPY])),
  }
}

/** What the file tree shows when it is there. */
export const TROUBLES_FILE = 'notes.txt'

/** So that the editor asks nothing before it opens the huge file. */
export const TROUBLES_SETTINGS = { 'workbench.editorLargeFileConfirmation': 100 }

/** The format that the matcher reads counts columns as GCC does. */
function inBytes(finding: Finding): Finding {
  const before = BINDS.text.split('\n')[finding.line - 1]?.slice(0, finding.column - 1) ?? ''
  return { ...finding, column: Buffer.byteLength(before) + 1 }
}

/** What must not break it, and what it must not break. */
export function troubleSteps(context: FeatureContext): Step[] {
  const { host, expected, session, workbench, screenshot, inLanguage } = context
  const { command, text } = actionsOf(context)
  const moved: Finding[] = expected.binds.map((each) => ({ ...each, line: each.line + 1 }))
  const output = async (): Promise<string> =>
    (await workbench().page.locator('.output-view .view-lines').allTextContents()).join('').replaceAll('\u00a0', ' ')
  const toast = (words: string): Promise<string> =>
    eventually(
      async () => (await workbench().toasts()).find((each) => each.includes(words)) ?? '',
      (each) => each !== '',
      `a toast that says "${words}"`,
    )
  /** What is typed is judged as before. */
  const stillChecks = async (): Promise<void> => {
    await workbench().openFile(BINDS.file, 'open_both')
    await workbench().insertLineAtTop()
    await workbench().problems.show()
    await workbench().problems.expect(BINDS.file, summary(moved), summary)
    await workbench().focusEditor()
    await workbench().undo()
    await workbench().problems.expect(BINDS.file, summary(expected.binds), summary)
  }

  const idle: Step[] = [
    {
      name: 'a text that is no code: no server for it',
      async run() {
        await workbench().openFile('notes.txt', 'No code')
        if ((await session().serverProcess()) !== undefined) throw new Error('the server runs')
        await workbench().closeAllEditors()
      },
    },
  ]
  /** Tasks can be run when the extension host has said so: until then the palette does not know the command. */
  const runBuildTask = async (): Promise<void> => {
    const title = 'Tasks: Run Build Task'
    await eventually(
      async () => {
        await workbench().page.keyboard.press('F1')
        await workbench().quickInput().fill(`>${title}`)
        const isThere = await workbench()
          .quickRow(title)
          .waitFor({ timeout: 2000 })
          .then(
            () => true,
            () => false,
          )
        await workbench().page.keyboard.press('Escape')
        return isThere
      },
      (isThere) => isThere,
      'the command that runs the build task',
    )
    await workbench().command(title)
  }
  const task: Step[] = [
    {
      name: 'a task: the command’s lines become problems of files that are not open',
      async run() {
        await runBuildTask()
        await workbench().problems.show()
        await workbench().problems.expect(BINDS.file, summary(expected.binds.map(inBytes)), summary)
        await workbench().problems.expect(CAST.file, summary(expected.cast), summary)
        await screenshot('0-task')
      },
    },
  ]
  const bearing: Step[] = [
    {
      name: 'check of the workspace: stopped while it runs, and said so',
      async run() {
        await stillChecks()
        await command('lintWorkspace')
        const progress = workbench().page.locator('.notification-toast', {
          hasText: text('Socklint: checking the workspace'),
        })
        await progress.waitFor()
        await screenshot('1-progress')
        await progress.locator('.monaco-button').first().click()
        const said = await toast(text('Cancelled. {0}').replace('{0}', '').trim())
        inLanguage(said, 'the toast')
        await screenshot('2-cancelled')
      },
    },
    {
      name: 'check of the workspace: all files but the huge one',
      async run() {
        await command('lintWorkspace')
        // Its own words end with the number of files.
        const [, before = ''] = text('Findings: {0}, in {1} files. Files checked: {2}.').split('{1}')
        await toast(before.replace('{2}', String(COPIES + 3)))
        const files = await workbench().problems.files()
        if (files.some((file) => /^(?:huge|program)/.test(file))) throw new Error(`findings in ${files.join(', ')}`)
        await screenshot('3-workspace')
      },
    },
    {
      name: 'a file of 20 MB: said in the output that it is not checked, and the others are',
      async run() {
        await workbench().openFile('huge.c', 'open_both')
        await command('showOutput')
        const told = await eventually(output, (each) => each.includes('huge.c'), 'a word about huge.c in the output')
        inLanguage(told.slice(told.lastIndexOf('[')), 'the output')
        await screenshot('4-huge')
        await stillChecks()
        await workbench().problems.expect('huge.c', '', summary)
        await workbench().closeAllEditors()
      },
    },
    {
      name: 'a program named .c: nothing is said of it, and the others are checked',
      async run() {
        await workbench().openUnreadable('program.c')
        await screenshot('5-program')
        await workbench().closeAllEditors()
        await stillChecks()
        await workbench().problems.expect('program.c', '', summary)
        await workbench().closeAllEditors()
      },
    },
  ]
  const deleted: Step[] = [
    {
      name: 'a folder that is deleted: no word of it, and the others are checked',
      async run() {
        await workbench().quickOpen('gone.c', 'open_both')
        await workbench().problems.show()
        await workbench().problems.expect('gone.c', summary(expected.binds), summary)
        await session().deleteFolder('gone')
        await workbench().expectNoFile('gone')
        await stillChecks()
        await workbench().closeAllEditors()
        await workbench().problems.expect('gone.c', '', summary)
        await command('lintWorkspace')
        const [, before = ''] = text('Findings: {0}, in {1} files. Files checked: {2}.').split('{1}')
        await toast(before.replace('{2}', String(COPIES + 2)))
        await screenshot('7-deleted')
      },
    },
  ]
  if (!host.hasDisk) return [...idle, ...bearing]
  return [...idle, ...task, ...bearing, ...deleted]
}
