import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { HERE, OUTPUT, ROOT } from '../lib/paths.ts'
import { runCommand, temporaryFolder } from '../lib/processes.ts'
import { type Drive, readResult } from './editor-scenario.ts'

export interface ScriptedEditor {
  readonly name: string
  readonly cli: string
  readonly command: string
  readonly args: (script: string) => string[]
  /** A file of this folder; it is told by the environment what to do. */
  readonly script: string
  /** The language of the fenced block of docs/editors.en.md that is the user's configuration. */
  readonly snippet?: string
  readonly beside?: string
  /** Where the editor itself writes what went wrong, below the folder of its cache and state. */
  readonly ownLog?: string
}

/** An editor that a script drives: a fresh one for each file. */
export function scriptedEditor({ name, cli, command, args, script, snippet, beside, ownLog }: ScriptedEditor): Drive {
  const log = path.join(OUTPUT, `${name}.log`)
  return {
    name,
    log,
    ...(beside === undefined ? {} : { beside }),
    async run(file, text, rule, fix, other = '') {
      const folder = temporaryFolder()
      try {
        const result = path.join(folder.path, 'result.json')
        writeFileSync(path.join(folder.path, file), text)
        // The command as an installation leaves it on the PATH.
        const socklint = path.join(folder.path, 'socklint')
        writeFileSync(socklint, `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`, { mode: 0o755 })
        const configuration = path.join(folder.path, 'configuration')
        if (snippet !== undefined) writeFileSync(configuration, firstBlock(snippet))
        const done = await runCommand(command, args(path.join(HERE, 'editors', script)), {
          cwd: folder.path,
          env: {
            ...process.env,
            PATH: `${folder.path}${path.delimiter}${process.env['PATH'] ?? ''}`,
            LC_ALL: 'C.UTF-8',
            HOME: folder.path,
            XDG_CACHE_HOME: folder.path,
            XDG_STATE_HOME: folder.path,
            E2E_NODE: process.execPath,
            E2E_CLI: cli,
            E2E_SNIPPET: configuration,
            E2E_FILE: file,
            E2E_RULE: rule,
            E2E_FIX: fix,
            E2E_BESIDE: other,
            E2E_RESULT: result,
          },
          milliseconds: 90_000,
        })
        const written = ownLog === undefined ? '' : path.join(folder.path, ownLog)
        writeFileSync(log, `${done.stdout}${done.stderr}\n${existsSync(written) ? readFileSync(written, 'utf8') : ''}`)
        if (!existsSync(result)) throw new Error(`${name} ended with ${done.code}: ${done.stderr.slice(-1500)}`)
        return readResult(JSON.parse(readFileSync(result, 'utf8')))
      } finally {
        folder.remove()
      }
    },
  }
}

/** The first snippet in a language on the page for other editors: what is documented is what is run. */
function firstBlock(language: string): string {
  const page = readFileSync(path.join(ROOT, 'docs/editors.en.md'), 'utf8')
  const block = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1]
  if (block === undefined) throw new Error(`docs/editors.en.md has no snippet in ${language}`)
  return block
}
