import { setTimeout as sleep } from 'node:timers/promises'
import type { Frame, Locator, Page } from 'playwright-core'
import type { Finding } from '../lib/command-line.ts'

/** How long a finding may take to appear or go after the workbench is up; the first one loads the grammars. */
const FINDINGS_TIMEOUT = 60_000

const SQUIGGLE = '.editor-instance :is(.squiggly-warning, .squiggly-error, .squiggly-info)'

/** One finding as the Problems view shows it. */
export interface Marker extends Finding {
  readonly text: string
}

/** What a person does in VS Code, by keyboard and mouse. */
export class Workbench {
  constructor(readonly page: Page) {}

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
    return this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: file })
  }

  async openFile(file: string, containing: string): Promise<void> {
    // Where the mouse was left, a tooltip may lie over the tree.
    await this.page.mouse.move(600, 5)
    await this.explorerItem(file).dblclick()
    await this.focused(file).waitFor()
    // One that was open before may be scrolled to elsewhere.
    await this.page.keyboard.press('Control+Home')
    await this.line(containing).waitFor()
  }

  /** The editor of a file once it takes what is typed: its tab is there before its text. */
  private focused(file: string): Locator {
    return this.page.locator(`.editor-instance .monaco-editor.focused[data-uri$="/${file}"]`)
  }

  async showProblems(): Promise<void> {
    if (!(await this.page.locator('.markers-panel').isVisible())) await this.page.keyboard.press('Control+Shift+M')
    await this.page.locator('.markers-panel').waitFor()
  }

  /** The findings that the Problems view lists for a file, top to bottom; related places (level 3) left out. */
  async markers(file: string): Promise<Marker[]> {
    const rows = await this.page.locator('.markers-panel .monaco-list-row').evaluateAll((elements) =>
      elements.map((row) => ({
        index: Number(row.getAttribute('data-index')),
        level: row.getAttribute('aria-level'),
        text: (row.textContent ?? '').replaceAll('\u00a0', ' ').trim(),
      })),
    )
    rows.sort((a, b) => a.index - b.index)
    const markers: Marker[] = []
    let inFile = false
    for (const { level, text } of rows) {
      if (level === '1') inFile = text.startsWith(file)
      if (level !== '2' || !inFile) continue
      // "MESSAGE socklint RULE [Ln 16, Col 17]", the parts joined without a space; the place is there in every language.
      const place = /\[\D*(\d+)\D+(\d+)\]\s*$/.exec(text)
      const rule = /socklint\s*\(?([a-z]+\/[a-z0-9-]+)\)?\s*\[[^\]]*\]$/.exec(text)
      if (place === null) throw new Error(`no place in the row "${text}" of the Problems view`)
      markers.push({ rule: rule?.[1] ?? `not ours: ${text}`, line: Number(place[1]), column: Number(place[2]), text })
    }
    return markers
  }

  /** The related places listed under the only finding of `rule`, after opening its row. */
  async relatedPlaces(rule: string): Promise<string[]> {
    const row = this.page.locator('.markers-panel .monaco-list-row[aria-level="2"]', { hasText: rule })
    await row.click()
    if ((await row.getAttribute('aria-expanded')) !== 'true') await this.page.keyboard.press('ArrowRight')
    await this.page.locator('.markers-panel .monaco-list-row[aria-level="3"]').first().waitFor()
    return this.page.locator('.markers-panel .monaco-list-row[aria-level="3"]').allTextContents()
  }

  /** Waits until the Problems view says exactly this, and stays so for a second (a late duplicate is a fault too). */
  async expectMarkers(file: string, expected: string, show: (markers: readonly Finding[]) => string): Promise<void> {
    const end = performance.now() + FINDINGS_TIMEOUT
    let actual = ''
    let since = performance.now()
    for (;;) {
      const now = show(await this.markers(file))
      if (now !== actual) {
        actual = now
        since = performance.now()
      }
      if (actual === expected && performance.now() - since > 1000) return
      if (performance.now() > end) {
        throw new Error(
          `the Problems view lists for ${file}:\n${actual || '(nothing)'}\nexpected:\n${expected || '(nothing)'}`,
        )
      }
      await sleep(200)
    }
  }

  async waitForSquiggle(): Promise<void> {
    await this.page.waitForSelector(SQUIGGLE, { state: 'attached', timeout: FINDINGS_TIMEOUT })
  }

  /** Puts the cursor at the start of a line of the active editor; 1-based. */
  async goTo(line: number): Promise<void> {
    await this.page.keyboard.press('Escape')
    await this.page.keyboard.press('Control+1')
    await this.page.keyboard.press('Control+G')
    const input = this.page.locator('.quick-input-widget input.input')
    await input.waitFor()
    await input.fill(`:${line}:1`)
    await this.page.keyboard.press('Enter')
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' })
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
  async writeSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.command('Preferences: Open Workspace Settings (JSON)')
    await this.focused('.vscode/settings.json').waitFor()
    await this.page.keyboard.press('Control+A')
    await this.page.keyboard.insertText(JSON.stringify(settings))
    await this.save()
    await this.closeAllEditors()
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

  async closeHover(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await this.page.mouse.move(600, 5)
    await this.page.locator('.monaco-editor .monaco-hover:not(.hidden)').waitFor({ state: 'hidden' })
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

  /** The file names that the Problems view lists. */
  async filesWithProblems(): Promise<string[]> {
    const rows = this.page.locator('.markers-panel .monaco-list-row[aria-level="1"]')
    return (await rows.allTextContents()).map((text) => text.trim())
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
