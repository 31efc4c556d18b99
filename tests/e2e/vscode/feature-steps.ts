import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Frame } from 'playwright-core'
import { expectAccessible } from '../lib/accessibility.ts'
import { member, summary } from '../lib/command-line.ts'
import { ROOT } from '../lib/paths.ts'
import type { Step } from '../lib/report.ts'
import { BINDS, CAST, type Expected, MENDED_TEXT, only, pageTitle } from '../samples.ts'
import type { EditorLanguage, Host, Session } from './host.ts'
import type { Workbench } from './workbench.ts'

export interface FeatureContext {
  readonly host: Host
  readonly expected: Expected
  session(): Session
  workbench(): Workbench
  screenshot(step: string): Promise<void>
  /** Throws when a text of ours is not in the host's language. */
  inLanguage(text: string, what: string): void
}

/**
 * What a person does after the first findings: panel, pages, severities, the whole workspace, configuration, the first
 * steps, and a server that goes and comes back. The saved files are the mended cast and the mixed binds.
 */
export function featureSteps(context: FeatureContext): Step[] {
  const { host, expected, session, workbench, screenshot, inLanguage } = context
  const { language } = host
  const bind = (): number => only(expected.binds, BINDS.rule).line
  const text = (english: string): string => clientText(english, language)
  const command = (name: string): Promise<void> => workbench().command(`Socklint: ${title(name, language)}`)
  const panel = (heading: string): Promise<Frame> => workbench().frameWith('main h1', heading)

  const chooseSeverity = async (label: string, picture?: string): Promise<void> => {
    await command('setSeverity')
    await workbench().asked(text('Choose the rule whose severity to change'))
    await workbench().pick(BINDS.rule)
    await workbench().asked(text('Choose how it is reported in this workspace'))
    if (picture !== undefined) await screenshot(picture)
    await workbench().pick(label)
  }

  return [
    {
      name: 'lifecycle panel: a lane for each socket, with its states in words',
      async run() {
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().goTo(bind())
        await command('showLifecycle')
        const frame = await panel('open_both')
        await frame.locator('.lane').nth(1).waitFor()
        const names = await frame.locator('.lane h2 code').allTextContents()
        if (names.join() !== 'first,second') throw new Error(`lanes: ${names.join()}`)
        const states = await frame.locator('.state').allTextContents()
        if (states.length < 6) throw new Error(`states: ${states.join(' | ')}`)
        for (const state of states) inLanguage(state, 'a state')
        const found = await frame.locator('.finding').allTextContents()
        if (!expected.binds.some(({ rule }) => found.some((each) => each.includes(rule))))
          throw new Error(`findings: ${found.join(' | ')}`)
        await screenshot('10-lifecycle')
      },
    },
    {
      name: 'lifecycle panel: no fault of accessibility',
      async run() {
        await expectAccessible(await panel('open_both'))
      },
    },
    {
      name: 'lifecycle panel: by keyboard from step to step, and to the code',
      async run() {
        const frame = await panel('open_both')
        await frame.locator('.step > button').first().focus()
        await workbench().page.keyboard.press('ArrowDown')
        const place = await frame.locator('.step > button:focus').getAttribute('data-place')
        const key = await frame.locator('.step > button:focus').getAttribute('data-key')
        if (key !== '0.1') throw new Error(`the focus is on ${key ?? 'nothing'}`)
        await screenshot('11-lifecycle-focus')
        await workbench().page.keyboard.press('Enter')
        await workbench().expectCursorLine(Number(place?.split(',')[0]) + 1)
        await frame.locator('[aria-current=location][data-key="0.1"]').waitFor()
      },
    },
    {
      name: 'lifecycle panel: follows the cursor, and the text as it changes',
      async run() {
        await workbench().openFile(CAST.file, 'open_listener')
        await workbench().goTo(only(expected.cast, CAST.rule).line)
        const frame = await panel('open_listener')
        const end = frame.locator('.end .state')
        await expectText(async () => (await end.textContent()) ?? '', text('Closed at the end'))
        await workbench().goTo(CAST.text.split('\n').findLastIndex((line) => line.includes('closesocket')) + 1)
        await workbench().page.keyboard.press('Control+Shift+K')
        await expectText(async () => (await end.textContent()) ?? '', text('Still open at the end'))
        await screenshot('12-lifecycle-changed')
        await workbench().undo()
        await expectText(async () => (await end.textContent()) ?? '', text('Closed at the end'))
        await workbench().save()
      },
    },
    {
      name: 'explain: the rule at the cursor is offered first, its page opens in the editor',
      async run() {
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().clickSquiggle(bind())
        await command('explainRule')
        const first = await workbench().asked(text('Choose a rule to read about'))
        const rules = expected.binds.map(({ rule }) => rule)
        if (!rules.some((rule) => first.includes(rule))) throw new Error(`the first entry is "${first}"`)
        await screenshot('13-explain')
        await workbench().pick(BINDS.rule)
        const frame = await workbench().frameWith('h1', pageTitle(BINDS.rule, language))
        inLanguage((await frame.locator('body').textContent()) ?? '', 'the page')
        await screenshot('14-page')
        await workbench().closeAllEditors()
      },
    },
    {
      name: 'hover on a function: what it does, with a picture that is shown',
      async run() {
        await workbench().openFile(BINDS.file, 'open_both')
        const line = BINDS.text.split('\n').findIndex((each) => each.includes('htons(')) + 1
        const hover = await workbench().hoverWord(line, 'htons', 'htons')
        const picture = hover.locator('img[src^="data:image/svg+xml;base64,"]').first()
        await picture.waitFor()
        const width: unknown = await picture.evaluate((image): unknown => Reflect.get(image, 'naturalWidth'))
        if (typeof width !== 'number' || width < 50) throw new Error(`the picture is ${String(width)} wide`)
        if (((await picture.getAttribute('alt')) ?? '') === '') throw new Error('the picture has no text')
        await screenshot('20-function-hover')
        inLanguage(await hover.innerText(), 'the hover')
        await workbench().closeHover()
      },
    },
    {
      name: 'settings: states behind the calls, and safe fixes on save',
      async run() {
        await workbench().writeSettings({
          'socklint.inlayHints.enable': true,
          'editor.codeActionsOnSave': { 'source.fixAll.socklint': 'explicit' },
        })
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench()
          .page.locator('.monaco-editor .view-line', { hasText: /first:/ })
          .first()
          .waitFor()
        await screenshot('21-inlay-hints')
        await workbench().openFile(CAST.file, 'open_listener')
        const line = CAST.text.split('\n').findIndex((each) => each.includes(CAST.before)) + 1
        await workbench().replaceLine(line, CAST.before)
        await workbench().showProblems()
        await workbench().expectMarkers(CAST.file, summary(expected.cast), summary)
        await workbench().save()
        await expectText(async () => String(await session().savedText(CAST.file)), MENDED_TEXT)
        await workbench().writeSettings({})
      },
    },
    {
      name: 'severity: switched off in the settings of the workspace, and back',
      async run() {
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().clickSquiggle(bind())
        await chooseSeverity(text('Off'), '15-severity')
        await workbench().showProblems()
        const others = expected.binds.filter(({ rule }) => rule !== BINDS.rule)
        await workbench().expectMarkers(BINDS.file, summary(others), summary)
        const settings: unknown = JSON.parse((await session().savedText('.vscode/settings.json')) ?? 'null')
        if (member(member(settings, 'socklint.rules'), BINDS.rule) !== 'off') {
          throw new Error(`the settings are ${JSON.stringify(settings)}`)
        }
        await chooseSeverity(text('As the preset says'))
        await workbench().expectMarkers(BINDS.file, summary(expected.binds), summary)
      },
    },
    {
      name: 'check of the workspace: findings of closed files, once each when they are opened',
      async run() {
        await workbench().closeAllEditors()
        await workbench().showProblems()
        await expectText(async () => (await workbench().filesWithProblems()).join(), '')
        await command('lintWorkspace')
        await workbench().expectMarkers(BINDS.file, summary(expected.binds), summary)
        await workbench().expectMarkers(CAST.file, summary(expected.mended), summary)
        await screenshot('16-workspace')
        const said = text('Findings: {0}, in {1} files. Files checked: {2}.').replace(/\{.*$/, '')
        const toasts = await workbench().toasts()
        if (!toasts.some((toast) => toast.includes(said))) throw new Error(`said: ${toasts.join(' | ')}`)
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().expectMarkers(BINDS.file, summary(expected.binds), summary)
        await workbench().closeAllEditors()
        await workbench().expectMarkers(BINDS.file, summary(expected.binds), summary)
      },
    },
    {
      name: 'configuration: a commented file is made and opened, and never overwritten',
      async run() {
        await workbench().openFile(CAST.file, 'open_listener')
        await command('createConfiguration')
        const tab = workbench().page.locator('.tabs-container .tab.active', { hasText: '.socklintrc.json' })
        await tab.waitFor()
        const made = await session().savedText('.socklintrc.json')
        if (made === undefined || !made.includes('//')) throw new Error(`the file: ${made ?? 'none'}`)
        inLanguage(made, 'the configuration file')
        await screenshot('17-configuration')
        await workbench().page.keyboard.press('Control+End')
        await workbench().page.keyboard.type('\n// mine')
        await workbench().save()
        await workbench().closeAllEditors()
        await command('createConfiguration')
        await tab.waitFor()
        const kept = await session().savedText('.socklintrc.json')
        if (kept?.includes('// mine') !== true) throw new Error(`overwritten: ${kept ?? 'none'}`)
        await workbench().closeAllEditors()
      },
    },
    {
      name: 'first steps: the walkthrough opens a broken sample',
      async run() {
        await workbench().command(OPEN_WALKTHROUGH)
        await workbench().pick('Socklint')
        const steps = workbench().page.locator('.gettingStartedContainer .getting-started-step')
        await steps.first().waitFor()
        if ((await steps.count()) !== 7) throw new Error(`${await steps.count()} steps`)
        inLanguage((await steps.allTextContents()).join(' '), 'the walkthrough')
        await screenshot('18-walkthrough')
        await workbench().page.locator('.getting-started-step .monaco-button').first().click()
        await workbench().page.locator('.tabs-container .tab.active', { hasText: 'Untitled' }).waitFor()
        const sample = readFileSync(path.join(ROOT, `client/walkthrough/sample.${language}.c`), 'utf8')
        const rules = [
          'address/struct-value-cast',
          'bind/option-after-bind',
          'lifecycle/leak',
          'bind/specific-and-wildcard',
        ]
        await workbench().showProblems()
        await expectText(
          async () =>
            (await workbench().markers('Untitled'))
              .map(({ rule }) => rule)
              .toSorted()
              .join(),
          rules.toSorted().join(),
        )
        const first = sample.split('\n').find((line) => line.includes('greet'))
        await workbench().expectLine(first?.trim() ?? '')
        await screenshot('19-sample')
        // Empty, it can be closed without a question.
        await workbench().page.keyboard.press('Control+1')
        await workbench().page.keyboard.press('Control+A')
        await workbench().page.keyboard.press('Delete')
        await workbench().closeAllEditors()
      },
    },
    {
      name: 'a server that was killed comes back, and one that is restarted',
      async run() {
        const before = await session().serverProcess()
        if (before !== undefined) {
          process.kill(before, 'SIGKILL')
          await expectText(async () => String(((await session().serverProcess()) ?? before) !== before), 'true')
          await workbench().openFile(BINDS.file, 'open_both')
          await workbench().expectMarkers(BINDS.file, summary(expected.binds), summary)
        }
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().showProblems()
        await command('restart')
        await workbench().goTo(1)
        await workbench().page.keyboard.press('Enter')
        const moved = expected.binds.map((each) => ({ ...each, line: each.line + 1 }))
        await workbench().expectMarkers(BINDS.file, summary(moved), summary)
        await workbench().undo()
        await workbench().expectMarkers(BINDS.file, summary(expected.binds), summary)
        await command('showOutput')
        await workbench().page.locator('.output-view').first().waitFor()
        await workbench().showProblems()
      },
    },
  ]
}

/** Found by this title in every language: the palette knows the English ones too. */
const OPEN_WALKTHROUGH = 'Welcome: Open Walkthrough...'

/** The title of one of our commands. */
export function title(command: string, language: EditorLanguage): string {
  return jsonText(language === 'ja' ? 'package.nls.ja.json' : 'package.nls.json', `command.${command}.title`)
}

/** A text of the client. */
function clientText(english: string, language: EditorLanguage): string {
  return jsonText(language === 'ja' ? 'l10n/bundle.l10n.ja.json' : 'l10n/bundle.l10n.json', english)
}

function jsonText(file: string, key: string): string {
  const found = member(JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')), key)
  if (typeof found !== 'string') throw new Error(`${file} has no "${key}"`)
  return found
}

async function expectText(actual: () => Promise<string>, wanted: string): Promise<void> {
  let last = ''
  for (let tries = 0; tries < 200; tries++) {
    last = await actual().catch((error: unknown) => String(error))
    if (last === wanted) return
    await sleep(100)
  }
  throw new Error(`"${last}" instead of "${wanted}"`)
}
