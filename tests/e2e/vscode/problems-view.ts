import { setTimeout as sleep } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import type { Finding } from '../lib/command-line.ts'

/** One finding as the Problems view shows it. */
export interface Marker extends Finding {
  readonly text: string
}

/** The Problems view, as it is read and used. */
export class ProblemsView {
  /** @param timeout how long a finding may take to appear or go, in milliseconds */
  constructor(
    readonly page: Page,
    readonly timeout: number,
  ) {}

  async show(): Promise<void> {
    if (await this.page.locator('.markers-panel').isVisible()) return
    await this.page.keyboard.press('Control+Shift+M')
    // It takes the focus a while after it is there, which closes whatever has opened meanwhile.
    await this.page.locator('.markers-panel :focus').waitFor({ state: 'attached' })
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
  async expect(file: string, expected: string, show: (markers: readonly Finding[]) => string): Promise<void> {
    const end = performance.now() + this.timeout
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

  /** The file names that the Problems view lists. */
  async files(): Promise<string[]> {
    const rows = this.page.locator('.markers-panel .monaco-list-row[aria-level="1"]')
    return (await rows.allTextContents()).map((text) => text.trim())
  }

  /** The texts of all rows, top to bottom, ours and those of others. */
  async rows(): Promise<string[]> {
    const texts = await this.page.locator('.markers-panel .monaco-list-row').allTextContents()
    return texts.map((text) => text.replaceAll('\u00a0', ' ').trim())
  }

  /** The link on the rule of a finding. */
  ruleLink(rule: string): Locator {
    return this.page.locator('.markers-panel .monaco-list-row a', { hasText: rule }).first()
  }
}
