import path from 'node:path'
import type { Browser } from 'playwright-core'
import { OUTPUT } from '../lib/paths.ts'
import { runSteps, type Step } from '../lib/report.ts'
import { BINDS, CAST } from '../samples.ts'
import type { Session } from './host.ts'
import { NEWEST, webBuild } from './web-build.ts'
import { Workbench } from './workbench.ts'

/** A second program, in which a header that nobody opens says where the port is taken. */
const HEADER = '#define OPEN_SOCKET() socket(AF_INET, SOCK_STREAM, 0)\n'
const USER = `#include <sys/socket.h>
#include "made.h"
int leaks(void)
{
    int s = OPEN_SOCKET();
    return s < 0 ? -1 : 0;
}
`

/** In a browser, files that nobody has opened count: configurations, what they extend, headers, the whole workspace. */
export async function filesScenario(browser: Browser, vsix: string): Promise<void> {
  const files = {
    [CAST.file]: CAST.text,
    [BINDS.file]: BINDS.text,
    'user.c': USER,
    'made.h': HEADER,
    '.socklintrc.json': '{ "extends": "team.json" }',
    'team.json': JSON.stringify({ preset: 'strict', rules: { [CAST.rule]: 'off' } }),
  }
  const host = webBuild(NEWEST, 'en', vsix, { workspace: files, as: 'files' })
  let session: Session | undefined
  let workbench: Workbench | undefined
  const shown = (): Workbench => {
    if (workbench === undefined) throw new Error('the workbench is not open')
    return workbench
  }
  /** Waits until the rules that are reported in a file are what they should be. */
  const expectRules = (file: string, wanted: string, isRight: (rules: readonly string[]) => boolean): Promise<void> =>
    shown().problems.expect(file, wanted, (markers) => {
      const rules = markers.map(({ rule }) => rule)
      return isRight(rules) ? wanted : rules.join()
    })

  const steps: Step[] = [
    {
      name: 'a finding that a header brings about',
      async run() {
        session = await host.start(browser)
        workbench = new Workbench(session.page)
        await workbench.ready(CAST.file)
        await workbench.openFile('user.c', 'leaks')
        await workbench.waitForSquiggle()
        await workbench.problems.show()
        await expectRules('user.c', 'the leak', (rules) => rules.includes('lifecycle/leak'))
      },
    },
    {
      name: 'a configuration counts: one rule off, more of the others',
      async run() {
        await shown().openFile(CAST.file, 'open_listener')
        await shown().waitForSquiggle()
        const isRight = (rules: readonly string[]): boolean => rules.length > 0 && !rules.includes(CAST.rule)
        await expectRules(CAST.file, `others than ${CAST.rule}`, isRight)
        await shown().page.screenshot({ path: path.join(OUTPUT, 'web-files-1-configuration.png') })
      },
    },
    {
      name: 'nor when the workspace is checked',
      async run() {
        await shown().command('Socklint: Check the Workspace')
        await shown()
          .page.getByText(/Files checked: [34]\./)
          .first()
          .waitFor()
        await shown().page.screenshot({ path: path.join(OUTPUT, 'web-files-2-workspace.png') })
        await expectRules(BINDS.file, BINDS.rule, (rules) => rules.includes(BINDS.rule))
        await expectRules(CAST.file, `not ${CAST.rule}`, (rules) => !rules.includes(CAST.rule))
      },
    },
  ]
  try {
    await runSteps('web files', steps)
  } finally {
    await session?.close()
  }
}
