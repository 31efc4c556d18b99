import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Diagnostic, Language, LifecyclePhase, OutcomeTable } from '../engine/index.ts'
import { callStates } from './api-hover.ts'
import { translate } from './l10n.ts'
import { table, tableRow } from './markdown.ts'
import { bytesOf, callSequence, tcpStates, type TcpState } from './pictures.ts'

/** What shows a finding at a glance. The picture, for clients that show any, tells what stands in the text as well. */
export interface Figure {
  /** Lines of markdown; empty where the finding brings a table of its own. */
  readonly table: readonly string[]
  readonly picture: string | undefined
}

/** What a call needs before it, on a server's socket and on a client's. */
const SEQUENCES: Readonly<Record<string, readonly string[]>> = {
  listen: ['socket', 'bind', 'listen'],
  accept: ['socket', 'bind', 'listen', 'accept'],
  accept4: ['socket', 'bind', 'listen', 'accept4'],
  send: ['socket', 'connect', 'send'],
  recv: ['socket', 'connect', 'recv'],
  write: ['socket', 'connect', 'write'],
  read: ['socket', 'connect', 'read'],
  shutdown: ['socket', 'connect', 'shutdown'],
  getpeername: ['socket', 'connect', 'getpeername'],
}

const DONE: Readonly<Partial<Record<LifecyclePhase, readonly string[]>>> = {
  created: ['socket'],
  bound: ['socket', 'bind'],
}

/** Rules about a call that the state of its socket makes fail, with that state where it is always the same. */
const ABOUT_STATES: Readonly<Record<string, LifecyclePhase | 'of the path'>> = {
  'lifecycle/call-order': 'of the path',
  'lifecycle/io-on-listener': 'listening',
  'lifecycle/reuse-after-failed-connect': 'connect-failed',
  'lifecycle/shutdown-listener': 'of the path',
}

/** RFC 9293, section 3.3.2: a socket that does not listen and has no connection is CLOSED, which is no state. */
const TCP_STATE_OF: Readonly<Partial<Record<LifecyclePhase, TcpState>>> = {
  created: 'CLOSED',
  bound: 'CLOSED',
  listening: 'LISTEN',
  connecting: 'SYN-SENT',
  connected: 'ESTABLISHED',
  'connect-failed': 'CLOSED',
}

/**
 * The figure of a finding; undefined where none would show it better than words.
 *
 * @param phase the state of the stream socket before the call, where the path shows it
 */
export function findingFigure(
  finding: Diagnostic,
  document: TextDocument,
  phase: LifecyclePhase | undefined,
  language: Language,
): Figure | undefined {
  const text = document.getText().slice(finding.span.start, finding.span.end)
  const call = /\b(\w+)\s*\(/.exec(text)?.[1] ?? ''
  return (
    sequenceOf(finding, call, phase, language) ??
    stateOf(finding, call, phase, language) ??
    bytes(finding, language) ??
    rows(finding, language)
  )
}

/** A call in the wrong order: what is missing before it. */
function sequenceOf(
  { rule }: Diagnostic,
  call: string,
  phase: LifecyclePhase | undefined,
  language: Language,
): Figure | undefined {
  const needed = Object.hasOwn(SEQUENCES, call) ? SEQUENCES[call] : undefined
  const done = phase === undefined ? undefined : DONE[phase]
  if (rule !== 'lifecycle/call-order' || needed === undefined || done === undefined) return undefined
  const calls = needed.map((name) => ({ name, isMissing: name !== call && !done.includes(name) }))
  if (!calls.some(({ isMissing }) => isMissing)) return undefined
  const cells = calls.map(({ name, isMissing }) =>
    isMissing
      ? `**${translate(language, 'callMissing')}**`
      : translate(language, name === call ? 'callHere' : 'callMade'),
  )
  const columns = calls.map(({ name }) => `\`${name}()\``)
  return { table: table(columns, [tableRow(cells)]), picture: callSequence(calls, language) }
}

/** A call that fails in the state of its socket: in which states it does, and where TCP stands in this one. */
function stateOf(
  { rule }: Diagnostic,
  call: string,
  phase: LifecyclePhase | undefined,
  language: Language,
): Figure | undefined {
  const given = Object.hasOwn(ABOUT_STATES, rule) ? ABOUT_STATES[rule] : undefined
  const known = given === 'of the path' ? phase : given
  if (known === undefined) return undefined
  const lines = callStates(call, known, language)
  const state = TCP_STATE_OF[known]
  if (lines.length === 0) return undefined
  return { table: lines, picture: state === undefined ? undefined : tcpStates([state], language) }
}

/** A number in the wrong byte order: the finding brings the bytes. */
function bytes({ rule, outcome }: Diagnostic, language: Language): Figure | undefined {
  if (!rule.startsWith('byteorder/') || outcome === undefined) return undefined
  const [given, wanted] = outcome.rows.map(({ cells }) => cells.map(({ en }) => en.replaceAll('`', '')))
  const call = /^\w+(?=\()/.exec(wanted?.[0] ?? '')?.[0]
  const [before, after] = [given?.[1], wanted?.[1]].map((text) => text?.split(' '))
  if (before === undefined || after === undefined || call === undefined) return undefined
  return { table: [], picture: bytesOf(before, after, `${call}()`, language) }
}

const TCP_STATES: Readonly<Record<string, TcpState>> = {
  LISTEN: 'LISTEN',
  ESTABLISHED: 'ESTABLISHED',
  FIN_WAIT_2: 'FIN-WAIT-2',
  TIME_WAIT: 'TIME-WAIT',
}

/** A table by TCP states: those of the rows that apply. */
function rows({ outcome }: Diagnostic, language: Language): Figure | undefined {
  const marked = markedCells(outcome).flatMap((cell) => TCP_STATES[cell] ?? [])
  return marked.length === 0 ? undefined : { table: [], picture: tcpStates(marked, language) }
}

function markedCells(outcome: OutcomeTable | undefined): string[] {
  return (outcome?.rows ?? []).flatMap(({ cells, mark }) => (mark ? [cells[0]?.en ?? ''] : []))
}
