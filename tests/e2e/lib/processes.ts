import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const cleanups = new Set<() => void>()

/** Registers what must be undone even when the run is interrupted; returns the function that does it now. */
function onExit(undo: () => void): () => void {
  const once = (): void => {
    if (cleanups.delete(once)) undo()
  }
  cleanups.add(once)
  return once
}

process.on('exit', () => {
  for (const undo of [...cleanups]) undo()
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))

/** A new empty folder; `remove` deletes it, at the latest when the run ends. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'socklint-e2e-'))
  return { path: folder, remove: onExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })) }
}

/** A port of 127.0.0.1 that nothing listens on right now. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port given')
  return address.port
}

/** A long-running process in its own group, with its output in `log`; `stop` ends the whole group. */
export function startServer(
  command: string,
  args: readonly string[],
  options: { readonly log: string; readonly env: NodeJS.ProcessEnv; readonly cwd: string },
): { readonly process: ChildProcess; stop(): Promise<void> } {
  const log = openSync(options.log, 'w')
  const child = spawn(command, [...args], {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, name)
    } catch {
      // The group is gone already.
    }
  }
  const kill = onExit(() => signal('SIGKILL'))
  return {
    process: child,
    async stop() {
      signal('SIGTERM')
      for (let waited = 0; waited < 3000 && child.exitCode === null && child.signalCode === null; waited += 50) {
        await sleep(50)
      }
      kill()
    },
  }
}

/** Waits until the address answers with success; throws after `milliseconds` or when the process ends before. */
export async function waitForHttp(url: string, child: ChildProcess, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode} before it answered`)
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok === true) return
    await sleep(100)
  }
  throw new Error(`no answer from ${url} in ${milliseconds} ms`)
}

const run = promisify(execFile)

export interface Finished {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end; any exit code is a value, a missing command or a timeout throws. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv; readonly milliseconds: number },
): Promise<Finished> {
  try {
    const { stdout, stderr } = await run(command, [...args], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      timeout: options.milliseconds,
      killSignal: 'SIGKILL',
      maxBuffer: 1 << 28,
    })
    return { code: 0, stdout, stderr }
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      typeof error.code === 'number' &&
      'stdout' in error &&
      'stderr' in error
    ) {
      return { code: error.code, stdout: String(error.stdout), stderr: String(error.stderr) }
    }
    throw error
  }
}
