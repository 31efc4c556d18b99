import type { Localised } from '../text/localised.ts'
import { TCP_STATE_ROWS, TCP_STATES } from './data/bind-tables.ts'
import {
  BIND_SYSTEMS,
  LINUX_SOURCE,
  WINDOWS_SOURCE,
  predictSecondBind,
  type BindOption,
  type BindResult,
  type BindSystem,
  type Outcome,
  type SocketDescription,
} from './bind-outcomes.ts'

/** A small table of outcomes; `mark` is a row that applies to the code at hand. */
export interface BindOutcomeTable {
  readonly title: Localised
  readonly columns: readonly Localised[]
  readonly rows: readonly { readonly cells: readonly Localised[]; readonly mark: boolean }[]
  readonly source: string
}

const same = (text: string): Localised => ({ en: text, ja: text })

const SYSTEM_NAMES: Readonly<Record<BindSystem, Localised>> = {
  'windows-xp-and-earlier': { en: 'Windows XP and earlier', ja: 'Windows XP 以前' },
  'windows-server-2003-and-later-same-user': {
    en: 'Windows Server 2003 and later, same user',
    ja: 'Windows Server 2003 以降 (同じユーザー)',
  },
  'windows-server-2003-and-later-different-users': {
    en: 'Windows Server 2003 and later, different users',
    ja: 'Windows Server 2003 以降 (別のユーザー)',
  },
  linux: same('Linux'),
}

const RESULT_NAMES: Readonly<Record<BindResult, Localised>> = {
  Success: { en: 'succeeds', ja: '成功' },
  EADDRINUSE: same('EADDRINUSE'),
  WSAEADDRINUSE: same('WSAEADDRINUSE (10048)'),
  WSAEACCES: same('WSAEACCES (10013)'),
  unknown: { en: 'not predicted', ja: '予測なし' },
}

/** How messages name a local address: `127.0.0.1`, `the wildcard address 0.0.0.0`. */
export function nameAddress(socket: SocketDescription): Localised {
  if (socket.scope === 'wildcard') {
    const text = socket.family === 'inet' ? '0.0.0.0' : '::'
    return { en: `the wildcard address ${text}`, ja: `ワイルドカードアドレス ${text}` }
  }
  return socket.address === null ? { en: 'a specific address', ja: '特定アドレス' } : same(socket.address)
}

function nameOption(option: BindOption): Localised {
  return option === 'default' ? { en: 'no option', ja: 'オプションなし' } : same(option)
}

/** What a prediction rests on, as the opening of a sentence. */
function premise(first: SocketDescription, second: SocketDescription, order: Order): Localised {
  const [a, b] = [nameOption(first.option), nameOption(second.option)]
  const known = order === 'known'
  if (first.option !== second.option) {
    const [x, y] = [padOption(first.option).trimEnd(), padOption(second.option)]
    const address = nameAddress(first)
    return known
      ? {
          en: `With ${a.en} on the first socket, ${b.en} on the second, `,
          ja: `1 つ目のソケットが${x}、2 つ目のソケットが${y}の場合、`,
        }
      : {
          en: `With ${a.en} on the socket bound to ${address.en}, ${b.en} on the other and both open, `,
          ja: `${spaced(address.ja)}に bind したソケットが${x}、もう一方が${y}で、両方が開いている場合、`,
        }
  }
  if (first.option === 'default') {
    return known
      ? { en: 'With default options, ', ja: 'オプションを設定しない場合、' }
      : {
          en: 'With default options and both sockets open, ',
          ja: 'オプションを設定せずに両方のソケットを開いている場合、',
        }
  }
  return known
    ? { en: `With ${a.en} on both sockets, `, ja: `両方のソケットに ${a.ja} を設定した場合、` }
    : { en: `With ${a.en} on both sockets, both open, `, ja: `${a.ja} を設定した両方のソケットを開いている場合、` }
}

/** Text before a Japanese particle: a blank parts Latin letters and digits from it. */
function spaced(text: string): string {
  return /[!-~]$/.test(text) ? `${text} ` : text
}

/** An option between Japanese words: names in Latin letters stand between blanks. */
function padOption(option: BindOption): string {
  return option === 'default' ? nameOption(option).ja : ` ${nameOption(option).ja} `
}

/** `known`: the code shows which bind() comes first; `either`: it does not. */
export type Order = 'known' | 'either'

/** Which second bind() a clause is about. */
const SUBJECT: Readonly<Record<Order, Localised>> = {
  known: { en: 'this second bind', ja: 'この 2 回目の bind ' },
  either: { en: 'whichever bind comes second', ja: '後になった方の bind ' },
}

const ON_WINDOWS: Localised = { en: 'on Windows Server 2003 and later ', ja: 'Windows Server 2003 以降では、' }

function windowsClause(outcome: Outcome, subject: Localised, port: number, where = ON_WINDOWS): Localised | null {
  if (outcome.result === 'unknown') return null
  if (!outcome.competes) {
    return {
      en: 'on Windows, where an IPv6 socket leaves the IPv4 port alone unless IPV6_V6ONLY is switched off, both binds succeed',
      ja: 'Windows では IPV6_V6ONLY を無効にしない限り IPv6 のソケットは IPv4 のポートを使わないため、どちらの bind も成功します',
    }
  }
  if (outcome.result === 'Success') {
    return {
      en: `${where.en}${subject.en} succeeds and both sockets share port ${port}`,
      ja: `${where.ja}${subject.ja}が成功し、2 つのソケットがポート ${port} を共有します`,
    }
  }
  const error = RESULT_NAMES[outcome.result].en
  return {
    en: `${where.en}${subject.en} fails with ${error}`,
    ja: `${where.ja}${subject.ja}が ${error} で失敗します`,
  }
}

function linuxClause(outcome: Outcome, subject: Localised): Localised | null {
  if (outcome.result === 'EADDRINUSE') {
    return { en: `on Linux ${subject.en} fails with EADDRINUSE`, ja: `Linux では${subject.ja} EADDRINUSE で失敗します` }
  }
  if (outcome.result !== 'Success') return null
  return { en: `on Linux ${subject.en} succeeds`, ja: `Linux では${subject.ja}成功します` }
}

/** The systems messages speak of; the tables have the others too. */
const MODERN_WINDOWS = 'windows-server-2003-and-later-same-user'

/**
 * Says what the second bind() to `port` returns on Windows and on Linux; the same whichever platform asks. Systems
 * whose answer is unknown are left out.
 */
export function describePrediction(
  first: SocketDescription,
  second: SocketDescription,
  port: number,
  order: Order,
): Localised {
  const subject = SUBJECT[order]
  const windows = predictSecondBind(MODERN_WINDOWS, first, second)
  const reversed = predictSecondBind(MODERN_WINDOWS, second, first)
  const linux = predictSecondBind('linux', first, second)
  const clauses: (Localised | null)[] = []
  if (order === 'known' || windows.result === reversed.result) {
    const clause = windowsClause(windows, subject, port)
    // A clause before that speaks of the same bind: the next one need not name it again.
    const named = clause !== null && windows.competes
    const japanese = named ? '' : `${subject.ja}が`
    clauses.push(clause, linuxClause(linux, { en: named ? 'it' : subject.en, ja: japanese }))
  } else {
    const one = windowsClause(windows, ifSecond(second), port)
    clauses.push(one, windowsClause(reversed, ifSecond(first), port, one === null ? ON_WINDOWS : same('')))
    clauses.push(linuxClause(linux, { en: subject.en, ja: `${subject.ja}が` }))
  }
  const said = clauses.filter((clause) => clause !== null)
  const opening = premise(first, second, order)
  return {
    en: `${opening.en}${said.map((clause) => clause.en).join('; ')}.`,
    ja: `${opening.ja}${said.map((clause) => `${clause.ja}。`).join('')}`,
  }
}

function ifSecond(socket: SocketDescription): Localised {
  const address = nameAddress(socket)
  return {
    en: `the bind to ${address.en}, when it comes second,`,
    ja: `${spaced(address.ja)}への bind が後になると、その bind `,
  }
}

/**
 * The outcomes of this pair of binds on every system of which they are known, in both orders. Marked are the rows of the order that the code
 * shows, or all when `order` is `either`.
 */
export function bindOutcomeTable(
  first: SocketDescription,
  second: SocketDescription,
  order: Order = 'known',
): BindOutcomeTable {
  const rows: BindOutcomeTable['rows'][number][] = []
  const add = (system: BindSystem, one: SocketDescription, other: SocketDescription, mark: boolean): void => {
    // What nobody has written down or measured is not told.
    if (predictSecondBind(system, one, other).result === 'unknown') return
    rows.push({ cells: outcomeCells(system, one, other), mark })
  }
  for (const system of BIND_SYSTEMS) {
    add(system, first, second, true)
    if (!sameForOutcome(first, second)) add(system, second, first, order === 'either')
  }
  return {
    title: { en: 'Result of the second bind to the same port', ja: '同じポートへの 2 回目の bind の結果' },
    columns: [
      { en: 'System', ja: 'システム' },
      { en: 'First bind', ja: '1 回目の bind' },
      { en: 'Second bind', ja: '2 回目の bind' },
      { en: 'Result', ja: '結果' },
    ],
    rows,
    source: `${WINDOWS_SOURCE}; ${LINUX_SOURCE}`,
  }
}

function outcomeCells(system: BindSystem, first: SocketDescription, second: SocketDescription): Localised[] {
  const { result } = predictSecondBind(system, first, second)
  return [SYSTEM_NAMES[system], summarise(first), summarise(second), RESULT_NAMES[result]]
}

function summarise(socket: SocketDescription): Localised {
  const [address, option] = [nameAddress(socket), nameOption(socket.option)]
  return { en: `${address.en}, ${option.en}`, ja: `${address.ja}、${option.ja}` }
}

function sameForOutcome(a: SocketDescription, b: SocketDescription): boolean {
  return (
    a.option === b.option &&
    a.scope === b.scope &&
    a.family === b.family &&
    a.v6only === b.v6only &&
    a.address === b.address
  )
}

function qualified(system: string, option: Localised): Localised {
  return { en: `${system}, ${option.en}`, ja: `${system}、${option.ja}` }
}

const STATE_RESULTS: Readonly<Record<string, BindResult>> = { S: 'Success', U: 'WSAEADDRINUSE', E: 'EADDRINUSE' }

const REBIND_SOURCES = { windows: 'Windows XP SP3', linux: 'Linux 2.4.20, 2.6.18, 2.6.24, 6.18' } as const

/**
 * What bind() to a port returns while an earlier connection of it is in each TCP state, by option. `marked` are the
 * states that the code at hand meets.
 */
export function rebindOutcomeTable(
  marked: readonly (typeof TCP_STATES)[number][],
  systems: readonly ('windows' | 'linux')[],
): BindOutcomeTable {
  const { linux, 'windows-xp-and-earlier': windows } = TCP_STATE_ROWS
  const all = {
    windows: [
      { name: qualified('Windows XP', same('SO_EXCLUSIVEADDRUSE')), row: windows.SO_EXCLUSIVEADDRUSE },
      { name: qualified('Windows XP', nameOption('default')), row: windows.default },
    ],
    linux: [
      { name: qualified('Linux', nameOption('default')), row: linux.default },
      { name: qualified('Linux', same('SO_REUSEADDR')), row: linux.SO_REUSEADDR },
    ],
  }
  const columns = systems.flatMap(
    (system): readonly { readonly name: Localised; readonly row: string }[] => all[system],
  )
  return {
    title: { en: 'Result of bind to a port by TCP state', ja: 'TCP の状態ごとの bind の結果' },
    columns: [{ en: 'State of the old connection', ja: '以前の接続の状態' }, ...columns.map((column) => column.name)],
    rows: TCP_STATES.map((state, index) => ({
      cells: [same(state), ...columns.map(({ row }) => RESULT_NAMES[STATE_RESULTS[row[index] ?? ''] ?? 'unknown'])],
      mark: marked.includes(state),
    })),
    source: systems.map((system) => REBIND_SOURCES[system]).join(', '),
  }
}
