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
  const rules = async (file: string): Promise<string[]> =>
    (await shown().problems.markers(file)).map(({ rule }) => rule)

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
        if (!(await rules('user.c')).includes('lifecycle/leak')) throw new Error((await rules('user.c')).join())
      },
    },
    {
      name: 'a configuration counts: one rule off, more of the others',
      async run() {
        await shown().openFile(CAST.file, 'open_listener')
        await shown().waitForSquiggle()
        const found = await rules(CAST.file)
        if (found.length === 0 || found.includes(CAST.rule)) throw new Error(`found: ${found.join()}`)
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
        if (!(await rules(BINDS.file)).includes(BINDS.rule)) throw new Error((await rules(BINDS.file)).join())
        if ((await rules(CAST.file)).includes(CAST.rule)) throw new Error(`${CAST.rule} is reported`)
      },
    },
  ]
  try {
    await runSteps('web files', steps)
  } finally {
    await session?.close()
  }
}
