import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { finding, list, member, summary, type Finding } from '../lib/command-line.ts'
import { HERE, OUTPUT } from '../lib/paths.ts'
import { runCommand, temporaryFolder } from '../lib/processes.ts'
import { runSteps } from '../lib/report.ts'
import { BINDS, CAST, type Expected, MENDED_TEXT } from '../samples.ts'

interface NeovimResult {
  readonly before: readonly Finding[]
  readonly hover: string
  readonly actions: readonly string[]
  readonly after: readonly Finding[]
  readonly text: string
  readonly exitCode: number
}

const LOG = path.join(OUTPUT, 'neovim.log')

/** The server over standard input and output, in an editor that knows nothing of VS Code. */
export async function neovimScenario(cli: string, expected: Expected): Promise<void> {
  let cast: NeovimResult | undefined
  let binds: NeovimResult | undefined
  const given = (result: NeovimResult | undefined): NeovimResult => {
    if (result === undefined) throw new Error('Neovim was not run')
    return result
  }
  await runSteps(
    'neovim',
    [
      {
        name: 'the same findings as the command line',
        async run() {
          cast = await drive(cli, CAST.file, CAST.text, CAST.rule)
          expectEqual(summary(cast.before), summary(expected.cast))
        },
      },
      {
        name: 'hover explains the cast',
        async run() {
          if (!given(cast).hover.includes(CAST.rule)) throw new Error(`the hover: ${given(cast).hover}`)
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
          binds = await drive(cli, BINDS.file, BINDS.text, BINDS.rule)
          expectEqual(summary(binds.before), summary(expected.binds))
        },
      },
      {
        name: 'mixed binds: the hover has the outcome table',
        async run() {
          if (!/^\|.*\|\s*\n\|[\s:|-]+\|\s*\n\|/m.test(given(binds).hover))
            throw new Error(`the hover: ${given(binds).hover}`)
        },
      },
      {
        name: 'the server ends with code 0 when the editor goes',
        async run() {
          const codes = [given(cast).exitCode, given(binds).exitCode]
          if (codes.some((code) => code !== 0)) throw new Error(`exit codes: ${codes.join(', ')}`)
        },
      },
    ],
    async () => `log: ${LOG}`,
  )
}

function expectEqual(actual: string, wanted: string): void {
  if (actual !== wanted) throw new Error(`Neovim has:\n${actual || '(nothing)'}\nexpected:\n${wanted || '(nothing)'}`)
}

/** Opens one file in a fresh headless Neovim, see drive.lua. */
async function drive(cli: string, file: string, text: string, rule: string): Promise<NeovimResult> {
  const folder = temporaryFolder()
  try {
    const result = path.join(folder.path, 'result.json')
    writeFileSync(path.join(folder.path, file), text)
    const done = await runCommand(
      'nvim',
      ['--headless', '--clean', '-c', `luafile ${path.join(HERE, 'neovim/drive.lua')}`, '-c', 'cq!'],
      {
        cwd: folder.path,
        env: {
          ...process.env,
          LC_ALL: 'C.UTF-8',
          XDG_CACHE_HOME: folder.path,
          XDG_STATE_HOME: folder.path,
          E2E_NODE: process.execPath,
          E2E_CLI: cli,
          E2E_FILE: file,
          E2E_RULE: rule,
          E2E_RESULT: result,
        },
        milliseconds: 90_000,
      },
    )
    const serverLog = path.join(folder.path, 'nvim/lsp.log')
    writeFileSync(LOG, `${done.stdout}${done.stderr}\n${existsSync(serverLog) ? readFileSync(serverLog, 'utf8') : ''}`)
    if (!existsSync(result)) throw new Error(`Neovim ended with ${done.code}: ${done.stderr.slice(0, 800)}`)
    return parse(JSON.parse(readFileSync(result, 'utf8')))
  } finally {
    folder.remove()
  }
}

/** Lua has one empty table, so an empty list arrives as an empty object or list alike; a missing one is empty. */
function parse(answer: unknown): NeovimResult {
  const listOrNone = (key: string): unknown[] => (Array.isArray(member(answer, key)) ? list(answer, key) : [])
  return {
    before: listOrNone('before').map(finding),
    hover: String(member(answer, 'hover')),
    actions: listOrNone('actions').map(String),
    after: listOrNone('after').map(finding),
    text: String(member(answer, 'text')),
    exitCode: Number(member(answer, 'exit_code')),
  }
}
