import { finding, list, member, summary, type Finding } from '../lib/command-line.ts'
import { runSteps } from '../lib/report.ts'
import { BINDS, CAST, type Expected, MENDED_TEXT } from '../samples.ts'

/** What an editor that knows nothing of VS Code held before and after a fix, as its script has written it. */
export interface EditorResult {
  readonly before: readonly Finding[]
  readonly sources: readonly string[]
  readonly hover: string
  readonly actions: readonly string[]
  readonly after: readonly Finding[]
  readonly text: string
  readonly exitCode: number
}

/** Opens one file in a fresh editor, rests on the finding of `rule`, and chooses the action `fix`. */
export interface Drive {
  readonly name: string
  readonly log: string
  /** Another server that can be attached to the same text. */
  readonly beside?: string
  run(file: string, text: string, rule: string, fix: string, beside?: string): Promise<EditorResult>
}

/** The server over standard input and output: findings, hover, and a fix that is applied. */
export async function editorScenario({ name, log, beside, run }: Drive, expected: Expected): Promise<void> {
  let cast: EditorResult | undefined
  let binds: EditorResult | undefined
  const given = (result: EditorResult | undefined): EditorResult => {
    if (result === undefined) throw new Error(`${name} was not run`)
    return result
  }
  const expectFindings = ({ before, sources }: EditorResult, wanted: readonly Finding[]): void => {
    expectEqual(summary(before), summary(wanted))
    const foreign = sources.filter((source) => source !== 'socklint')
    if (foreign.length > 0) throw new Error(`sources: ${sources.join(', ')}`)
  }
  await runSteps(
    name,
    [
      {
        name: 'the same findings as the command line',
        async run() {
          const fix = expected.cast.find(({ rule }) => rule === CAST.rule)?.fixes[0] ?? ''
          cast = await run(CAST.file, CAST.text, CAST.rule, fix)
          expectFindings(cast, expected.cast)
        },
      },
      {
        name: 'hover explains the cast, without what only our own client can show',
        async run() {
          const { hover } = given(cast)
          if (!hover.includes(CAST.rule)) throw new Error(`the hover: ${hover}`)
          if (/command:|data:image|socklint-doc:/.test(hover)) throw new Error(`for our own client: ${hover}`)
        },
      },
      {
        name: 'the fix changes the text and the finding goes',
        async run() {
          const { text, after, actions } = given(cast)
          if (text !== MENDED_TEXT) throw new Error(`actions: ${actions.join(' | ')}\ntext:\n${text}`)
          expectEqual(summary(after), summary(expected.mended))
        },
      },
      {
        name: 'mixed binds: the same findings as the command line, after Japanese text on the line too',
        async run() {
          binds = await run(BINDS.file, BINDS.text, BINDS.rule, '')
          expectFindings(binds, expected.binds)
        },
      },
      {
        name: 'mixed binds: the hover has the outcome table',
        async run() {
          if (!/^\|.*\|\s*\n\|[\s:|-]+\|\s*\n\|/m.test(given(binds).hover)) {
            throw new Error(`the hover: ${given(binds).hover}`)
          }
        },
      },
      ...(beside === undefined
        ? []
        : [
            {
              name: `beside ${beside}: each reports under its own name, ours what it always does`,
              async run() {
                const both = await run(CAST.file, CAST.text, '', '', beside)
                const ours = both.before.filter((_, index) => both.sources[index] === 'socklint')
                expectEqual(summary(ours), summary(expected.cast))
                if (ours.length === both.before.length) throw new Error(`${beside} has reported nothing`)
              },
            },
          ]),
      {
        name: 'the server ends with code 0 when the editor goes',
        async run() {
          const codes = [given(cast).exitCode, given(binds).exitCode]
          if (codes.some((code) => code !== 0)) throw new Error(`exit codes: ${codes.join(', ')}`)
        },
      },
    ],
    async () => `log: ${log}`,
  )
}

function expectEqual(actual: string, wanted: string): void {
  if (actual !== wanted)
    throw new Error(`the editor has:\n${actual || '(nothing)'}\nexpected:\n${wanted || '(nothing)'}`)
}

/** Reads what the script of an editor wrote. Lua has one empty table for lists and objects: what is no list is empty. */
export function readResult(answer: unknown): EditorResult {
  const listOrNone = (key: string): unknown[] => (Array.isArray(member(answer, key)) ? list(answer, key) : [])
  return {
    before: listOrNone('before').map(finding),
    sources: listOrNone('before').map((each) => String(member(each, 'source'))),
    hover: String(member(answer, 'hover')),
    actions: listOrNone('actions').map(String),
    after: listOrNone('after').map(finding),
    text: String(member(answer, 'text')),
    exitCode: Number(member(answer, 'exit_code')),
  }
}
