/** The table of calls and phases, and what Linux itself answers. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { release, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  LIFECYCLE_CALLS,
  LIFECYCLE_PHASES,
  type LifecycleCall,
  type LifecyclePhase,
  lifecycleVerdict,
  SOCKET_KINDS,
  type SocketKind,
  socketKinds,
} from '../../../engine/model/lifecycle.ts'
import { PLATFORMS } from '../../../engine/model/platform.ts'
import { ROOT } from '../../../scripts/rule-folders.ts'

const RECORD = 'tests/engine/model/linux-lifecycle.tsv'

interface Cell {
  readonly kind: SocketKind
  readonly phase: LifecyclePhase
  readonly call: LifecycleCall
  readonly result: string
}

/** Cells of a measurement; lines that start with `#` say how it was made. */
function cellsOf(text: string): Cell[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [kind, phase, call, result] = line.split('\t')
      const cell = {
        kind: SOCKET_KINDS.find((k) => k === kind),
        phase: LIFECYCLE_PHASES.find((p) => p === phase),
        call: LIFECYCLE_CALLS.find((c) => c === call),
        result,
      }
      if (!cell.kind || !cell.phase || !cell.call || !cell.result) throw new Error(`not a cell: ${line}`)
      return { kind: cell.kind, phase: cell.phase, call: cell.call, result: cell.result }
    })
}

/** Cells where the table is certain and the measurement says otherwise. */
function contradictions(cells: readonly Cell[]): string[] {
  return cells.flatMap(({ kind, phase, call, result }) => {
    const { outcome, errors } = lifecycleVerdict('posix', kind, phase, call)
    if (outcome === 'unspecified') return []
    const agrees = outcome === 'ok' ? result === 'ok' || result === 'wait' : errors.includes(result)
    return agrees ? [] : [`${kind} ${phase} ${call}: ${result}, not ${outcome} ${errors.join(' or ')}`]
  })
}

const recorded = readFileSync(join(ROOT, RECORD), 'utf8')

describe('the table', () => {
  test('is complete: every verdict that is not silence has its source, and errors have names of their platform', () => {
    const wrong: string[] = []
    for (const platform of PLATFORMS) {
      for (const kind of SOCKET_KINDS) {
        for (const phase of LIFECYCLE_PHASES) {
          for (const call of LIFECYCLE_CALLS) {
            const { outcome, errors, source } = lifecycleVerdict(platform, kind, phase, call)
            const named = errors.every((e) =>
              (platform === 'posix' ? /^E[A-Z]+$|^POLLNVAL$/ : /^WSAE[A-Z]+$|^POLLNVAL$/).test(e),
            )
            if (!named || (outcome === 'error') !== errors.length > 0 || (outcome !== 'unspecified' && source === '')) {
              wrong.push(`${platform} ${kind} ${phase} ${call}`)
            }
          }
        }
      }
    }
    expect(wrong).toEqual([])
  })

  test('knows what can be known of a closed descriptor and of -1', () => {
    for (const platform of PLATFORMS) {
      for (const kind of SOCKET_KINDS) {
        for (const call of LIFECYCLE_CALLS) {
          expect(lifecycleVerdict(platform, kind, 'closed', call).outcome, `${platform} ${kind} ${call}`).toBe('error')
        }
      }
    }
    expect(lifecycleVerdict('posix', 'stream', 'invalid', 'poll').outcome).toBe('ok')
    expect(lifecycleVerdict('posix', 'stream', 'invalid', 'select').outcome).toBe('unspecified')
  })
})

test.each<[Parameters<typeof socketKinds>, SocketKind[]]>([
  [['inet', 'stream'], ['stream']],
  [['inet6', 'datagram'], ['datagram']],
  [['unix', 'stream'], ['unix-stream']],
  [
    ['unix', null],
    ['unix-stream', 'unix-datagram', 'unix-seqpacket'],
  ],
  [
    [null, 'stream'],
    ['stream', 'unix-stream'],
  ],
  [[null, 'raw'], []],
  [[null, 'datagram'], []],
  [['other', 'stream'], []],
  [[null, null], []],
])('kinds of %j', (given, wanted) => {
  expect(socketKinds(...given)).toEqual(wanted)
})

describe('Linux', () => {
  test('the measurement on record contradicts no verdict for POSIX', () => {
    const cells = cellsOf(recorded)
    expect(cells.length).toBeGreaterThan(900)
    expect(contradictions(cells)).toEqual([])
  })

  test('a measurement now says the same', (context) => {
    if (process.platform !== 'linux') return context.skip('this system is not Linux')
    const folder = mkdtempSync(join(tmpdir(), 'socklint-'))
    try {
      const program = join(folder, 'measure')
      const built = spawnSync('cc', ['-Wall', '-Wextra', '-o', program, join(ROOT, 'scripts/measure-lifecycle.c')])
      if (built.error) return context.skip('no C compiler')
      expect(built.stderr.toString()).toBe('')
      const run = spawnSync(program, { encoding: 'utf8' })
      if (run.stdout === '') return context.skip('sockets are not permitted here')
      const cells = cellsOf(run.stdout)
      expect(contradictions(cells)).toEqual([])
      // Another kernel may differ where POSIX leaves the choice; the one that was measured may not.
      const measured = /^# Linux (\d+\.\d+)/m.exec(recorded)?.[1]
      if (measured !== undefined && release().startsWith(`${measured}.`)) {
        const kinds = new Set(cells.map((c) => c.kind))
        expect(cells).toEqual(cellsOf(recorded).filter((c) => kinds.has(c.kind)))
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
