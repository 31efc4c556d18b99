import { translate } from '../../../../server/l10n.ts'
import type { Step } from '../../lib/report.ts'
import { BINDS, pageTitle } from '../../samples.ts'
import { actionsOf, type FeatureContext } from './context.ts'

/** Pages of rules, and hovers on names. */
export function explanationSteps(context: FeatureContext): Step[] {
  const { host, expected, workbench, screenshot, inLanguage } = context
  const { language } = host
  const { bind, command, text } = actionsOf(context)

  /** The page of the rule is open in the editor, in the host's language. */
  const expectPage = async (): Promise<void> => {
    const frame = await workbench().frameWith('h1', pageTitle(BINDS.rule, language))
    inLanguage((await frame.locator('body').textContent()) ?? '', 'the page')
  }

  return [
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
        await expectPage()
        await screenshot('14-page')
        await workbench().closeAllEditors()
      },
    },
    {
      name: 'explain: the page opens from the rule of a finding, from the hover and from the light bulb',
      async run() {
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().problems.show()
        await workbench().problems.ruleLink(BINDS.rule).click()
        await expectPage()
        await screenshot('14-page-from-problems')
        await workbench().closeAllEditors()
        await workbench().openFile(BINDS.file, 'open_both')
        const hover = await workbench().hover(bind(), BINDS.rule)
        await hover.locator('a', { hasText: translate(language, 'explain') }).click()
        await expectPage()
        await workbench().closeAllEditors()
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().clickSquiggle(bind())
        await workbench().quickFixes()
        await workbench().choose(translate(language, 'explainRule', { rule: BINDS.rule }))
        await expectPage()
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
  ]
}
