import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Diagnostic, Language, LifecyclePhase } from '../engine/index.ts'
import { bytesOf, callSequence, tcpStates, type TcpState } from './pictures.ts'

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

/** The picture that shows a finding, for clients that show pictures; undefined where none does. */
export function findingPicture(
  finding: Diagnostic,
  document: TextDocument,
  phase: LifecyclePhase | undefined,
  language: Language,
): string | undefined {
  const text = document.getText().slice(finding.span.start, finding.span.end)
  return sequenceOf(finding, text, phase, language) ?? bytes(finding, text, language) ?? states(finding, language)
}

/** A call in the wrong order: what is missing before it. */
function sequenceOf(
  { rule }: Diagnostic,
  text: string,
  phase: LifecyclePhase | undefined,
  language: Language,
): string | undefined {
  const call = /\b(\w+)\s*\(/.exec(text)?.[1] ?? ''
  const needed = Object.hasOwn(SEQUENCES, call) ? SEQUENCES[call] : undefined
  const done = phase === undefined ? undefined : DONE[phase]
  if (rule !== 'lifecycle/call-order' || needed === undefined || done === undefined) return undefined
  const calls = needed.map((name) => ({ name, isMissing: name !== call && !done.includes(name) }))
  return calls.some(({ isMissing }) => isMissing) ? callSequence(calls, language) : undefined
}

/** A port that is written without htons(). */
function bytes({ rule }: Diagnostic, text: string, language: Language): string | undefined {
  const port = /(?:^|[^\w.])(\d{1,5})\s*[;,)]?$/.exec(text.trim())?.[1]
  if (rule !== 'byteorder/port-not-converted' || port === undefined || Number(port) > 0xffff) return undefined
  const pair = [Number(port) >> 8, Number(port) & 255].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0'))
  return bytesOf(pair.toReversed(), pair, 'htons()', language)
}

const TCP_STATES: Readonly<Record<string, TcpState>> = {
  LISTEN: 'LISTEN',
  ESTABLISHED: 'ESTABLISHED',
  FIN_WAIT_2: 'FIN-WAIT-2',
  TIME_WAIT: 'TIME-WAIT',
}

/** A table by TCP states: those of the rows that apply. */
function states({ outcome }: Diagnostic, language: Language): string | undefined {
  const marked = (outcome?.rows ?? []).flatMap(({ cells, mark }) =>
    mark ? (TCP_STATES[cells[0]?.en ?? ''] ?? []) : [],
  )
  return marked.length === 0 ? undefined : tcpStates(marked, language)
}
