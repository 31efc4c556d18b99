import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { CHROMIUM } from './paths.ts'

/** Headless Chromium with nothing that phones home. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A fresh profile in which only this machine can be reached. */
export async function localContext(browser: Browser, language: 'en' | 'ja'): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: language === 'ja' ? 'ja-JP' : 'en-US',
    // What fades in is on the pictures as a shadow of itself.
    reducedMotion: 'reduce',
  })
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url())
    const local = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname.endsWith('.localhost')
    return local || !/^https?:$/.test(url.protocol) ? route.continue() : route.abort()
  })
  await context.addInitScript({ content: TOAST_RECORDER })
  context.setDefaultTimeout(30_000)
  return context
}

/** Toasts leave the screen by themselves, so every one that ever showed is noted, with its severity. */
const TOAST_RECORDER = `
  globalThis.recordedToasts = []
  new MutationObserver(() => {
    for (const toast of document.querySelectorAll('.notification-toast')) {
      const severity = ['error', 'warning', 'info'].find((each) => toast.querySelector('.codicon-' + each)) ?? 'unknown'
      const line = severity + ': ' + (toast.querySelector('.notification-list-item-message')?.textContent ?? '')
      if (!globalThis.recordedToasts.includes(line)) globalThis.recordedToasts.push(line)
    }
  }).observe(document, { childList: true, subtree: true })
`
