/**
 * `npm run screenshots`: the pictures of README, docs/images/*, taken from the built extension in code-server, so that
 * they show what there is. Needs `npm run package`; the result is committed.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from './lib/browser.ts'
import { HERE, OUTPUT, ROOT } from './lib/paths.ts'
import { codeServer } from './vscode/code-server.ts'
import { title } from './vscode/features/context.ts'
import type { EditorLanguage } from './vscode/host.ts'
import { Workbench } from './vscode/workbench.ts'

const FILE = 'server.c'
const IMAGES = path.join(ROOT, 'docs/images')
const SIZE = { width: 1100, height: 720 }
const SETTINGS = {
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'editor.hover.delay': 300,
  'breadcrumbs.enabled': false,
  'window.commandCenter': false,
  'workbench.activityBar.location': 'hidden',
}

/** The still pictures of the film, each with the seconds for which it is shown. */
class Film {
  readonly #folder: string
  readonly #list: string[] = []

  constructor(language: EditorLanguage) {
    this.#folder = path.join(OUTPUT, `film-${language}`)
    rmSync(this.#folder, { recursive: true, force: true })
    mkdirSync(this.#folder, { recursive: true })
  }

  async take(page: Page, seconds: number): Promise<void> {
    const file = path.join(this.#folder, `${this.#list.length}.png`)
    await page.screenshot({ path: file })
    this.#list.push(`file '${file}'\nduration ${seconds}\n`)
  }

  /** A GIF whose colours are chosen from all its pictures. */
  write(file: string): void {
    const list = path.join(this.#folder, 'list.txt')
    // The last duration counts only when its picture is named once more.
    const last = /^file .*$/m.exec(this.#list.at(-1) ?? '')?.[0] ?? ''
    writeFileSync(list, `${this.#list.join('')}${last}\n`)
    const filter = 'scale=960:-1:flags=lanczos,split[a][b];[a]palettegen=max_colors=96[p];[b][p]paletteuse=dither=none'
    const args = [
      '-y',
      '-loglevel',
      'error',
      '-f',
      'concat',
      '-safe',
      '0',
      '-i',
      list,
      '-vf',
      filter,
      '-loop',
      '0',
      file,
    ]
    const done = spawnSync('ffmpeg', args, { stdio: ['ignore', 'inherit', 'inherit'] })
    if (done.status !== 0) throw new Error(`ffmpeg ended with ${done.status ?? String(done.error)}`)
  }
}

async function take(browser: Browser, language: EditorLanguage): Promise<void> {
  const text = readFileSync(path.join(ROOT, `client/walkthrough/sample.${language}.c`), 'utf8')
  const vsix = path.join(ROOT, 'dist/socklint.vsix')
  const session = await codeServer(language, vsix, { workspace: { [FILE]: text }, settings: SETTINGS }).start(browser)
  const { page } = session
  const lineOf = (part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1
  const picture = (name: string): Promise<unknown> =>
    page.screenshot({ path: path.join(IMAGES, `${name}.${language}.png`) })
  try {
    await page.setViewportSize(SIZE)
    const workbench = new Workbench(page)
    const film = new Film(language)
    await workbench.ready(FILE)
    await workbench.openFile(FILE, 'greet')
    await workbench.waitForSquiggle()
    await page.keyboard.press('Control+B')
    await workbench.goTo(1)
    await film.take(page, 1.5)

    const binds = lineOf('bind(outside')
    await workbench.goTo(binds)
    await film.take(page, 1)
    const hover = await workbench.hover(binds, 'bind/specific-and-wildcard')
    await hover.locator('table').first().waitFor()
    await film.take(page, 3)
    // A hover is 250 pixels high, whatever is in it: the table is behind the message.
    const place = await hover.boundingBox()
    if (place === null) throw new Error('the hover is gone')
    await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2)
    for (let turn = 0; turn < 3; turn++) {
      await page.mouse.wheel(0, 100)
      await page.waitForTimeout(300)
    }
    await film.take(page, 4)
    await picture('hover')
    await workbench.closeHover()

    const cast = lineOf('&address, sizeof *address')
    await workbench.clickSquiggle(cast)
    await film.take(page, 1)
    await workbench.quickFixes()
    await film.take(page, 1.5)
    await page.keyboard.press('Enter')
    await workbench.expectLine('if (bind(listener, (const struct sockaddr *)address, sizeof *address) < 0) {')
    await page.waitForTimeout(1500)
    await film.take(page, 2)
    film.write(path.join(IMAGES, `demo.${language}.gif`))

    await workbench.goTo(lineOf('SO_REUSEADDR'))
    await workbench.command(`Socklint: ${title('showLifecycle', language)}`)
    const frame = await workbench.frameWith('.lane')
    await frame.locator('.finding').first().waitFor()
    await page.waitForTimeout(500)
    await picture('lifecycle')
  } finally {
    await session.close()
  }
}

async function main(): Promise<void> {
  const env = { ...process.env, E2E_SCREENSHOTS: '1' }
  const installed = spawnSync('bash', [path.join(HERE, 'install.sh')], { stdio: 'inherit', env })
  if (installed.status !== 0) throw new Error('install.sh failed')
  mkdirSync(IMAGES, { recursive: true })
  mkdirSync(OUTPUT, { recursive: true })
  const browser = await launchBrowser()
  try {
    await take(browser, 'en')
    await take(browser, 'ja')
  } finally {
    await browser.close()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
