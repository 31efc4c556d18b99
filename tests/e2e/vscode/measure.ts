import type { Workbench } from './workbench.ts'

const ROWS = '.runtime-extensions-editor .monaco-list-row'

/** The editor's own list of extensions that run does not have ours. */
export async function notYetActive(workbench: Workbench): Promise<void> {
  const running = await runningExtensions(workbench)
  if (running.some((text) => text.includes('Socklint'))) throw new Error(`it runs already: ${running.join(' | ')}`)
}

/** Prints how long the editor says that the activation took. */
export async function measureActivation(workbench: Workbench): Promise<void> {
  const running = await runningExtensions(workbench)
  const ours = running.find((text) => text.includes('Socklint'))
  // "Activation: 12ms", in the words of the display language.
  const time = /:\s*(\d+)\s*(?:ms|\u30df\u30ea\u79d2)/.exec(ours ?? '')?.[1]
  if (time === undefined) throw new Error(`no time of activation: ${running.join(' | ')}`)
  tell('activation', Number(time))
}

/** Prints a measured time, in the form that a median over several runs is taken from. */
export function tell(what: string, milliseconds: number): void {
  console.log(`      measured: ${what} ${Math.round(milliseconds)} ms`)
}

async function runningExtensions(workbench: Workbench): Promise<string[]> {
  await workbench.command('Developer: Show Running Extensions')
  await workbench.page.locator('.runtime-extensions-editor').waitFor()
  await workbench.page.locator(ROWS).first().waitFor()
  const texts = await workbench.page.locator(ROWS).allTextContents()
  await workbench.closeAllEditors()
  return texts
}
