/** Lints files that are not on disk, such as those of a commit, as the command line would. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { settingsOf } from '../cli/configuration/configurations.ts'
import type { EngineParts } from '../cli/judge.ts'
import { parseCommandLine } from '../cli/options.ts'
import { ALONE, type RunResult } from '../cli/run-input.ts'
import { lint } from '../cli/lint-run.ts'
import { NO_OVERLAY } from '../cli/overlay.ts'
import { completeConfigs, isRuleOn, Judge, openConfigurations, openHeaders } from '../cli/worker.ts'

/**
 * What the command line finds in these files, in one thread. They are written to a temporary folder, which is the
 * working folder: `parameters` and findings name them by their paths here.
 *
 * @throws when the command line does not understand the parameters
 */
export async function lintFiles(
  engine: EngineParts,
  files: Iterable<readonly [path: string, bytes: Uint8Array]>,
  parameters: readonly string[],
): Promise<RunResult> {
  const cwd = mkdtempSync(join(tmpdir(), 'socklint-'))
  try {
    for (const [name, bytes] of files) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true })
      writeFileSync(join(cwd, name), bytes)
    }
    const { command } = parseCommandLine(['--threads', '1', '--no-ignore', '--no-config', ...parameters], {})
    if (command.name !== 'lint') throw new Error('the command line does not understand what it is told to lint')
    const { options } = command
    const commandLine = settingsOf(options, cwd)
    const configurations = openConfigurations({ cwd, file: null, discover: false, commandLine })
    const headers = openHeaders(cwd, options.paths, configurations, NO_OVERLAY)
    const judge = new Judge(engine)
    const readStdin = (): Promise<Buffer> => Promise.resolve(Buffer.alloc(0))
    return await lint({
      ...{ options, configurations, completeConfigs, isRuleOn, cwd, engine, headers, judge, readStdin },
      ...ALONE,
      headersOf: () => headers,
      overlay: NO_OVERLAY,
    })
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
}
