import { translate, type MessageKey } from '../../../../server/l10n.ts'
import { type Finding, summary } from '../../lib/command-line.ts'
import type { Step } from '../../lib/report.ts'
import { BINDS, CAST, pageTitle } from '../../samples.ts'
import { actionsOf, type FeatureContext } from './context.ts'

/** Ways to switch a finding off: the comment that appears, and the lines that move down by it. */
const SUPPRESSIONS: readonly {
  readonly key: MessageKey
  readonly first: string
  readonly moved: (line: number, bind: number) => boolean
}[] = [
  {
    key: 'suppressLine',
    first: '/* socklint-disable-next-line RULE -- REASON */',
    moved: (line, bind) => line >= bind,
  },
  { key: 'suppressFunction', first: '/* socklint-disable RULE -- REASON */', moved: () => true },
  { key: 'suppressFile', first: '/* socklint-disable RULE -- REASON */', moved: () => true },
]

/** Comments that switch a finding off, with a reason, and all safe fixes at once. */
export function fixSteps(context: FeatureContext): Step[] {
  const { host, expected, workbench, screenshot, inLanguage } = context
  const { language } = host
  const { bind } = actionsOf(context)
  const rule = BINDS.rule

  return [
    ...SUPPRESSIONS.map(({ key, first, moved }) => ({
      name: `${key}: a comment with the reason typed into it, and the finding goes`,
      async run() {
        await workbench().openFile(BINDS.file, 'open_both')
        await workbench().problems.show()
        await workbench().clickSquiggle(bind())
        await workbench().quickFixes()
        await workbench().choose(translate(language, key, { rule, function: 'open_both' }))
        // The placeholder is selected: what is typed takes its place.
        const comment = first.replace('RULE', rule)
        await workbench().expectLine(comment.replace('REASON', translate(language, 'reasonHere')))
        await screenshot(`22-${key}`)
        await workbench().page.keyboard.type('told apart by address')
        await workbench().page.keyboard.press('Escape')
        await workbench().expectLine(comment.replace('REASON', 'told apart by address'))
        const left: Finding[] = expected.binds
          .filter((each) => each.rule !== rule)
          .map((each) => (moved(each.line, bind()) ? { ...each, line: each.line + 1 } : each))
        await workbench().problems.expect(BINDS.file, summary(left), summary)
        if (key === 'suppressLine') {
          const hover = await workbench().hoverAt(bind(), BINDS_COLUMN + first.indexOf('RULE') + 2, rule)
          if (!(await hover.innerText()).includes(pageTitle(rule, language))) throw new Error(await hover.innerText())
          inLanguage(await hover.innerText(), 'the hover')
          await screenshot('23-suppression-hover')
          await workbench().closeHover()
        }
        await workbench().revert()
        await workbench().problems.expect(BINDS.file, summary(expected.binds), summary)
      },
    })),
    {
      name: 'source action: all safe fixes of the file at once',
      async run() {
        await workbench().openFile(CAST.file, 'open_listener')
        const line = CAST.text.split('\n').findIndex((each) => each.includes(CAST.before)) + 1
        await workbench().replaceLine(line, CAST.before)
        await workbench().problems.show()
        await workbench().problems.expect(CAST.file, summary(expected.cast), summary)
        await workbench().goTo(1)
        await workbench().sourceActions()
        await screenshot('24-source-action')
        await workbench().choose(translate(language, 'fixAll'))
        await workbench().expectLine(CAST.after)
        await workbench().problems.expect(CAST.file, summary(expected.mended), summary)
        await workbench().revert()
        await workbench().closeAllEditors()
      },
    },
  ]
}

/** Where the text of the line begins that a comment is written above; 1-based. */
const BINDS_COLUMN =
  BINDS.text
    .split('\n')
    .find((line) => line.includes('bind(second'))
    ?.search(/\S/) ?? 0
