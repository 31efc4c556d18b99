import type { Position } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type {
  Diagnostic,
  DescriptorLife,
  FunctionLifecycles,
  Language,
  LifecyclePhase,
  LifePath,
  LifeStep,
} from '../engine/index.ts'
import { findingsAbout } from './about.ts'
import { toRange } from './convert.ts'
import type { DocumentFindings } from './findings.ts'
import { translate, type MessageKey } from './l10n.ts'
import type {
  DescriptorLifecycle,
  LifecycleResult,
  LifecycleState,
  LifecycleStep,
  ShowLifecycleCommand,
} from './protocol.ts'

const STATES: Readonly<Record<LifeStep['phase'], LifecycleState>> = {
  created: 'created',
  bound: 'bound',
  listening: 'listening',
  connecting: 'connecting',
  connected: 'connected',
  'connect-failed': 'failed',
  'half-closed': 'half-closed',
  'read-shut': 'half-closed',
  shut: 'half-closed',
  closed: 'closed',
  unknown: 'open',
}

const LABELS: Readonly<Record<LifecycleState, MessageKey>> = {
  created: 'stateCreated',
  bound: 'stateBound',
  listening: 'stateListening',
  connecting: 'stateConnecting',
  connected: 'stateConnected',
  'half-closed': 'stateHalfClosed',
  failed: 'stateFailed',
  closed: 'stateClosed',
  'handed-over': 'stateHandedOver',
  open: 'stateOpen',
}

const TYPES: Readonly<Record<NonNullable<DescriptorLife['type']>, MessageKey>> = {
  stream: 'streamSocket',
  datagram: 'datagramSocket',
  seqpacket: 'seqpacketSocket',
  raw: 'rawSocket',
}

const FAMILIES = { inet: 'IPv4', inet6: 'IPv6', unix: 'Unix' } as const

const RANK = { error: 0, warning: 1, info: 2 } as const

/** The function whose definition holds a position, the innermost of several. */
export function functionAt(
  functions: readonly FunctionLifecycles[],
  document: TextDocument,
  position: Position,
): FunctionLifecycles | undefined {
  const offset = document.offsetAt(position)
  return functions
    .filter(({ span }) => span.start <= offset && offset <= span.end)
    .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0]
}

/**
 * The state of the descriptor that a call at an offset names, before the call; undefined where paths differ or nothing
 * is known of it.
 */
export function phaseBefore(
  fn: FunctionLifecycles,
  document: TextDocument,
  offset: number,
): LifecyclePhase | undefined {
  const text = document.getText()
  const lineEnd = /\n|$/.exec(text.slice(offset))?.index ?? 0
  const call = text.slice(offset, offset + lineEnd)
  const found = new Set<LifeStep['phase']>()
  for (const { name, paths } of fn.descriptors) {
    if (!call.includes(name)) continue
    for (const { steps } of paths) {
      const before = steps.filter(({ span }) => span.end <= offset).at(-1)
      // A path that ends before does not come here.
      const goesOn = steps.some(({ span }) => offset < span.end)
      if (before !== undefined && goesOn) found.add(before.phase)
    }
  }
  const [phase] = found
  return found.size === 1 && phase !== 'unknown' ? phase : undefined
}

/** What becomes of the descriptors of a function, in the words of the protocol. */
export function toLifecycle(fn: FunctionLifecycles, findings: DocumentFindings, language: Language): LifecycleResult {
  const { document } = findings
  return {
    function: fn.name,
    uri: document.uri,
    range: toRange(document, fn.span),
    descriptors: fn.descriptors.map((life) => toDescriptor(life, fn, findings, language)),
  }
}

function toDescriptor(
  life: DescriptorLife,
  fn: FunctionLifecycles,
  findings: DocumentFindings,
  language: Language,
): DescriptorLifecycle {
  const { path, about } = tellingPath(life, fn, findings.findings)
  const { document } = findings
  return {
    name: life.name,
    platforms: life.platforms,
    kind: kindOf(life, language),
    steps: path.steps.map((step, index) => {
      const isLast = index === path.steps.length - 1
      const state = isLast && path.end === 'handed-over' ? 'handed-over' : stateOf(step)
      return {
        range: toRange(document, step.span),
        text: step.message[language],
        state,
        stateLabel: translate(language, LABELS[state]),
      }
    }),
    end: path.end,
    findings: about.map(({ rule, severity, message, span }) => ({
      rule,
      severity,
      message: message[language],
      range: toRange(document, span),
    })),
  }
}

function stateOf({ phase }: LifeStep): LifecycleState {
  return STATES[phase]
}

/** `stream socket (IPv4)`; what is not known is left out. */
function kindOf({ type, family, isLookedUp, origin }: DescriptorLife, language: Language): string {
  if (origin === 'opened') return translate(language, 'otherDescriptor')
  const what = translate(language, type === null ? 'socket' : TYPES[type])
  const familyName = isLookedUp ? 'IPv4/IPv6' : family === null || family === 'other' ? null : FAMILIES[family]
  if (familyName === null) return what
  return `${what} (${familyName})`
}

/** The path that matters most: one with a finding, the graver the better; else the one on which most happens. */
function tellingPath(
  life: DescriptorLife,
  fn: FunctionLifecycles,
  findings: readonly Diagnostic[],
): { readonly path: LifePath; readonly about: readonly Diagnostic[] } {
  const candidates = life.paths.map((path) => ({ path, about: findingsAbout(life, path, fn, findings) }))
  const weight = ({ about }: { readonly about: readonly Diagnostic[] }): number =>
    Math.min(3, ...about.map(({ severity }) => RANK[severity]))
  const [best] = candidates.toSorted(
    (a, b) =>
      weight(a) - weight(b) ||
      b.about.length - a.about.length ||
      Number(b.path.end === 'open') - Number(a.path.end === 'open') ||
      b.path.steps.length - a.path.steps.length,
  )
  return best ?? { path: { steps: [], end: 'open' }, about: [] }
}

/** The line about the descriptor of a finding, with the way to the panel where the client has one. */
export function lifecycleLink(
  { uri, descriptors }: LifecycleResult,
  finding: Diagnostic,
  position: Position,
  command: ShowLifecycleCommand | undefined,
  language: Language,
): string | undefined {
  const found = descriptors.find(({ findings }) =>
    findings.some(({ rule, message }) => rule === finding.rule && message === finding.message[language]),
  )
  if (found === undefined) return undefined
  const line = `\`${lifecycleLine(found, language).replaceAll('`', '')}\``
  if (command === undefined) return line
  // Arguments of a command link are a JSON array, percent-encoded.
  const address = `command:${command}?${encodeURIComponent(JSON.stringify([uri, position]))}`
  return `${line} · [${translate(language, 'showLifecycle')}](${address})`
}

/** `fd: created 12 → bound 15 → still open 20`, with the lines of the steps. */
export function lifecycleLine({ name, steps, end }: DescriptorLifecycle, language: Language): string {
  const told = steps.reduce<{ readonly label: string; readonly line: number }[]>((parts, step, index) => {
    const isEnd = index === steps.length - 1 && end === 'open'
    const label = isEnd ? translate(language, 'stateStillOpen') : step.stateLabel
    // Steps that leave the state as it is, such as options, say nothing here.
    if (parts.at(-1)?.label !== label) parts.push({ label, line: step.range.start.line + 1 })
    return parts
  }, [])
  return `${name}: ${told.map(({ label, line }) => `${label} ${line}`).join(' → ')}`
}

/** The steps after which the state is another one, for inlay hints: at the end of each, once a place. */
export function stateChanges({ descriptors }: LifecycleResult): readonly (LifecycleStep & { readonly name: string })[] {
  const found = new Map<string, LifecycleStep & { readonly name: string }>()
  for (const { name, steps } of descriptors) {
    steps.forEach((step, index) => {
      const { line, character } = step.range.end
      const key = `${name} ${line} ${character}`
      if (steps[index - 1]?.state !== step.state && !found.has(key)) found.set(key, { ...step, name })
    })
  }
  return [...found.values()]
}
