import { describe, expect, test } from 'vitest'
import {
  LINUX_ADDRESSES,
  LINUX_OPTIONS,
  LINUX_OVERLAP,
  LINUX_SHARING,
  TCP_STATE_ROWS,
  TCP_STATES,
  WINDOWS_OPTIONS,
  WINDOWS_TABLES,
} from '../../../engine/model/data/bind-tables.ts'
import { BIND_SYSTEMS, predictSecondBind, type SocketDescription } from '../../../engine/model/bind-outcomes.ts'
import { bindOutcomeTable, describePrediction, rebindOutcomeTable } from '../../../engine/model/bind-wording.ts'

const socket = (given: Partial<SocketDescription> = {}): SocketDescription => ({
  option: 'default',
  scope: 'wildcard',
  family: 'inet',
  v6only: null,
  type: 'stream',
  address: null,
  ...given,
})
const wildcard = socket()
const loopback = socket({ scope: 'specific', address: '127.0.0.1' })
const other = socket({ scope: 'specific', address: '127.0.0.2' })
const six = socket({ family: 'inet6' })
const sixOnly = socket({ family: 'inet6', v6only: true })
const dual = socket({ family: 'inet6', v6only: false })
const sixLoopback = socket({ family: 'inet6', scope: 'specific', address: '::1' })
const mapped = socket({ family: 'inet6', scope: 'specific', address: '::ffff:127.0.0.1' })
const exclusive = { option: 'SO_EXCLUSIVEADDRUSE' } as const
const reuse = { option: 'SO_REUSEADDR' } as const

const XP = 'windows-xp-and-earlier'
const SAME = 'windows-server-2003-and-later-same-user'
const OTHERS = 'windows-server-2003-and-later-different-users'

function result(system: (typeof BIND_SYSTEMS)[number], first: SocketDescription, second: SocketDescription): string {
  return predictSecondBind(system, first, second).result
}

describe('the tables are complete', () => {
  test('Windows: three systems, six first sockets, six second sockets', () => {
    expect(Object.keys(WINDOWS_TABLES).sort()).toEqual(BIND_SYSTEMS.filter((system) => system !== 'linux').sort())
    for (const rows of Object.values(WINDOWS_TABLES)) {
      expect(rows).toHaveLength(WINDOWS_OPTIONS.length * 2)
      for (const row of rows) expect(row).toMatch(/^[SUA]{6}$/)
    }
  })

  test('Windows: every cell is reachable and is what the row says', () => {
    const letters = { S: 'Success', U: 'WSAEADDRINUSE', A: 'WSAEACCES' } as const
    const sockets = WINDOWS_OPTIONS.flatMap((option) => [
      { ...wildcard, option },
      { ...loopback, option },
    ])
    for (const [system, rows] of Object.entries(WINDOWS_TABLES)) {
      sockets.forEach((first, row) => {
        sockets.forEach((second, column) => {
          const letter = rows[row]?.[column]
          if (letter !== 'S' && letter !== 'U' && letter !== 'A') throw new Error(`${system} ${row} ${column}`)
          const known = BIND_SYSTEMS.find((candidate) => candidate === system)
          if (known === undefined) throw new Error(system)
          expect(result(known, first, second)).toBe(letters[letter])
        })
      })
    }
  })

  test('Linux: square, symmetric where the order cannot matter', () => {
    expect(LINUX_OVERLAP).toHaveLength(LINUX_ADDRESSES.length)
    LINUX_OVERLAP.forEach((row, a) => {
      expect(row).toMatch(/^[SE]{7}$/)
      LINUX_ADDRESSES.forEach((_, b) => expect(LINUX_OVERLAP[b]?.[a], `${a} ${b}`).toBe(row[b]))
    })
    for (const rows of Object.values(LINUX_SHARING)) {
      expect(rows).toHaveLength(LINUX_OPTIONS.length)
      for (const row of rows) expect(row).toMatch(/^[YN]{4}$/)
    }
  })

  test('TCP states: one letter a state', () => {
    for (const rows of Object.values(TCP_STATE_ROWS)) {
      for (const row of Object.values(rows)) expect(row).toHaveLength(TCP_STATES.length)
    }
  })
})

describe('Windows, cells picked from the published tables', () => {
  test.each([
    // system, first, second, result
    [XP, wildcard, loopback, 'WSAEADDRINUSE'],
    [XP, loopback, { ...wildcard, ...reuse }, 'Success'],
    [XP, { ...wildcard, ...reuse }, loopback, 'WSAEADDRINUSE'],
    [XP, { ...loopback, ...reuse }, { ...loopback, ...reuse }, 'Success'],
    [XP, { ...wildcard, ...exclusive }, { ...loopback, ...reuse }, 'WSAEACCES'],
    [XP, { ...loopback, ...exclusive }, { ...wildcard, ...exclusive }, 'WSAEADDRINUSE'],
    [SAME, wildcard, wildcard, 'WSAEADDRINUSE'],
    [SAME, wildcard, loopback, 'Success'],
    [SAME, loopback, wildcard, 'Success'],
    [SAME, wildcard, { ...wildcard, ...reuse }, 'WSAEACCES'],
    [SAME, { ...wildcard, ...reuse }, { ...wildcard, ...reuse }, 'Success'],
    [SAME, { ...loopback, ...reuse }, { ...wildcard, ...exclusive }, 'WSAEADDRINUSE'],
    [SAME, { ...wildcard, ...exclusive }, { ...wildcard, ...exclusive }, 'WSAEADDRINUSE'],
    [SAME, { ...wildcard, ...exclusive }, loopback, 'WSAEACCES'],
    [SAME, { ...loopback, ...exclusive }, wildcard, 'Success'],
    [OTHERS, wildcard, loopback, 'WSAEACCES'],
    [OTHERS, loopback, wildcard, 'Success'],
    [OTHERS, { ...wildcard, ...reuse }, { ...loopback, ...exclusive }, 'WSAEACCES'],
    [OTHERS, { ...loopback, ...reuse }, { ...loopback, ...reuse }, 'Success'],
    [OTHERS, { ...wildcard, ...exclusive }, { ...wildcard, ...reuse }, 'WSAEACCES'],
    [OTHERS, { ...loopback, ...exclusive }, loopback, 'WSAEADDRINUSE'],
  ] as const)('%s', (system, first, second, expected) => {
    expect(result(system, first, second)).toBe(expected)
  })

  test('different specific addresses do not compete', () => {
    expect(predictSecondBind(SAME, { ...loopback, ...exclusive }, other)).toMatchObject({
      result: 'Success',
      competes: false,
    })
    expect(result(SAME, loopback, { ...other, address: null })).toBe('unknown')
  })

  test('IPv6 uses the same tables, and stays apart from IPv4 unless it is dual-stack', () => {
    expect(result(SAME, six, sixLoopback)).toBe('Success')
    expect(result(SAME, { ...six, ...exclusive }, sixLoopback)).toBe('WSAEACCES')
    expect(predictSecondBind(SAME, loopback, six).competes).toBe(false)
    expect(predictSecondBind(SAME, loopback, sixOnly).competes).toBe(false)
    expect(predictSecondBind(SAME, sixLoopback, wildcard).competes).toBe(false)
    expect(predictSecondBind(SAME, loopback, dual)).toMatchObject({ result: 'Success', competes: true })
  })

  test('an exclusive dual-stack wildcard over a specific IPv4 address is WSAEACCES, not the WSAEADDRINUSE of the table', () => {
    expect(result(SAME, loopback, { ...wildcard, ...exclusive })).toBe('WSAEADDRINUSE')
    expect(result(SAME, loopback, { ...dual, ...exclusive })).toBe('WSAEACCES')
  })

  test('what is not published is unknown', () => {
    expect(result(SAME, wildcard, dual)).toBe('unknown')
    expect(result(XP, loopback, dual)).toBe('unknown')
    expect(result(SAME, wildcard, mapped)).toBe('unknown')
    expect(result(SAME, wildcard, { ...loopback, option: 'SO_REUSEPORT' })).toBe('unknown')
  })
})

describe('Linux, cells picked from the measurement', () => {
  test.each([
    [wildcard, loopback, 'EADDRINUSE'],
    [loopback, wildcard, 'EADDRINUSE'],
    [loopback, other, 'Success'],
    [loopback, loopback, 'EADDRINUSE'],
    [loopback, six, 'EADDRINUSE'],
    [loopback, dual, 'EADDRINUSE'],
    [loopback, sixOnly, 'Success'],
    [six, loopback, 'EADDRINUSE'],
    [wildcard, sixLoopback, 'Success'],
    [sixOnly, sixLoopback, 'EADDRINUSE'],
    [mapped, wildcard, 'EADDRINUSE'],
    [mapped, loopback, 'EADDRINUSE'],
    [mapped, other, 'Success'],
    [other, mapped, 'Success'],
    [mapped, sixOnly, 'Success'],
    [{ ...loopback, type: 'datagram' }, { ...wildcard, type: 'datagram' }, 'EADDRINUSE'],
    [{ ...loopback, ...reuse, type: 'datagram' }, { ...wildcard, ...reuse, type: 'datagram' }, 'Success'],
    [{ ...loopback, ...reuse, type: 'datagram' }, { ...wildcard, type: 'datagram' }, 'EADDRINUSE'],
    [{ ...loopback, ...reuse, listening: false }, { ...wildcard, ...reuse }, 'Success'],
    [{ ...loopback, ...reuse, listening: true }, { ...wildcard, ...reuse }, 'EADDRINUSE'],
    [{ ...loopback, option: 'SO_REUSEPORT', listening: true }, { ...wildcard, option: 'SO_REUSEPORT' }, 'Success'],
    [{ ...loopback, option: 'SO_REUSEPORT', listening: true }, { ...wildcard, ...reuse }, 'EADDRINUSE'],
    [{ ...loopback, ...reuse, listening: true }, { ...wildcard, option: 'SO_REUSEADDR+SO_REUSEPORT' }, 'EADDRINUSE'],
    [{ ...loopback, ...reuse, listening: false }, { ...wildcard, option: 'SO_REUSEADDR+SO_REUSEPORT' }, 'Success'],
  ] as const)('%#', (first, second, expected) => {
    expect(result('linux', first, second)).toBe(expected)
  })

  test('unknown state or type: an answer only where all cases agree', () => {
    expect(result('linux', { ...loopback, ...reuse }, { ...wildcard, ...reuse })).toBe('unknown')
    expect(result('linux', { ...loopback, type: null }, { ...wildcard, type: null })).toBe('EADDRINUSE')
    expect(
      result('linux', { ...loopback, ...reuse, type: null, listening: false }, { ...wildcard, ...reuse, type: null }),
    ).toBe('Success')
    expect(result('linux', { ...loopback, ...exclusive }, wildcard)).toBe('unknown')
    expect(result('linux', sixLoopback, { ...sixLoopback, address: '::2' })).toBe('unknown')
  })
})

test('TCP and UDP ports have nothing to do with each other', () => {
  for (const system of BIND_SYSTEMS) {
    expect(predictSecondBind(system, wildcard, { ...wildcard, type: 'datagram' })).toMatchObject({
      result: 'Success',
      competes: false,
    })
  }
})

describe('words', () => {
  test('the classic pair: success on Windows, EADDRINUSE on Linux', () => {
    expect(describePrediction(loopback, wildcard, 55001, 'known')).toEqual({
      en: 'With default options, on Windows Server 2003 and later this second bind succeeds and both sockets share port 55001; on Linux it fails with EADDRINUSE.',
      ja: 'オプションを設定しない場合、Windows Server 2003 以降では、この 2 回目の bind が成功し、2 つのソケットがポート 55001 を共有します。Linux では EADDRINUSE で失敗します。',
    })
  })

  test('in either order, where the orders differ', () => {
    const said = describePrediction({ ...wildcard, ...exclusive }, { ...loopback, ...exclusive }, 80, 'either')
    expect(said.en).toBe(
      'With SO_EXCLUSIVEADDRUSE on both sockets, both open, on Windows Server 2003 and later the bind to 127.0.0.1, when it comes second, fails with WSAEACCES (10013); the bind to the wildcard address 0.0.0.0, when it comes second, fails with WSAEADDRINUSE (10048).',
    )
    expect(said.ja).toBe(
      'SO_EXCLUSIVEADDRUSE を設定した両方のソケットを開いている場合、Windows Server 2003 以降では、127.0.0.1 への bind が後になると、その bind が WSAEACCES (10013) で失敗します。ワイルドカードアドレス 0.0.0.0 への bind が後になると、その bind が WSAEADDRINUSE (10048) で失敗します。',
    )
  })

  test('IPv6 wildcard against IPv4: only Linux objects', () => {
    const said = describePrediction(loopback, six, 80, 'known')
    expect(said.en).toContain('on Windows, where an IPv6 socket leaves the IPv4 port alone')
    expect(said.en).toContain('on Linux this second bind fails with EADDRINUSE')
  })

  test('the table has every system in both orders and marks the order of the code', () => {
    const table = bindOutcomeTable(loopback, wildcard)
    expect(table.rows).toHaveLength(BIND_SYSTEMS.length * 2)
    expect(table.rows.filter((row) => row.mark).map((row) => row.cells.map((cell) => cell.en))).toEqual([
      [
        'Windows XP and earlier',
        '127.0.0.1, no option',
        'the wildcard address 0.0.0.0, no option',
        'WSAEADDRINUSE (10048)',
      ],
      [
        'Windows Server 2003 and later, same user',
        '127.0.0.1, no option',
        'the wildcard address 0.0.0.0, no option',
        'succeeds',
      ],
      [
        'Windows Server 2003 and later, different users',
        '127.0.0.1, no option',
        'the wildcard address 0.0.0.0, no option',
        'succeeds',
      ],
      ['Linux', '127.0.0.1, no option', 'the wildcard address 0.0.0.0, no option', 'EADDRINUSE'],
    ])
    for (const row of table.rows) expect(row.cells).toHaveLength(table.columns.length)
    expect(bindOutcomeTable(loopback, wildcard, 'either').rows.every((row) => row.mark)).toBe(true)
    expect(bindOutcomeTable(wildcard, wildcard).rows).toHaveLength(BIND_SYSTEMS.length)
  })

  test('an exclusive port is taken while an old connection lives, and free in TIME_WAIT', () => {
    const rows = rebindOutcomeTable(['ESTABLISHED', 'FIN_WAIT_2'], ['windows', 'linux']).rows.map((row) => [
      row.cells[0]?.en,
      row.cells[1]?.en,
      row.mark,
    ])
    expect(rows).toEqual([
      ['LISTEN', 'WSAEADDRINUSE (10048)', false],
      ['ESTABLISHED', 'WSAEADDRINUSE (10048)', true],
      ['FIN_WAIT_2', 'WSAEADDRINUSE (10048)', true],
      ['TIME_WAIT', 'succeeds', false],
    ])
  })
})
