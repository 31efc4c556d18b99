import {
  addressConstant,
  apiConstant,
  apiFunction,
  bindOutcomeTable,
  DYNAMIC_PORT_RANGES,
  ERROR_CODES_SOURCE,
  errorCode,
  failureTold,
  LIFECYCLE_CALL_OF,
  LIFECYCLE_PHASES,
  lifecycleVerdict,
  optionValueType,
  pairOf,
  socketOption,
  winsockInstead,
  type ApiFunction,
  type BindOption,
  type ErrorCode,
  type Language,
  type LifecyclePhase,
  type OutcomeTable,
  type Platform,
  type SocketDescription,
  type SocketOption,
} from '../engine/index.ts'
import { ADDRESSES, EFFECTS, PHASES } from './api-wording.ts'
import { PLATFORM_NAMES, translate } from './l10n.ts'
import { escapeCell, outcomeTable, table, tableRow, type HoverBlock } from './markdown.ts'
import { bytesOf, tcpStates, type TcpState } from './pictures.ts'

export interface ApiFacts {
  /** `bind()`, with the platforms that have it. */
  readonly title: string
  readonly blocks: readonly HoverBlock[]
}

export interface ApiContext {
  readonly language: Language
  /** The client shows pictures; everything in them is in the text too. */
  readonly pictures: boolean
  /** The state of the socket at the call, where the path shows it. */
  readonly phase: LifecyclePhase | undefined
  /** The text behind the name, as far as the end of its line. */
  readonly after: string
}

/** The most rows that a hover has room for. */
const MAX_STATE_ROWS = 5

/** What the model knows of a name: a function, an option, an address, an error code. Undefined for any other. */
export function apiFacts(name: string, context: ApiContext): ApiFacts | undefined {
  const posix = apiFunction(name, 'posix')
  const windows = apiFunction(name, 'windows')
  const row = posix ?? windows
  if (row !== undefined) return functionFacts(row, { posix, windows }, context)
  const option = socketOption(name)
  if (option !== undefined) return optionFacts(option, context)
  const code = errorCode(name)
  if (code !== undefined) return errorFacts(name, code, context)
  return addressFacts(name, context)
}

function heading(name: string, platforms: readonly Platform[]): string {
  return `**\`${name}\`** ${platforms.map((platform) => `\`${PLATFORM_NAMES[platform]}\``).join(' ')}`.trim()
}

type Rows = Readonly<Record<Platform, ApiFunction | undefined>>

function functionFacts(row: ApiFunction, rows: Rows, context: ApiContext): ApiFacts | undefined {
  const { language } = context
  const effect = EFFECTS[row.effect] ?? (isOfNetwork(row) ? { en: '', ja: '' } : undefined)
  if (effect === undefined) return undefined
  const blocks: HoverBlock[] = [
    { place: 0, lines: effect.en === '' ? [] : [effect[language]] },
    { place: 1, lines: failureTable(rows, language) },
    ...(row.effect === 'swap-bytes' ? bytesBlocks(row, context) : []),
    ...(row.effect === 'bind' ? [{ place: 3, lines: outcomeTable(secondBind('default'), language) }] : []),
    { place: 2, lines: stateTable(row, rows, context) },
    { place: 4, lines: context.pictures ? picture(row, language) : [] },
  ]
  return { title: heading(`${row.name}()`, row.platforms), blocks }
}

/** Functions whose effect is of no interest to the analysis, and whose failure is to the reader. */
function isOfNetwork(row: ApiFunction): boolean {
  const isInHeader = /^(?:arpa\/inet|netdb|winsock2|ws2tcpip|sys\/socket)\.h$/.test(row.header)
  return pairOf(row) !== undefined || (isInHeader && failureTold(row, row.platforms[0] ?? 'posix').value !== null)
}

function failureTable(rows: Rows, language: Language): string[] {
  const { windows } = rows
  const instead = windows === undefined ? undefined : winsockInstead(windows.name)
  const on = (platform: Platform, tell: (known: ApiFunction) => string): string => {
    const known = rows[platform]
    if (known === undefined) return '—'
    // What the C runtime of Windows does with its own descriptors is another matter.
    return platform === 'windows' && instead !== undefined ? '—' : tell(known)
  }
  const line = (label: string, tell: (known: ApiFunction, platform: Platform) => string): string[] => {
    const cells = (['posix', 'windows'] as const).map((platform) => on(platform, (known) => tell(known, platform)))
    return cells.every((cell) => cell === '' || cell === '—')
      ? []
      : [tableRow([label, ...cells.map((cell) => cell || '—')])]
  }
  const sockets =
    instead === undefined
      ? []
      : [
          tableRow([
            translate(language, 'onSockets'),
            translate(language, 'itself'),
            instead === '' ? translate(language, 'notForSockets') : `\`${instead}()\``,
          ]),
        ]
  const lines = [
    ...sockets,
    ...line(translate(language, 'failure'), (known, platform) => code(failureTold(known, platform).value)),
    ...line(translate(language, 'errorCode'), (known, platform) => {
      const where = failureTold(known, platform).code
      return where === 'returned' ? translate(language, 'returnedCode') : code(where)
    }),
    ...line(translate(language, 'pairsWith'), (known, platform) => {
      const other = pairOf(known)?.[platform] ?? null
      return other === null ? '' : `\`${other}()\``
    }),
    tableRow([
      translate(language, 'header'),
      ...(['posix', 'windows'] as const).map((platform) => on(platform, (known) => headerOf(known, platform))),
    ]),
  ]
  return lines.length === 1 ? [] : table(['', PLATFORM_NAMES.posix, PLATFORM_NAMES.windows], lines)
}

/** The model names a header once, by POSIX where both have the function: there Winsock declares it. */
function headerOf(row: ApiFunction, platform: Platform): string {
  const isOfBoth = row.platforms.length === 2
  const isOfSockets = /^(?:sys\/socket|sys\/select|arpa\/inet)\.h$/.test(row.header)
  if (platform === 'windows' && isOfBoth) {
    if (isOfSockets) return /^inet_[np]to[np]$/.test(row.name) ? '`ws2tcpip.h`' : '`winsock2.h`'
    if (row.header === 'netdb.h') return /addrinfo|nameinfo/.test(row.name) ? '`ws2tcpip.h`' : '`winsock2.h`'
  }
  return `\`${row.header}\``
}

function code(text: string | null): string {
  return text === null ? '' : `\`${text}\``
}

/** In which states a call of this name fails on a stream socket, with the one at hand marked; empty where it tells nothing. */
export function callStates(name: string, phase: LifecyclePhase, language: Language): string[] {
  const rows = { posix: apiFunction(name, 'posix'), windows: apiFunction(name, 'windows') }
  const row = rows.posix ?? rows.windows
  return row === undefined ? [] : stateTable(row, rows, { language, phase })
}

/** States in which the call fails on a stream socket, with the one that the path shows marked. */
function stateTable(
  row: ApiFunction,
  rows: Rows,
  { language, phase }: Pick<ApiContext, 'language' | 'phase'>,
): string[] {
  const call = LIFECYCLE_CALL_OF[row.effect]
  if (call === undefined) return []
  const has = (platform: Platform): boolean =>
    rows[platform] !== undefined && (platform === 'posix' || winsockInstead(row.name) === undefined)
  const verdicts = LIFECYCLE_PHASES.filter((one) => one !== 'invalid').map((one) => {
    const cell = (platform: Platform): string => {
      if (!has(platform)) return '—'
      const verdict = lifecycleVerdict(platform, 'stream', one, call)
      if (verdict.outcome === 'ok') return translate(language, 'callSucceeds')
      return verdict.outcome === 'error' ? verdict.errors.join(', ') : '—'
    }
    const fails = (['posix', 'windows'] as const).some(
      (platform) => rows[platform] !== undefined && lifecycleVerdict(platform, 'stream', one, call).outcome === 'error',
    )
    return { phase: one, cells: [cell('posix'), cell('windows')], fails }
  })
  const told = verdicts.filter((verdict) => verdict.fails || verdict.phase === phase)
  const groups: { phases: LifecyclePhase[]; cells: string[] }[] = []
  for (const verdict of told) {
    const known = groups.find(({ cells }) => cells.join('|') === verdict.cells.join('|'))
    if (known === undefined) groups.push({ phases: [verdict.phase], cells: verdict.cells })
    else known.phases.push(verdict.phase)
  }
  if (groups.length === 0 || groups.length > MAX_STATE_ROWS) return []
  const lines = groups.map(({ phases, cells }) => {
    const names = phases.map((one) => (one === phase ? `**${PHASES[one][language]}**` : PHASES[one][language]))
    const mark = (cell: string): string => (phase !== undefined && phases.includes(phase) ? `**${cell}**` : cell)
    return tableRow([names.join(language === 'ja' ? '、' : ', '), ...cells.map(mark)])
  })
  const title = [translate(language, 'stateBefore'), PLATFORM_NAMES.posix, PLATFORM_NAMES.windows]
  return table(title, lines)
}

const LIT: Readonly<Partial<Record<ApiFunction['effect'], readonly TcpState[]>>> = {
  listen: ['LISTEN'],
  accept: ['ESTABLISHED'],
  connect: ['SYN-SENT', 'ESTABLISHED'],
  shutdown: ['FIN-WAIT-1', 'FIN-WAIT-2', 'LAST-ACK'],
}

function picture({ effect, name }: ApiFunction, language: Language): string[] {
  if (effect === 'close' && name !== 'closesocket') return []
  const lit = LIT[effect]
  return lit === undefined ? [] : [tcpStates(lit, language)]
}

function secondBind(option: BindOption): OutcomeTable {
  const socket: SocketDescription = {
    ...{ option, scope: 'wildcard', family: 'inet', v6only: null, type: 'stream', listening: true },
    address: null,
  } as const
  const { rows, ...told } = bindOutcomeTable(socket, socket)
  // No code is at hand that one of the rows would be about.
  return { ...told, rows: rows.map((row) => ({ ...row, mark: false })) }
}

const BIND_OPTIONS: readonly BindOption[] = ['SO_REUSEADDR', 'SO_EXCLUSIVEADDRUSE', 'SO_REUSEPORT']

function optionFacts({ name, levels, value }: SocketOption, { language }: ApiContext): ApiFacts {
  const number = (platform: Platform): string => {
    const known = apiConstant(name, platform)
    return known === undefined ? '—' : `\`${known > 255 || known < 0 ? hexadecimal(known) : known}\``
  }
  const type = (platform: Platform): string => {
    const known = optionValueType(value[platform], platform)
    return known === undefined ? '—' : `\`${known.type}\``
  }
  // Where the table of numbers has an option, what it lacks there does not exist.
  const isNumbered = (['posix', 'windows'] as const).some((platform) => apiConstant(name, platform) !== undefined)
  const platforms = (['posix', 'windows'] as const).filter(
    (platform) => !isNumbered || apiConstant(name, platform) !== undefined,
  )
  const on = (tell: (platform: Platform) => string): string[] =>
    (['posix', 'windows'] as const).map((platform) => (platforms.includes(platform) ? tell(platform) : '—'))
  const lines = [
    tableRow([translate(language, 'level'), ...on(() => levels.map((level) => `\`${level}\``).join(', '))]),
    tableRow([translate(language, 'optionValue'), ...on(type)]),
    ...(isNumbered ? [tableRow([translate(language, 'optionNumber'), ...on(number)])] : []),
  ]
  const bindOption = BIND_OPTIONS.find((option) => option === name)
  return {
    title: heading(name, isNumbered ? platforms : []),
    blocks: [
      { place: 1, lines: table(['', PLATFORM_NAMES.posix, PLATFORM_NAMES.windows], lines) },
      { place: 2, lines: bindOption === undefined ? [] : outcomeTable(secondBind(bindOption), language) },
    ],
  }
}

function hexadecimal(number: number): string {
  return `0x${(number >>> 0).toString(16).toUpperCase()}`
}

function errorFacts(name: string, known: ErrorCode, { language }: ApiContext): ApiFacts {
  const shown = (number: number | null): string => (number === null ? '—' : String(number))
  const lines = [
    tableRow([
      code(known.posix) || '—',
      ...[known.linux, known.freebsd, known.macos].map(shown),
      known.winsock === null ? '—' : `\`${known.winsock}\` ${known.winsockNumber}`,
      shown(known.runtime),
    ]),
  ]
  const columns = ['errno', 'Linux', 'FreeBSD', 'macOS', 'Winsock', translate(language, 'runtimeNumber')]
  const differs = known.runtime !== null && known.winsockNumber !== null
  return {
    title: heading(name, [
      ...(known.posix === null ? [] : (['posix'] as const)),
      ...(known.winsock === null ? [] : (['windows'] as const)),
    ]),
    blocks: [
      { place: 1, lines: [...table(columns, lines), '', `${translate(language, 'source')}: <${ERROR_CODES_SOURCE}>`] },
      { place: 2, lines: givenBy(name, language) },
      { place: 3, lines: differs ? [translate(language, 'runtimeDiffers', { name: known.posix ?? name })] : [] },
    ],
  }
}

/** In which states which calls on a stream socket answer with an error. */
function givenBy(name: string, language: Language): string[] {
  const platform: Platform = name.startsWith('WSA') ? 'windows' : 'posix'
  const calls = [
    'bind',
    'listen',
    'accept',
    'connect',
    'send',
    'receive',
    'shutdown',
    'local-name',
    'peer-name',
  ] as const
  const found = calls.flatMap((call) => {
    const phases = LIFECYCLE_PHASES.filter(
      (phase) => phase !== 'invalid' && lifecycleVerdict(platform, 'stream', phase, call).errors.includes(name),
    )
    if (phases.length === 0) return []
    const names = phases.map((phase) => PHASES[phase][language])
    return [tableRow([`\`${CALL_NAMES[call]}()\``, names.join(language === 'ja' ? '、' : ', ')])]
  })
  return found.length === 0 || found.length > 8
    ? []
    : table([translate(language, 'failingCall'), translate(language, 'stateBefore')], found)
}

const CALL_NAMES = {
  bind: 'bind',
  listen: 'listen',
  accept: 'accept',
  connect: 'connect',
  send: 'send',
  receive: 'recv',
  shutdown: 'shutdown',
  'local-name': 'getsockname',
  'peer-name': 'getpeername',
} as const

function addressFacts(name: string, { language }: ApiContext): ApiFacts | undefined {
  const says = Object.hasOwn(ADDRESSES, name) ? ADDRESSES[name] : undefined
  if (says === undefined) return undefined
  const text = addressConstant(name)?.text
  const value = apiConstant(name, 'posix') ?? apiConstant(name, 'windows') ?? 0
  const dotted = [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')
  const needsSwap = text === undefined && dotted !== '0.0.0.0' && dotted !== '255.255.255.255'
  return {
    title: `**\`${name}\`** ${text ?? dotted}`,
    blocks: [
      { place: 0, lines: [says[language]] },
      { place: 1, lines: needsSwap ? [translate(language, 'hostOrderAddress', { name })] : [] },
    ],
  }
}

/** The bytes of the number in the parentheses behind a conversion, and who hands out such a port. */
function bytesBlocks({ name, bits = 16, to }: ApiFunction, { after, language, pictures }: ApiContext): HoverBlock[] {
  const literal = /^\s*\(\s*(0[xX][\dA-Fa-f]+|\d+)[uUlL]*\s*\)/.exec(after)?.[1]
  const example = bits === 16 ? 8080 : 0x7f000001
  const number = literal === undefined ? example : Number(literal)
  const count = bits / 8
  if (bits === 64 || number >= 2 ** bits) return []
  const big = number
    .toString(16)
    .toUpperCase()
    .padStart(count * 2, '0')
    .replace(/../g, '$& ')
    .trim()
    .split(' ')
  const little = big.toReversed()
  const [before, converted] = [little, big]
  const isToHost = to === 'host'
  const lines = [
    tableRow([isToHost ? `\`${name}(n)\`` : '`n`', `${number} (\`0x${big.join('')}\`)`, `\`${before.join(' ')}\``]),
    tableRow([
      isToHost ? '`n`' : `\`${name}(n)\``,
      `${parseInt(little.join(''), 16)} (\`0x${little.join('')}\`)`,
      `\`${converted.join(' ')}\``,
    ]),
  ]
  const columns = ['', translate(language, 'asNumber'), translate(language, 'bytesInMemory')]
  const call = `${name}()`
  return [
    { place: 2, lines: table(columns, isToHost ? lines.toReversed() : lines) },
    { place: 4, lines: literal === undefined || bits !== 16 ? [] : dynamicPorts(number, language) },
    {
      place: 3,
      lines: pictures
        ? [isToHost ? bytesOf(converted, before, call, language) : bytesOf(before, converted, call, language)]
        : [],
    },
  ]
}

/** The systems that hand out a port by themselves. */
function dynamicPorts(port: number, language: Language): string[] {
  const systems = DYNAMIC_PORT_RANGES.filter(({ low, high, common }) => common && low <= port && port <= high)
  if (systems.length === 0) return []
  const lines = systems.map(({ system, low, high, source }) =>
    tableRow([system, `**${low}–${high}**`, escapeCell(source)]),
  )
  return [
    translate(language, 'dynamicPort', { port }),
    '',
    ...table(
      [translate(language, 'system'), translate(language, 'dynamicRange'), translate(language, 'source')],
      lines,
    ),
  ]
}
