import { describe, expect, test } from 'vitest'
import {
  argumentPlace,
  container,
  element,
  globalPlace,
  isAffected,
  isEndless,
  isArgument,
  isOutside,
  member,
  type Place,
  placeName,
  pointee,
  rebase,
} from '../../../engine/flow/places.ts'

describe('isAffected', () => {
  test.each<[Place, Place]>([
    ['sa', 'sa.sin_port'],
    ['sa', 'sa.sin_addr.s_addr'],
    ['fds', 'fds[0]'],
    ['p', '(*p)'],
    ['p', '(*p).fd'],
    ['s', '(*s.next).fd'],
    ['s.next', '(*s.next).fd'],
    ['fds', '(*fds[2])'],
    ['p', '(*(*p).next)'],
    ['::g', '::g.fd'],
    ['$0', '(*$0).fd'],
    ['(*$0)', '(*$0).fd'],
    ['(*p)', '(*(*p))'],
  ])('a write to %s changes %s', (place, other) => {
    expect(isAffected(place, other)).toBe(true)
  })

  test.each<[Place, Place]>([
    ['sa', 'sa'],
    ['sa', 'sa2'],
    ['sa', 'sa2.sin_port'],
    ['fd', 'fd@2'],
    ['fd', '(*fd@2)'],
    ['p', '(*pp)'],
    ['sa.sin_port', 'sa'],
    ['sa.sin_port', 'sa.sin_port2'],
    ['(*p)', 'p'],
    ['$1', '$10'],
    ['$1', '(*$10).fd'],
    ['g', '::g'],
    ['fds[1]', 'fds[10]'],
  ])('a write to %s leaves %s', (place, other) => {
    expect(isAffected(place, other)).toBe(false)
  })
})

test.each<[Place, Place | null]>([
  ['sa.sin_addr.s_addr', 'sa.sin_addr'],
  ['sa.sin_addr', 'sa'],
  ['fds[3]', 'fds'],
  ['fds[3].fd', 'fds[3]'],
  ['(*p).fd', '(*p)'],
  ['(*p)', null],
  ['(*p.next)', null],
  ['fd', null],
  ['::g', null],
  ['$0', null],
])('container of %s', (place, wanted) => {
  expect(container(place)).toBe(wanted)
})

test.each<[Place, string]>([
  ['fd', 'fd'],
  ['fd@2', 'fd'],
  ['::limit', 'limit'],
  ['::limit@a_2e_c@static0_12', 'limit'],
  ['(*server).fd', 'server->fd'],
  ['(*out)', '*out'],
  ['(*::g).a[2].b', 'g->a[2].b'],
])('placeName(%s)', (place, wanted) => {
  expect(placeName(place)).toBe(wanted)
})

test('container undoes member and element', () => {
  for (const root of [
    'fd',
    globalPlace('g'),
    argumentPlace(0),
    pointee('p'),
    pointee(member('p', 'next')),
    member('a', 'b'),
  ]) {
    expect(container(member(root, 'm'))).toBe(root)
    expect(container(element(root, 7))).toBe(root)
    expect(isAffected(root, member(root, 'm'))).toBe(true)
    expect(isAffected(root, element(root, 7))).toBe(true)
    expect(isAffected(root, pointee(root))).toBe(true)
  }
})

test.each<[Place, boolean]>([
  ['$0', true],
  ['(*$0)', true],
  ['(*(*$0).p).fd', true],
  ['::g', true],
  ['(*::g).fd', true],
  ['fd', false],
  ['(*p)', false],
  ['lookup12.address', false],
])('isOutside(%s) is %s', (place, wanted) => {
  expect(isOutside(place)).toBe(wanted)
})

test('isArgument means the copy of the caller, not what it leads to', () => {
  expect(['$0', '$12', '(*$0)', '$0.fd', '::g'].map(isArgument)).toEqual([true, true, false, false, false])
})

describe('rebase', () => {
  const given = (index: number): Place | null => (index === 0 ? 'server' : index === 1 ? '(*$2)' : null)
  test.each<[Place, Place | null]>([
    ['(*$0)', 'server'],
    ['(*$0).fd', 'server.fd'],
    ['(*$1).a[2]', '(*$2).a[2]'],
    ['(*$5).fd', null],
    ['::g', '::g'],
    ['::g.fd', '::g.fd'],
    ['$0', null],
    ['(*$12)', null],
  ])('%s', (place, wanted) => {
    expect(rebase(place, given)).toBe(wanted)
  })
})

describe('isEndless', () => {
  test.each<[string, boolean]>([
    ['$0', false],
    ['(*$0).fd', false],
    ['(*(*$0).ctx).fd', false],
    ['(*(*$0).next).fd', false],
    ['(*(*(*$0).ctx).next).fd', false],
    ['(*(*(*$0).next).next).fd', true],
    ['(*(*(*(*::list).next).item).next).fd', true],
    ['(*(*(*(*(*$0).a).b).c).d).fd', true],
  ])('%s: %j', (place, expected) => {
    expect(isEndless(place)).toBe(expected)
  })
})
