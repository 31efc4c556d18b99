/** Every call in every phase of a socket, for every kind on both platforms: what the simulation tells of it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { PLATFORMS, type Platform } from '../../../engine/model/index.ts'
import { CALLS, TABLES, type Table, TRANSITIONS } from './automaton-cells.ts'
import { Program } from './automaton-programs.ts'
import { type Flow, type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

const PREFIX: Readonly<Record<Platform, string>> = { posix: 'E', windows: 'WSAE' }

interface Cell {
  readonly phase: string
  readonly call: string
  readonly wanted: string
}

/** The cells of a table, as `.` or the name of the error. */
function cellsOf({ rows, platform }: Table): Cell[] {
  return rows
    .trim()
    .split('\n')
    .flatMap((row) => {
      const [phase = '', ...cells] = row.split(/\s+/)
      if (cells.length !== CALLS.length) throw new Error(`${phase}: ${cells.length} cells, not ${CALLS.length}`)
      return CALLS.map((call, i) => ({
        phase,
        call,
        wanted: cells[i] === '.' ? '.' : `${PREFIX[platform]}${cells[i]}`,
      }))
    })
}

interface Transition {
  readonly from: string
  readonly call: string
  readonly success: string
  readonly failure: string
}

function transitionsOf(rows: string): Transition[] {
  return rows
    .trim()
    .split('\n')
    .map((row) => {
      const match = /^(\S+) (\S+) -> (\S+) \| (\S+)$/.exec(row)
      if (match === null) throw new Error(`not a transition: ${row}`)
      const [, from = '', call = '', success = '', failure = ''] = match
      return { from, call, success, failure }
    })
}

const cellPrograms = TABLES.map((table, index) => {
  const program = new Program(table, index)
  const cells = cellsOf(table)
  for (const { phase, call } of cells) program.addCell(phase, call)
  return { table, cells, program }
})

const transitionPrograms = PLATFORMS.flatMap((platform) =>
  TRANSITIONS[platform].map(([kind, rows], index) => {
    const table = TABLES.find((t) => t.platform === platform && t.kind === kind)
    if (table === undefined) throw new Error(`no table ${platform} ${kind}`)
    const program = new Program(table, 100 + index)
    const transitions = transitionsOf(rows)
    for (const { from, call } of transitions) program.addOutcomes(from, call)
    return { platform, kind, transitions, program }
  }),
)

const invalidPrograms = PLATFORMS.map((platform) => {
  const program = new Program({ platform, socket: ['AF_INET', 'SOCK_STREAM'] }, 200)
  for (const call of CALLS) for (const tested of [false, true]) program.addInvalid(call, tested)
  return { platform, program }
})

test('there are several hundred cells', () => {
  expect(cellPrograms.reduce((sum, { cells }) => sum + cells.length, 0)).toBeGreaterThan(1500)
})

/** The first error of each misuse, by what its function is about. */
function misusesIn(flow: Flow, program: Program): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { name, text, functionName } of flow.told) {
    if (name !== 'misuse') continue
    const subject = program.subjectOf(functionName) ?? functionName
    const [, , call = '', phase = '', errors = ''] = text.split(' ')
    found.set(subject, [...(found.get(subject) ?? []), `${call} ${phase} ${errors.split('/')[0]}`])
  }
  return found
}

/** Phases that are reached in another way go by the name of where they lead. */
const SAME_PHASE: Readonly<Record<string, string>> = {
  accepted: 'connected',
  paired: 'connected',
  'sent-to': 'bound',
  'shut-twice': 'shut',
}

describe.each(cellPrograms.map((each) => [`${each.table.platform}: ${each.table.kind}`, each] as const))(
  '%s',
  (_, { table, cells, program }) => {
    test.each([...new Set(cells.map((cell) => cell.phase))])('%s', (phase) => {
      const flow = flowOf(program, table.platform)
      const misuses = misusesIn(flow, program)
      const own = cells.filter((cell) => cell.phase === phase)
      const found = own.map(({ call }) => `${call}: ${(misuses.get(`${phase} ${call}`) ?? ['.']).join(', ')}`)
      const reached = SAME_PHASE[phase] ?? phase
      const wanted = own.map(
        ({ call, wanted: error }) => `${call}: ${error === '.' ? '.' : `${call} ${reached} ${error}`}`,
      )
      expect(found).toEqual(wanted)
    })

    test('no function passes a bound', () => {
      expect(flowOf(program, table.platform).analysed.filter((fn) => fn.limit !== null)).toEqual([])
    })
  },
)

const flows = new Map<Program, Flow>()

function flowOf(program: Program, platform: Platform): Flow {
  const known = flows.get(program)
  if (known !== undefined) return known
  const flow = harness.run(program.text, { platform })
  flows.set(program, flow)
  return flow
}

describe.each(transitionPrograms.map((each) => [`${each.platform}: ${each.kind}`, each] as const))(
  'where a call leaves a socket, %s',
  (_, { platform, transitions, program }) => {
    test.each(transitions.map((t) => [`${t.from} ${t.call}`, t] as const))('%s', (subject, { success, failure }) => {
      const flow = flowOf(program, platform)
      const fn = flow.analysed.find((each) => program.subjectOf(each.node.name) === subject)
      /** Phases of `s` on the paths that return this number; `-` when there is no such path. */
      const phases = (result: number): string => {
        const found = new Set<string>()
        for (const exit of fn?.simulation?.exits ?? []) {
          if (exit.result.kind !== 'integer' || exit.result.low !== result || exit.result.high !== result) continue
          const held = exit.state.read('s')
          const resource = held.kind === 'descriptor' ? exit.state.resource(held.resource) : undefined
          found.add(resource?.phase ?? 'nothing')
        }
        return found.size === 0 ? '-' : [...found].join(' or ')
      }
      expect([phases(0), phases(1)]).toEqual([success, failure])
    })
  },
)

describe.each(invalidPrograms.map((each) => [each.platform, each.program] as const))('-1, %s', (platform, program) => {
  // Only poll() leaves a negative descriptor aside; FD_SET() of one is undefined behaviour. Both are told.
  test.each([...CALLS])('%s', (call) => {
    const found = flowOf(program, platform)
      .invalid.map((t) => `${program.subjectOf(t.functionName)}: ${t.text}`)
      .filter((text) => text.split(':')[0]?.endsWith(` ${call}`))
    expect(found).toEqual([`untested ${call}: invalid s ${call}`, `tested ${call}: invalid s ${call} tested`])
  })

  test('is no socket whose phase could be wrong', () => {
    const { told } = flowOf(program, platform)
    const wrong = told.filter((t) => t.name === 'misuse' && program.subjectOf(t.functionName)?.startsWith('tested'))
    expect(wrong).toEqual([])
  })
})

describe('the cells are C that a compiler accepts', () => {
  const programs: readonly (readonly [Platform, string])[] = [
    ...cellPrograms.map(({ table, program }) => [table.platform, program.text] as const),
    ...transitionPrograms.map(({ platform, program }) => [platform, program.text] as const),
    ...invalidPrograms.map(({ platform, program }) => [platform, program.text] as const),
  ]

  const compile = (platform: Platform, compiler: string): { readonly missing: boolean; readonly said: string } => {
    const texts = programs.flatMap(([of, text]) => (of === platform ? [text] : []))
    const folder = mkdtempSync(join(tmpdir(), 'socklint-'))
    try {
      const files = texts.map((text, index) => {
        const file = join(folder, `${index}.c`)
        writeFileSync(file, text)
        return file
      })
      const options = ['-fsyntax-only', '-Wall', '-Wno-unused-result']
      const run = spawnSync(compiler, [...options, ...files], { encoding: 'utf8' })
      return { missing: run.error !== undefined, said: run.stderr }
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  test('for POSIX', (context) => {
    if (process.platform === 'win32') return context.skip('this system has no headers of POSIX')
    const { missing, said } = compile('posix', 'cc')
    if (missing) return context.skip('no C compiler')
    expect(said).toBe('')
  })

  test('for Windows', (context) => {
    const { missing, said } = compile('windows', 'x86_64-w64-mingw32-gcc')
    if (missing) return context.skip('no compiler with the headers of Windows')
    expect(said).toBe('')
  })
})
