import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { renderDocument, renderLifecycle, summarise, type LifecycleTexts } from '../../../client/view/render.ts'
import type { DescriptorLifecycle, LifecycleResult, LifecycleState } from '../../../server/protocol.ts'
import { expectAccessible } from '../lib/accessibility.ts'
import { localContext } from '../lib/browser.ts'
import { list, member } from '../lib/command-line.ts'
import { OUTPUT } from '../lib/paths.ts'
import { runSteps } from '../lib/report.ts'
import { THEMES } from './themes.ts'

/**
 * The page of the lifecycle panel by itself, with the content security policy that it has in the editor: every state
 * there is, in every kind of theme, by keyboard and for screen readers. The panel in the editor is looked at by the
 * scenarios of the editors.
 */
export async function panelScenario(browser: Browser, dist: string): Promise<void> {
  const page = await openPage(browser, readFileSync(path.join(dist, 'lifecycle-view.js')))
  const received = async (): Promise<readonly unknown[]> => list({ sent: await page.page.evaluate('sent') }, 'sent')
  const focused = (): Promise<string | null> =>
    page.page
      .evaluate('document.activeElement?.getAttribute("data-key")')
      .then((key) => (typeof key === 'string' ? key : null))
  const put = (result: LifecycleResult): Promise<void> => post(page.page, result)
  const steps = THEMES.map(({ name, colours }) => ({
    name: `no fault of accessibility in ${name}, wide and narrow`,
    async run() {
      const style = Object.entries(colours).map(([colour, value]) => `--vscode-${colour}:${value}`)
      await page.page.evaluate(
        `document.documentElement.style.cssText = ${JSON.stringify([...style, ...FONTS].join(';'))}`,
      )
      await put(EVERY_STATE)
      for (const width of [1000, 320]) {
        await page.page.setViewportSize({ width, height: 900 })
        await page.page.screenshot({ path: path.join(OUTPUT, `panel-${name}-${width}.png`), fullPage: true })
        await expectAccessible(page.page.mainFrame())
        const overflow: unknown = await page.page.evaluate('document.documentElement.scrollWidth - innerWidth')
        if (typeof overflow !== 'number' || overflow > 0)
          throw new Error(`wider than its ${width} units by ${String(overflow)}`)
      }
    },
  }))
  try {
    await runSteps('panel', [
      {
        name: 'asks for its content, and shows it',
        async run() {
          await put(EVERY_STATE)
          if (member((await received())[0], 'kind') !== 'ready') throw new Error('it does not say that it is ready')
          const lanes = await page.page.getByRole('region').count()
          if (lanes !== EVERY_STATE.descriptors.length) throw new Error(`${lanes} regions`)
          const status = await page.page.getByRole('status').textContent()
          if (status !== summarise(EVERY_STATE, TEXTS)) throw new Error(`spoken: ${status ?? ''}`)
        },
      },
      ...steps,
      {
        name: 'Tab reaches every button in the order of the code, arrows go along and across',
        async run() {
          await put(EVERY_STATE)
          const keys = await page.page
            .locator('button')
            .evaluateAll((all) => all.map((each) => each.getAttribute('data-key')))
          for (const key of keys) {
            await page.page.keyboard.press('Tab')
            if ((await focused()) !== key) throw new Error(`${(await focused()) ?? 'nothing'} instead of ${key ?? ''}`)
          }
          const moves = [
            ['Home', '2.0'],
            ['ArrowDown', '2.1'],
            ['ArrowLeft', '1.0'],
            ['ArrowLeft', '0.0'],
            ['ArrowUp', '0.0'],
            ['End', '0.4.0.explain'],
            ['ArrowRight', '1.0'],
          ] as const
          for (const [key, wanted] of moves) {
            await page.page.keyboard.press(key)
            if ((await focused()) !== wanted)
              throw new Error(`${key}: ${(await focused()) ?? 'nothing'}, not ${wanted}`)
          }
        },
      },
      {
        name: 'Enter and click go to the code, and to the page of a rule',
        async run() {
          await put(EVERY_STATE)
          await page.page.locator('[data-key="0.1"]').focus()
          await page.page.keyboard.press('Enter')
          await page.page.locator('[data-key="0.4.0"]').click()
          await page.page.locator('.explain').first().click()
          const [go, finding, explain] = (await received()).slice(-3)
          const told = JSON.stringify([go, finding, explain])
          const { uri } = EVERY_STATE
          const wanted = JSON.stringify([
            { kind: 'go', uri, range: [11, 4, 11, 20] },
            { kind: 'go', uri, range: [14, 4, 14, 20] },
            { kind: 'explain', rule: 'lifecycle/leak' },
          ])
          if (told !== wanted) throw new Error(`${told} instead of ${wanted}`)
        },
      },
      {
        name: 'the focus stays when the content changes, and the editor’s line is marked',
        async run() {
          await put(EVERY_STATE)
          await page.page.locator('[data-key="0.2"]').focus()
          await put({ ...EVERY_STATE, function: 'renamed' })
          if ((await focused()) !== '0.2') throw new Error(`the focus is on ${(await focused()) ?? 'nothing'}`)
          await page.page.evaluate('postMessage({ kind: "cursor", line: 12 }, "*")')
          await page.page.locator('[data-key="0.2"][aria-current=location]').waitFor()
          const marked = await page.page.locator('[aria-current]').count()
          if (marked !== 2) throw new Error(`${marked} steps are marked`)
        },
      },
    ])
  } finally {
    await page.close()
  }
}

const FONTS = ['--vscode-font-family:sans-serif', '--vscode-font-size:13px', '--vscode-editor-font-family:monospace']

const TEXTS: LifecycleTexts = {
  heading: (name) => `Sockets in ${name}`,
  line: (line) => `line ${line}`,
  platforms: { posix: 'POSIX', windows: 'Windows' },
  severities: { error: 'Error', warning: 'Warning', info: 'Information' },
  ends: { closed: 'Closed at the end', open: 'Still open at the end', 'handed-over': 'Handed over to other code' },
  findings: 'Findings',
  explainRule: (rule) => `Explain ${rule}`,
  counts: (descriptors, findings) => `Sockets: ${descriptors}. Findings: ${findings}.`,
}

const descriptor = (
  name: string,
  states: readonly LifecycleState[],
  end: DescriptorLifecycle['end'],
  severity?: 'error' | 'warning' | 'info',
): DescriptorLifecycle => {
  const range = (at: number) => ({ start: { line: 10 + at, character: 4 }, end: { line: 10 + at, character: 20 } })
  return {
    name,
    platforms: ['posix', 'windows'],
    kind: 'stream socket (IPv4)',
    steps: states.map((state, at) => ({
      range: range(at),
      text: `what happens to '${name}' here, in a sentence that is long enough to be wrapped where there is little room`,
      state,
      stateLabel: state,
    })),
    end,
    findings:
      severity === undefined
        ? []
        : [{ rule: 'lifecycle/leak', severity, message: `'${name}' is lost here.`, range: range(states.length - 1) }],
  }
}

const EVERY_STATE: LifecycleResult = {
  function: 'serve',
  uri: 'file:///ws/server.c',
  range: { start: { line: 8, character: 0 }, end: { line: 30, character: 1 } },
  descriptors: [
    descriptor('listener', ['created', 'bound', 'listening', 'failed', 'open'], 'open', 'warning'),
    descriptor(
      'connection->descriptor_of_the_peer',
      ['connecting', 'connected', 'half-closed', 'closed'],
      'closed',
      'error',
    ),
    descriptor('given', ['created', 'handed-over'], 'handed-over', 'info'),
  ],
}

async function openPage(
  browser: Browser,
  script: Uint8Array,
): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const html = renderDocument({
    title: 'Socket Lifecycle',
    language: 'en',
    nonce: 'abc',
    styleSource: "'none'",
    script: '/view.js',
  })
  // In the editor this function is there before the page; here it notes what is sent.
  const api =
    'globalThis.sent = []; globalThis.acquireVsCodeApi = () => ({ postMessage: (message) => sent.push(message) })'
  const server = createServer((request, response) => {
    const isScript = request.url === '/view.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : html)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port given')
  const context = await localContext(browser, 'en')
  await context.addInitScript({ content: api })
  const page = await context.newPage()
  const refused: string[] = []
  page.on('console', (line) => refused.push(line.text()))
  await page.goto(`http://127.0.0.1:${address.port}/`)
  return {
    page,
    async close() {
      writeFileSync(path.join(OUTPUT, 'panel.log'), refused.join('\n'))
      await context.close()
      server.close()
    },
  }
}

async function post(page: Page, result: LifecycleResult): Promise<void> {
  const message = { kind: 'content', html: renderLifecycle(result, TEXTS), spoken: summarise(result, TEXTS) }
  await page.evaluate(`postMessage(${JSON.stringify(message)}, "*")`)
  await page.locator('h1', { hasText: result.function }).waitFor()
}
