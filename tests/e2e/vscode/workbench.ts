import { setTimeout as sleep } from 'node:timers/promises'
import type { Frame, Locator, Page } from 'playwright-core'
import { ProblemsView } from './problems-view.ts'

/** How long a finding may take to appear or go after the workbench is up; the first one loads the grammars. */
const FINDINGS_TIMEOUT = 60_000

const SQUIGGLE = '.editor-instance :is(.squiggly-warning, .squiggly-error, .squiggly-info)'

/** What a person does in VS Code, by keyboard and mouse. */
export class Workbench {
  readonly problems: ProblemsView

  constructor(readonly page: Page) {
    this.problems = new ProblemsView(page, FINDINGS_TIMEOUT)
  }

  /** The editor's line that contains `text`. */
  private line(text: string): Locator {
    return this.page.locator('.monaco-editor .view-line', { hasText: text }).first()
  }

  /** Waits for the workbench and its file tree. */
  async ready(file: string): Promise<void> {
    await this.page.waitForSelector('.monaco-workbench', { timeout: 90_000 })
    await this.explorerItem(file).waitFor({ timeout: 90_000 })
  }

  private explorerItem(file: string): Locator {
    return this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${file}"]`)
  }

  async openFile(file: string, containing: string): Promise<void> {
    // Where the mouse was left, a tooltip may lie over the tree.
    await this.page.mouse.move(600, 5)
    await this.explorerItem(file).dblclick()
    await this.page.locator(`.editor-instance .monaco-editor[data-uri$="/${file}"]`).waitFor({ state: 'attached' })
    // The oldest version leaves it in the tree.
    if ((await this.page.locator('.explorer-folders-view :focus').count()) > 0)
      await this.page.keyboard.press('Control+1')
    await this.focused(file).waitFor({ state: 'attached' })
    // One that was open before may be scrolled to elsewhere.
    await this.page.keyboard.press('Control+Home')
    await this.line(containing).waitFor()
  }

  /** Opens a file of any folder by its name. */
  async quickOpen(file: string, containing: string): Promise<void> {
    await this.page.keyboard.press('Control+P')
    await this.quickInput().waitFor()
    await this.quickInput().fill(file)
    await this.chosenRow(file).waitFor()
    await this.page.keyboard.press('Enter')
    await this.focused(file).waitFor({ state: 'attached' })
    await this.line(containing).waitFor()
  }

  /** Opens a file that the editor does not show as text. */
  async openUnreadable(file: string): Promise<void> {
    await this.page.mouse.move(600, 5)
    await this.explorerItem(file).dblclick()
    await this.page.locator('.monaco-editor-pane-placeholder').first().waitFor()
  }

  /** The editor of a file once it takes what is typed: its tab is there before its text. */
  private focused(file: string): Locator {
    return this.page.locator(`.editor-instance .monaco-editor[data-uri$="/${file}"] :focus`)
  }

  async waitForSquiggle(): Promise<void> {
    await this.page.waitForSelector(SQUIGGLE, { state: 'attached', timeout: FINDINGS_TIMEOUT })
  }

  /** Puts the cursor to a place of the active editor; 1-based. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('Escape')
    await this.focusEditor()
    await this.page.keyboard.press('Control+G')
    const input = this.page.locator('.quick-input-widget input.input')
    await input.waitFor()
    await input.fill(`:${line}:${column}`)
    await this.page.keyboard.press('Enter')
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' })
    await this.page.locator('.editor-instance :focus').waitFor({ state: 'attached' })
    await this.expectCursorLine(line)
  }

  /** Goes into the first editor by keyboard; from a page inside of the window that takes a while. */
  async focusEditor(): Promise<void> {
    await this.page.keyboard.press('Control+1')
    await this.page.locator('.editor-instance :focus').waitFor({ state: 'attached' })
  }

  /** The places of the squiggles on a line, left to right; brings the line into view first. */
  private async squiggles(line: number): Promise<{ x: number; y: number }[]> {
    await this.goTo(line)
    await this.waitForSquiggle()
    const cursor = await this.resting(this.page.locator('.editor-instance .cursors-layer .cursor').first())
    const middle = cursor.y + cursor.height / 2
    const boxes = await Promise.all((await this.page.locator(SQUIGGLE).all()).map((each) => each.boundingBox()))
    return boxes
      .filter((box) => box !== null)
      .filter((box) => box.y <= middle && middle <= box.y + box.height)
      .sort((a, b) => a.x - b.x)
      .map((box) => ({ x: box.x + 4, y: middle }))
  }

  /** Rests the mouse on the squiggles of a line until a hover shows `containing`; gives the hover. */
  async hover(line: number, containing: string): Promise<Locator> {
    const hover = this.page.locator('.monaco-editor .monaco-hover:not(.hidden)', { hasText: containing }).first()
    for (let tries = 0; tries < 3; tries++) {
      for (const { x, y } of await this.squiggles(line)) {
        await this.page.mouse.move(x + 30, y + 60)
        await this.page.mouse.move(x, y)
        await this.page.mouse.move(x + 4, y + 1)
        await hover.waitFor({ timeout: 6000 }).catch(() => {})
        if (await hover.isVisible()) return hover
      }
    }
    throw new Error(`no hover with "${containing}" on the squiggles of line ${line}`)
  }

  /** Rests the mouse on a word of a line until a hover shows `containing`; gives the hover. */
  async hoverWord(line: number, word: string, containing: string): Promise<Locator> {
    await this.goTo(line)
    const cursor = await this.resting(this.page.locator('.editor-instance .cursors-layer .cursor').first())
    const middle = cursor.y + cursor.height / 2
    const hover = this.page.locator('.monaco-editor .monaco-hover:not(.hidden)', { hasText: containing }).first()
    for (const token of await this.page.locator('.monaco-editor .view-line span', { hasText: word }).all()) {
      const box = await token.boundingBox()
      if ((await token.textContent())?.trim() !== word || box === null) continue
      if (middle < box.y || box.y + box.height < middle) continue
      await this.page.mouse.move(box.x + 30, middle + 60)
      await this.page.mouse.move(box.x + box.width / 2, middle)
      await this.page.mouse.move(box.x + box.width / 2 + 1, middle + 1)
      await hover.waitFor()
      return hover
    }
    throw new Error(`no word "${word}" on line ${line}`)
  }

  /** Writes the settings of the workspace as its owner does: in the file, opened by a command. */
  async writeSettings(settings: Readonly<Record<string, unknown>>, options?: { keepOpen: boolean }): Promise<void> {
    await this.writeSettingsText(JSON.stringify(settings, null, 2), options)
  }

  /** The same for a text, which may be no settings at all. */
  async writeSettingsText(text: string, { keepOpen = false } = {}): Promise<void> {
    await this.command('Preferences: Open Workspace Settings (JSON)')
    await this.focused('.vscode/settings.json').waitFor({ state: 'attached' })
    await this.replaceAll(text)
    await this.save()
    if (!keepOpen) await this.closeAllEditors()
  }

  /** Waits until the file tree no longer has an entry. */
  async expectNoFile(name: string): Promise<void> {
    await this.page.getByRole('treeitem', { name, exact: true }).waitFor({ state: 'detached' })
  }

  /** Replaces the whole text of the active editor, which helps whoever types brackets in more ways than settings tell. */
  async replaceAll(text: string): Promise<void> {
    await this.page.keyboard.press('Control+A')
    await this.page.keyboard.press('Delete')
    await this.page.keyboard.insertText(text)
    for (const line of text.trim().split('\n')) await this.expectLine(line.trim())
  }

  /** Takes the active editor back to what was saved. */
  async revert(): Promise<void> {
    await this.command('File: Revert File')
    await this.page.locator('.tabs-container .tab.active.dirty').waitFor({ state: 'detached' })
  }

  /** Opens the hover at a place by keyboard; gives it once it shows `containing`. */
  async hoverAt(line: number, column: number, containing: string): Promise<Locator> {
    await this.goTo(line, column)
    await this.page.keyboard.press('Control+K')
    await this.page.keyboard.press('Control+I')
    const hover = this.page.locator('.monaco-editor .monaco-hover:not(.hidden)', { hasText: containing }).first()
    await hover.waitFor()
    return hover
  }

  /** What is offered at the cursor, once `containing` is among it. */
  async suggestions(containing: string): Promise<string[]> {
    await this.page.keyboard.press('Control+Space')
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row')
    await rows.filter({ hasText: containing }).first().waitFor()
    return rows.allTextContents()
  }

  /** Makes all findings move down by a line. */
  async insertLineAtTop(): Promise<void> {
    // Not to the first line: the cursor is there already, and nothing would tell when the jump is over.
    await this.goTo(2)
    await this.page.keyboard.press('Enter')
    await this.expectCursorLine(3)
  }

  /** Replaces the whole text of a line of the active editor; 1-based. */
  async replaceLine(line: number, text: string): Promise<void> {
    await this.goTo(line)
    await this.page.keyboard.press('Home')
    await this.page.keyboard.press('Shift+End')
    await this.page.keyboard.insertText(text)
  }

  /** Puts the cursor into the first squiggle of a line by mouse. */
  async clickSquiggle(line: number): Promise<void> {
    const [first] = await this.squiggles(line)
    if (first === undefined) throw new Error(`no squiggle on line ${line}`)
    await this.page.mouse.click(first.x, first.y)
  }

  /** Where an element is, once it no longer moves. */
  private async resting(element: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
    let before = ''
    for (let tries = 0; tries < 50; tries++) {
      const box = await element.boundingBox()
      const now = JSON.stringify(box)
      if (box !== null && now === before) return box
      before = now
      await sleep(150)
    }
    throw new Error(`the element does not come to rest: ${before}`)
  }

  /** Puts the hover away and goes on in the editor. */
  async closeHover(): Promise<void> {
    await this.page.mouse.move(600, 5)
    // One that was opened by keyboard stays until then.
    await this.page.keyboard.press('Escape')
    await this.leaveHover()
    await this.page.locator('.editor-instance :focus').waitFor({ state: 'attached' })
  }

  /** Takes the mouse off the hover, which goes by that. */
  async leaveHover(): Promise<void> {
    await this.page.mouse.move(600, 5)
    await this.page.locator('.monaco-editor .monaco-hover:not(.hidden)').waitFor({ state: 'hidden' })
  }

  /** The element that has the focus, for a report. */
  async focus(): Promise<string> {
    const said: unknown = await this.page.evaluate('document.activeElement?.outerHTML?.slice(0, 160)')
    return typeof said === 'string' ? said : 'nothing'
  }

  private quickFixRows(): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action')
  }

  /** Waits for the lightbulb at the cursor, opens its menu by keyboard and gives the titles that can be chosen. */
  async quickFixes(): Promise<string[]> {
    await this.page
      .locator('.monaco-editor [class*="lightbulb"], .monaco-editor [class*="light-bulb"]')
      .first()
      .waitFor()
    await this.page.keyboard.press('Control+Period')
    await this.quickFixRows().first().waitFor()
    return (await this.quickFixRows().allTextContents()).map((title) => title.trim())
  }

  /** Opens the menu of source actions. The palette that goes gives the focus back late, which can close the menu again. */
  async sourceActions(): Promise<void> {
    const focused = this.page.locator('.action-widget .monaco-list-row.action.focused')
    for (let tries = 0; ; tries++) {
      await this.command('Source Action...')
      try {
        await focused.waitFor({ timeout: 5000 })
        return
      } catch (error) {
        if (tries === 3) throw error
      }
    }
  }

  /** Chooses an entry of the open menu by keyboard: its backdrop swallows clicks for a moment. */
  async choose(title: string): Promise<void> {
    const focused = this.page.locator('.action-widget .monaco-list-row.action.focused')
    const count = await this.quickFixRows().count()
    for (let moves = 0; moves <= count; moves++) {
      if ((await focused.textContent())?.trim() === title) {
        await this.page.keyboard.press('Enter')
        await this.page.locator('.action-widget').first().waitFor({ state: 'hidden' })
        return
      }
      await this.page.keyboard.press('ArrowDown')
    }
    throw new Error(`"${title}" cannot be reached in the menu`)
  }

  /** Waits for a line with exactly this text, indentation aside. */
  async expectLine(text: string): Promise<void> {
    const shown = async (): Promise<string[]> =>
      (await this.page.locator('.monaco-editor .view-line').allTextContents()).map((line) =>
        line.replaceAll('\u00a0', ' ').trim(),
      )
    let lines: string[] = []
    for (let tries = 0; tries < 100; tries++) {
      lines = await shown()
      if (lines.includes(text)) return
      await sleep(100)
    }
    throw new Error(`no line "${text}" in the editor:\n${lines.join('\n')}`)
  }

  /** Runs a command by its title from the command palette. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1')
    const input = this.quickInput()
    await input.waitFor()
    await input.fill(`>${title}`)
    await this.quickRow(title).waitFor()
    // Commands that were used before stand above those whose titles fit better.
    for (let moves = 0; moves < 20 && !(await this.chosenRow(title).isVisible()); moves++) {
      await this.page.keyboard.press('ArrowDown')
    }
    await this.chosenRow(title).waitFor()
    await this.page.keyboard.press('Enter')
  }

  quickInput(): Locator {
    return this.page.locator('.quick-input-widget input.input')
  }

  /** The first entry of an open list that holds a text. */
  quickRow(text: string): Locator {
    return this.page.locator('.quick-input-widget .quick-input-list .monaco-list-row', { hasText: text }).first()
  }

  /** The entry that Enter chooses, when it holds a text. */
  private chosenRow(text: string): Locator {
    return this.page.locator('.quick-input-widget .quick-input-list .monaco-list-row.focused', { hasText: text })
  }

  /** Waits for the list that asks with this placeholder, and gives the text of its first entry. */
  async asked(placeholder: string): Promise<string> {
    await this.page.locator(`.quick-input-widget input.input[placeholder="${placeholder}"]`).waitFor()
    const first = this.page.locator('.quick-input-widget .quick-input-list .monaco-list-row[data-index="0"]')
    return (await first.textContent()) ?? ''
  }

  /** Chooses an entry of the open list by typing its text. */
  async pick(text: string): Promise<void> {
    await this.quickInput().fill(text)
    await this.chosenRow(text).waitFor()
    await this.page.keyboard.press('Enter')
  }

  /** The innermost frame of a webview in which an element is to be seen. */
  async frameWith(selector: string, text?: string): Promise<Frame> {
    const end = performance.now() + FINDINGS_TIMEOUT
    while (performance.now() < end) {
      for (const frame of this.page.frames().slice(1)) {
        const found = frame.locator(selector, text === undefined ? {} : { hasText: text })
        if ((await found.count().catch(() => 0)) > 0) return frame
      }
      await sleep(100)
    }
    throw new Error(`no webview shows ${selector} ${text ?? ''}`)
  }

  /** The line of the cursor as the status bar says it; 1-based. */
  async expectCursorLine(line: number): Promise<void> {
    const status = this.page.locator('#status\\.editor\\.selection')
    let text = ''
    for (let tries = 0; tries < 100; tries++) {
      text = (await status.textContent().catch(() => '')) ?? ''
      if (Number(/(\d+)/.exec(text)?.[1]) === line) return
      await sleep(100)
    }
    throw new Error(`the cursor is at "${text}", not on line ${line}`)
  }

  async closeAllEditors(): Promise<void> {
    await this.page.keyboard.press('Control+K')
    await this.page.keyboard.press('Control+W')
    await this.page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' })
  }

  async undo(): Promise<void> {
    await this.page.keyboard.press('Control+Z')
  }

  async redo(): Promise<void> {
    await this.page.keyboard.press('Control+Y')
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S')
    await this.page.locator('.tabs-container .tab.active.dirty').waitFor({ state: 'detached' })
  }

  /** Every toast since the page was loaded, as `severity: text`. */
  async toasts(): Promise<string[]> {
    const recorded: unknown = await this.page.evaluate('globalThis.recordedToasts')
    if (!Array.isArray(recorded)) throw new Error('toasts were not recorded')
    return recorded.map(String)
  }
}
