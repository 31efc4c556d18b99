/** The documentation site in Chromium, from the disk: desktop and phone, light and dark, English and Japanese. */
import axe from 'axe-core'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { buildSite } from '../../../scripts/site/site.ts'
import { OUTPUT } from '../lib/paths.ts'
import { runSteps } from '../lib/report.ts'

/** One page of each kind. */
const KINDS = [
  'index.html',
  'rules/index.html',
  'rules/bind/specific-and-wildcard.html',
  'guides/index.html',
  'guides/ci.html',
  'guides/precision.html',
  'background/index.html',
  'background/closing-tcp.html',
  'reference/configuration.html',
  'reference/command-line.html',
  'reference/glossary.html',
  'reference/sources.html',
] as const

const SCREENS = {
  desktop: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: 'dark', isMobile: true, hasTouch: true },
} as const

export async function siteScenario(browser: Browser): Promise<void> {
  const folder = path.join(OUTPUT, 'site')
  await runSteps('site', [
    {
      name: 'is built',
      run() {
        buildSite({ outdir: folder })
        return Promise.resolve()
      },
    },
    ...(['en', 'ja'] as const).flatMap((language) =>
      (['desktop', 'phone'] as const).flatMap((screen) => [
        {
          name: `reads well: ${language}, ${screen}`,
          run: () =>
            visit(browser, folder, language, screen, (page, name) => readsWell(page, `${language}-${screen}-${name}`)),
        },
        {
          name: `search: ${language}, ${screen}`,
          run: () => withPage(browser, folder, screen, (page) => search(page, folder, language)),
        },
      ]),
    ),
    {
      name: 'leads to the language of the reader, and from page to page to the other',
      run: () => withPage(browser, folder, 'desktop', (page) => languages(page, folder)),
    },
    {
      name: 'can be used by keyboard',
      run: () => withPage(browser, folder, 'desktop', (page) => keyboard(page, folder)),
    },
    {
      name: 'shows the whole list of rules without scripts, and prints',
      run: () => withPage(browser, folder, 'desktop', (page) => plain(page, folder), false),
    },
  ])
}

/** Fails the step when something is not so. */
function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}

const addressOf = (folder: string, file: string): string => pathToFileURL(path.join(folder, file)).href

async function withPage(
  browser: Browser,
  folder: string,
  screen: keyof typeof SCREENS,
  use: (page: Page) => Promise<void>,
  javaScriptEnabled = true,
): Promise<void> {
  const context = await browser.newContext({ ...SCREENS[screen], javaScriptEnabled })
  const outside: string[] = []
  await context.route('**/*', (route) => {
    const url = route.request().url()
    if (url.startsWith(pathToFileURL(folder).href)) return route.continue()
    outside.push(url)
    return route.abort()
  })
  try {
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    await use(page)
    check(outside.length === 0, `it asked for ${outside.join(', ')}`)
    check(errors.length === 0, errors.join('; '))
  } finally {
    await context.close()
  }
}

function visit(
  browser: Browser,
  folder: string,
  language: string,
  screen: keyof typeof SCREENS,
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  return withPage(browser, folder, screen, async (page) => {
    for (const kind of KINDS) {
      await page.goto(addressOf(folder, `${language}/${kind}`))
      await look(page, kind.replace(/\W+/g, '-').replace(/-html$/, ''))
    }
  })
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}

/** Nothing wider than the screen, and nothing that axe finds fault with. */
async function readsWell(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(OUTPUT, `site-${name}.png`) })
  const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth] as const)
  check(wide <= screen, `${name} is ${wide} wide on a screen of ${screen}`)
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResult>('axe.run(document, { preload: false })')
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} (${nodes.length})`)
  check(found.length === 0, `${name}: ${found.join('; ')}`)
}

const visibleRules = (page: Page): Promise<string[]> => page.locator('[data-words]:visible code').allTextContents()

async function search(page: Page, folder: string, language: 'en' | 'ja'): Promise<void> {
  await page.goto(addressOf(folder, `${language}/index.html`))
  await page.locator('.bar input').fill(language === 'ja' ? 'ワイルドカード' : 'wildcard')
  await page.locator('.bar button').click()
  await page.waitForURL(/rules\/index\.html\?q=/)
  const found = await visibleRules(page)
  check(found.includes('bind/specific-and-wildcard'), `found ${found.join(', ')}`)
  check(found.length < 40, `${found.length} found: nothing was filtered`)
  const status = await page.locator('#found').textContent()
  check((status ?? '').includes(String(found.length)), `it says "${status ?? ''}"`)

  await page.locator('#filters input').fill('')
  for (const [name, value] of [
    ['category', 'bind'],
    ['platform', 'windows'],
    ['cwe', 'CWE-605'],
  ] as const) {
    const before = (await visibleRules(page)).length
    await page.locator(`#filters select[name=${name}]`).selectOption(value)
    const after = (await visibleRules(page)).length
    check(after > 0 && after < before, `${name}=${value}: ${before} before, ${after} after`)
  }
  await page.locator('#filters input').fill('SO_REUSEADDR')
  check((await visibleRules(page)).includes('bind/reuseaddr-hijack'), 'SO_REUSEADDR does not find the rule about it')
  await page.locator('#filters input').fill('no such word')
  check(await page.locator('#nothing').isVisible(), 'nothing fits, and it does not say so')
  await page.goto(`${addressOf(folder, `${language}/rules/index.html`)}?q=CWE-605`)
  check((await visibleRules(page)).length > 0, 'an address with a query finds nothing')
}

async function languages(page: Page, folder: string): Promise<void> {
  await page.goto(addressOf(folder, 'index.html'))
  await page.waitForURL(/\/en\/index\.html$/)
  await page.goto(addressOf(folder, 'en/rules/bind/specific-and-wildcard.html'))
  await page.locator('.language').click()
  await page.waitForURL(/\/ja\/rules\/bind\/specific-and-wildcard\.html$/)
  check((await page.locator('html').getAttribute('lang')) === 'ja', 'the page does not say that it is Japanese')
  await page.locator('.language').click()
  await page.waitForURL(/\/en\/rules\/bind\/specific-and-wildcard\.html$/)
}

async function keyboard(page: Page, folder: string): Promise<void> {
  await page.goto(addressOf(folder, 'en/rules/index.html'))
  await page.keyboard.press('Tab')
  check(await page.locator('.skip').evaluate((link) => link === document.activeElement), 'the first stop is not "skip"')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const name = await page.evaluate(() => document.activeElement?.getAttribute('name'))
  check(name === 'q', `behind the bar comes ${name ?? 'nothing'}, not the search`)
  await page.keyboard.type('daytime')
  await page.keyboard.press('Enter')
  check((await visibleRules(page)).length < 20, 'typing does not filter')
}

async function plain(page: Page, folder: string): Promise<void> {
  await page.goto(addressOf(folder, 'en/rules/index.html'))
  check((await visibleRules(page)).length > 100, 'without scripts rules are missing')
  check(!(await page.locator('#filters').isVisible()), 'a search that does nothing is shown')
  await page.goto(addressOf(folder, 'en/rules/bind/specific-and-wildcard.html'))
  await page.emulateMedia({ media: 'print' })
  check(!(await page.locator('.bar').isVisible()), 'the bar is printed')
  await page.pdf({ path: path.join(OUTPUT, 'site-print.pdf') })
}
