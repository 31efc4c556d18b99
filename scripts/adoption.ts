import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'

/** What the command said in JSON; columns and lines count from 1. */
interface Found {
  readonly file: string
  readonly rule: string
  readonly line: number
  readonly functionName?: string | null
}

const BASELINE = 'socklint-baseline.json'
/** A fault whose rule is in every preset, in a function of its own. */
const FAULT_RULE = 'address/struct-value-cast'
const FAULT = `
#include <sys/socket.h>
#include <netinet/in.h>

int socklint_adoption_bind(int fd, struct sockaddr_in addr)
{
    return bind(fd, (struct sockaddr *)addr, sizeof addr);
}
`
const FAULTY_LINE = '    return bind('
const REASON = '// socklint-disable-line address/struct-value-cast -- kept for the trial'

class Adoption {
  readonly #folder: string
  readonly #cli: string

  constructor(folder: string, cli: string) {
    this.#folder = folder
    this.#cli = cli
  }

  git(...parameters: string[]): string {
    return execFileSync(
      'git',
      ['-c', 'user.name=adopt', '-c', 'user.email=adopt@example.org', '-c', 'commit.gpgsign=false', ...parameters],
      { cwd: this.#folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    )
  }

  commit(message: string): void {
    this.git('add', '-A')
    this.git('commit', '-q', '--no-verify', '-m', message)
  }

  /** Runs the command. @throws when it ends with another status, or could not do its work */
  run(status: number | 'any', ...parameters: string[]): string {
    const ran = spawnSync(process.execPath, [this.#cli, '--lang', 'en', ...parameters], {
      cwd: this.#folder,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    })
    if (status === 'any' ? ran.status === 2 || ran.status === null : ran.status !== status)
      throw new Error(
        `socklint ${parameters.join(' ')}: ended with ${ran.status ?? 'no status'}, not ${status}\n${ran.stdout.slice(0, 2000)}${ran.stderr}`,
      )
    return ran.stdout
  }

  find(status: number | 'any', ...parameters: string[]): readonly Found[] {
    const report = JSON.parse(this.run(status, ...parameters, '--format', 'json')) as { diagnostics: Found[] }
    return report.diagnostics
  }

  read(file: string): string {
    return readFileSync(join(this.#folder, file), 'latin1')
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.#folder, file), text, 'latin1')
  }

  /** How many findings the baseline has. */
  known(): number {
    const value = JSON.parse(this.read(BASELINE)) as { findings: readonly { readonly count?: number }[] }
    return value.findings.reduce((sum, { count = 1 }) => sum + count, 0)
  }
}

/** @throws when something is not as it should be */
function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}

/** Adopts the command in a copy of a project and says what happened, a line a step. The project stays as it is. */
export function adopt(project: string, cli: string): string[] {
  const scratch = mkdtempSync(join(tmpdir(), 'socklint-adopt-'))
  try {
    const folder = join(scratch, 'project')
    cpSync(project, folder, { recursive: true, filter: (path) => !path.split(sep).includes('.git') })
    return steps(new Adoption(folder, cli))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function steps(project: Adoption): string[] {
  const told: string[] = []
  project.git('init', '-q', '-b', 'main')
  project.commit('the project as it is')

  told.push(`init: ${project.run(0, 'init').trim().split('\n')[0] ?? ''}`)
  const everything = project.find(1)
  const files = new Set(everything.map(({ file }) => file)).size
  told.push(`today: ${everything.length} findings in ${files} files`)

  project.run(0, '--write-baseline', BASELINE)
  const before = project.known()
  expect(before === everything.length, `the baseline has ${before} of ${everything.length} findings`)
  const reported = project.find(0, '--baseline', BASELINE)
  expect(reported.length === 0, `${reported.length} findings in spite of the baseline`)
  project.commit('Socklint with a baseline')
  told.push(`baseline: ${before} findings known, none reported`)

  // In front of a file with findings, so that their lines move.
  const target = everything.find(({ file }) => /\.c$/i.test(file))?.file
  if (target === undefined) throw new Error('no C file with a finding to put a new one into')
  project.git('checkout', '-q', '-b', 'change')
  const text = project.read(target)
  project.write(target, `${FAULT}\n${text}`)
  project.commit('a change with a fault')
  const brought = project.find(1, '--since', 'main')
  const isFault = (found: readonly Found[]): boolean =>
    found.length === 1 && found[0]?.rule === FAULT_RULE && found[0].file === target
  expect(isFault(brought), `--since main: ${JSON.stringify(brought)}`)
  const fresh = project.find(1, '--baseline', BASELINE)
  expect(isFault(fresh), `--baseline: ${JSON.stringify(fresh)}`)
  told.push(`new fault in ${target}: --since and --baseline each report it and nothing else, of ${before + 1}`)

  const suppressed = project.read(target).replace(/^( {4}return bind\(.*)/m, `$1 ${REASON}`)
  expect(suppressed.includes(REASON) && suppressed.includes(FAULTY_LINE), 'the fault is gone from the file')
  project.write(target, suppressed)
  const accepted = project.find(0, '--since', 'main', '--report-unused-suppressions')
  expect(accepted.length === 0, `suppressed and still reported: ${JSON.stringify(accepted)}`)
  // What suppresses nothing is told.
  project.write(target, suppressed.replace(')addr', ')&addr'))
  const unused = project.find(1, '--since', 'main', '--report-unused-suppressions')
  expect(
    unused.length === 1 && unused[0]?.rule === 'socklint/unused-suppression',
    `mended and not told: ${JSON.stringify(unused)}`,
  )
  told.push('suppression: accepted with its reason; told when it suppresses nothing any more')

  // The linter's own fixes mend what is known, as somebody would who works down the list.
  project.write(target, text)
  project.run('any', '--fix', '--fix-suggestions')
  const left = project.find(0, '--baseline', BASELINE)
  project.run(0, '--baseline', BASELINE, '--prune-baseline')
  const after = project.known()
  expect(left.length === 0, `mending has brought ${JSON.stringify(left)}`)
  expect(after < before, `nothing of the baseline was mended: no finding has a fix`)
  expect(after === project.find(after > 0 ? 1 : 0).length, 'the baseline is not what is left')
  told.push(`mended: ${before - after} by --fix --fix-suggestions; the baseline shrinks from ${before} to ${after}`)
  return told
}
