import { describe, expect, test } from 'vitest'
import type { AddressFact, OptionSetting } from '../../../engine/flow/events.ts'
import { describeSocket, isOn } from '../../../engine/lint/bound-socket.ts'

const address: AddressFact = { family: 'inet', scope: 'specific', text: '127.0.0.1', port: 8080 }
const option = (name: string, value: number | null): OptionSetting => ({ name, value, span: { start: 0, end: 1 } })
const describeWith = (options: OptionSetting[], given: Partial<AddressFact> = {}) =>
  describeSocket({ address: { ...address, ...given }, options, type: 'stream' })

describe('a bind in the terms of the outcome tables', () => {
  test('options: what is on, whatever the order', () => {
    expect(describeWith([])?.option).toBe('default')
    expect(describeWith([option('SO_REUSEADDR', 0)])?.option).toBe('default')
    expect(describeWith([option('SO_KEEPALIVE', 1), option('SO_REUSEADDR', 1)])?.option).toBe('SO_REUSEADDR')
    expect(describeWith([option('SO_REUSEPORT', 1), option('SO_REUSEADDR', 1)])?.option).toBe(
      'SO_REUSEADDR+SO_REUSEPORT',
    )
    expect(describeWith([option('SO_EXCLUSIVEADDRUSE', 1)])?.option).toBe('SO_EXCLUSIVEADDRUSE')
  })

  test('a value nobody knows, or options that contradict each other, choose no row', () => {
    expect(describeWith([option('SO_REUSEADDR', null)])).toBeUndefined()
    expect(describeWith([option('IPV6_V6ONLY', null)])).toBeUndefined()
    expect(describeWith([option('SO_REUSEADDR', 1), option('SO_EXCLUSIVEADDRUSE', 1)])).toBeUndefined()
    expect(describeWith([option('SO_KEEPALIVE', null)])?.option).toBe('default')
  })

  test('IPV6_V6ONLY: on, off, not set', () => {
    expect(describeWith([option('IPV6_V6ONLY', 1)])?.v6only).toBe(true)
    expect(describeWith([option('IPV6_V6ONLY', 0)])?.v6only).toBe(false)
    expect(describeWith([])?.v6only).toBeNull()
  })

  test('other families, unknown addresses and raw sockets choose no row', () => {
    expect(describeWith([], { family: 'unix' })).toBeUndefined()
    expect(describeWith([], { family: null })).toBeUndefined()
    expect(describeWith([], { scope: null })).toBeUndefined()
    expect(describeSocket({ address, options: [], type: 'raw' })).toBeUndefined()
    expect(describeSocket({ address, options: [], type: null })?.type).toBeNull()
  })
})

test('an option is on when its value is known and not 0', () => {
  expect(isOn(undefined)).toBe(false)
  expect(isOn(option('SO_REUSEADDR', null))).toBe(false)
  expect(isOn(option('SO_REUSEADDR', 0))).toBe(false)
  expect(isOn(option('SO_REUSEADDR', 1))).toBe(true)
})
