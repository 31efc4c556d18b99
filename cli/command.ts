import pc from 'picocolors'
import type { Localised } from '../engine/index.ts'
import { unknownRule } from './complaints.ts'
import { CannotWrite } from './failures.ts'
import { helpText } from './help.ts'
import { lintCommand } from './lint-command.ts'
import { message } from './messages.ts'
import { expandResponseFiles, parseCommandLine } from './options.ts'

/** What the command has of the world around it. */
export interface Surroundings {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly version: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly readStdin: () => Promise<Buffer>
  /** Standard error is a terminal, where a line may be written over. */
  readonly isWatched: boolean
}

/** The exit status: nothing at warning or above, findings, wrong use or internal error. */
export type ExitCode = 0 | 1 | 2

/** Runs one command line. Null: a server runs now and the process must live on. */
export async function runCommand(around: Surroundings): Promise<ExitCode | null> {
  const expanded = expandResponseFiles(around.argv, around.cwd)
  const { language, command } = parseCommandLine(expanded.ok ? expanded.argv : around.argv, around.env)
  const complain = (...problems: readonly Localised[]): 2 => {
    for (const problem of problems) around.err(`socklint: ${problem[language]}\n`)
    return 2
  }
  if (!expanded.ok) return complain(expanded.problem)
  try {
    switch (command.name) {
      case 'wrong':
        return complain(command.problem, message('seeHelp'))
      case 'help':
        around.out(helpText(language))
        return 0
      case 'version':
        around.out(`${around.version}\n`)
        return 0
      case 'lint':
        return await lintCommand(command.options, language, around, complain)
      case 'explain': {
        const { explain, ruleIds } = await import('./pages.ts')
        const page = explain(command.rule, language, pc.isColorSupported)
        if (page === null) return complain(...unknownRule(command.rule, ruleIds))
        around.out(page)
        return 0
      }
      case 'rules': {
        const { listRules } = await import('./pages.ts')
        around.out(listRules(command.format, language, pc.isColorSupported))
        return 0
      }
      case 'init': {
        const { initialise } = await import('./worker.ts')
        const { ok, says } = initialise(around.cwd, language)
        if (!ok) return complain(...says)
        for (const text of says) around.out(`${text[language]}\n`)
        return 0
      }
      case 'completions': {
        const { completions, ruleIds } = await import('./pages.ts')
        around.out(completions(command.shell, ruleIds, language))
        return 0
      }
      case 'lsp':
        // It starts as it is loaded, and from then on standard output is its own.
        await import('../server/main.ts')
        return null
    }
  } catch (error) {
    if (error instanceof CannotWrite) return complain(error.problem)
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return complain(message('internalError', { reason }))
  }
}
