import { describe, expect, test } from 'vitest'
import { createWordFilter, type FilterWords } from '../../../engine/text/word-filter.ts'

const WORDS: FilterWords = {
  strict: ['setsockopt', 'accept4', 'sendto', 'WSASocket', 'WSASocketA'],
  context: ['sys/socket.h', 'sockaddr', 'unp.h'],
  generic: ['bind', 'connect', 'recv'],
}
const filter = createWordFilter(WORDS)
const ask = (text: string): boolean => filter(new TextEncoder().encode(text))

describe('strict words', () => {
  test.each([
    'setsockopt(',
    'x=setsockopt(',
    ' sendto\n\t(',
    '::sendto(',
    'a > sendto(',
    'WSASocketA(',
    '日本 sendto(',
    'a.sendto(); sendto()',
    'accept44( accept4 (',
  ])('%j', (text) => {
    expect(ask(text)).toBe(true)
  })

  test.each([
    '',
    's',
    'setsockop(',
    'xsetsockopt(',
    'setsockopt_(',
    'setsockopt2(',
    '$sendto(',
    'sendto$(',
    'SENDTO(',
    'accept44(',
    'WSASocketAB(',
    'é' + 'sendto(',
    'sendtoé(',
    // Mentioned, not called; called, but of an object.
    'setsockopt',
    '"sendto"',
    '.setsockopt = sock_common_setsockopt,',
    'a.sendto(',
    'sock->ops->sendto(',
    'a -> sendto (',
  ])('not in %j', (text) => {
    expect(ask(text)).toBe(false)
  })
})

describe('generic words', () => {
  test('need a context word, before or after them', () => {
    expect(ask('bind(fd)')).toBe(false)
    expect(ask('#include <sys/socket.h>\n')).toBe(false)
    expect(ask('#include <sys/socket.h>\nbind(fd)')).toBe(true)
    expect(ask('bind(fd); struct sockaddr_in a;')).toBe(true)
    expect(ask('#include "unp.h" connect (')).toBe(true)
    expect(ask('#include "unp.h" connect')).toBe(false)
  })

  test('are whole identifiers, context words are not', () => {
    expect(ask('struct my_sockaddr_x a; rebind(a); binder(a); connected(')).toBe(false)
    expect(ask('struct my_sockaddr_x a; bind(a);')).toBe(true)
  })

  test('a strict word counts beside a context word and before it', () => {
    expect(ask('struct sockaddr a; sendto(a);')).toBe(true)
    expect(ask(`${'sockaddr '.repeat(100)} sendto(`)).toBe(true)
    expect(ask('sendto() sockaddr')).toBe(true)
  })
})

describe('bytes', () => {
  test('only the first `length` bytes count, and a word cut off by it does not', () => {
    const buffer = new TextEncoder().encode('int x; sendto(old rest)')
    expect(filter(buffer)).toBe(true)
    expect(filter(buffer, 7)).toBe(false)
    expect(filter(buffer, 13)).toBe(false)
    expect(filter(buffer, 14)).toBe(true)
  })

  test('UTF-16 always passes', () => {
    expect(filter(Uint8Array.from([0xff, 0xfe, 0x20, 0]))).toBe(true)
    expect(filter(Uint8Array.from([0xfe, 0xff]))).toBe(true)
    expect(filter(Uint8Array.from([0xff]))).toBe(false)
  })

  test('a word at the very start and at the very end', () => {
    expect(ask('sendto();')).toBe(true)
    expect(ask(';sendto(')).toBe(true)
    expect(ask(';sendto')).toBe(false)
  })
})

describe('named words', () => {
  const named = createWordFilter({ ...WORDS, named: ['DisabledComponents'] })
  const has = (text: string): boolean => named(new TextEncoder().encode(text))

  test.each([
    '"DisabledComponents"',
    'L"DisabledComponents"',
    'DisabledComponents',
    '#include <sys/socket.h> // DisabledComponents',
  ])('suffice wherever they stand: %s', (text) => expect(has(text)).toBe(true))

  test.each(['"Disabled Components"', '#include <sys/socket.h>', '"disabledcomponents"'])(
    'and nothing else does: %s',
    (text) => expect(has(text)).toBe(false),
  )
})

describe('foreign code', () => {
  const foreign = { signs: ['<linux/skbuff.h>'], unless: ['<stdio.h>'] }
  const filter = createWordFilter({ ...WORDS, named: ['DisabledComponents'], foreign })
  const has = (text: string): boolean => filter(new TextEncoder().encode(text))

  test.each(['sendto()', 'DisabledComponents', '#include <sys/socket.h>\nbind()'])(
    'does not matter whatever it calls: %s',
    (text) => {
      expect(has(text)).toBe(true)
      expect(has(`${text}\n#include <linux/skbuff.h>`)).toBe(false)
      expect(has(`#include <linux/skbuff.h>\n${text}`)).toBe(false)
    },
  )

  test('matters when something says that it is no such code after all', () => {
    expect(has('#include <linux/skbuff.h>\nsendto()\n#include <stdio.h>')).toBe(true)
    expect(has('#include <linux/skbuff.h>\n#include <stdio.h>')).toBe(false)
  })

  test('is not guessed from other spellings', () => {
    expect(has('#include "linux/skbuff.h"\nsendto()')).toBe(true)
  })
})

describe('odd sets of words', () => {
  test('no words let nothing pass, a word of one letter everything', () => {
    expect(createWordFilter({ strict: [], context: [], generic: [] })(new TextEncoder().encode('sendto'))).toBe(false)
    expect(createWordFilter({ strict: ['x'], context: [], generic: [] })(new TextEncoder().encode('nothing'))).toBe(
      true,
    )
  })

  test('words inside one another, of two letters and not of ASCII', () => {
    const odd = createWordFilter({ strict: ['ab', 'abab', '送信'], context: [], generic: [] })
    const has = (text: string): boolean => odd(new TextEncoder().encode(text))
    expect([
      has('ab('),
      has('abab('),
      has('ababab('),
      has('x ab('),
      has('aab('),
      has('送信('),
      has('送信する('),
    ]).toEqual([true, true, false, true, false, true, false])
  })

  test('a word that is strict and context counts as strict', () => {
    expect(
      createWordFilter({ strict: ['sendto'], context: ['sendto'], generic: [] })(new TextEncoder().encode('sendto()')),
    ).toBe(true)
  })
})

test('agrees with a plain search on random text', () => {
  const token = (word: string, text: string): boolean =>
    new RegExp(`(?<![\\w$])(?<!\\.\\s*)(?<!->\\s*)${word}\\s*\\(`).test(text)
  const plain = (text: string): boolean =>
    WORDS.strict.some((word) => token(word, text)) ||
    (WORDS.context.some((word) => text.includes(word)) && WORDS.generic.some((word) => token(word, text)))
  const pieces = [
    'send',
    'to',
    'sock',
    'addr',
    'set',
    'opt',
    'bind',
    'unp.h',
    ' ',
    ' ',
    '_',
    '(',
    '(',
    '.',
    '->',
    'sockaddr',
    'bind(',
    'sendto (',
    'accept',
    '4',
    'recv',
    'x',
  ]
  let seed = 7
  let passed = 0
  for (let round = 0; round < 3000; round++) {
    let text = ''
    for (let i = 0; i < 12; i++) text += pieces[(seed = (seed * 48271) % 2147483647) % pieces.length]
    expect([text, ask(text)]).toEqual([text, plain(text)])
    if (ask(text)) passed++
  }
  // Both answers must occur for the comparison to say anything.
  expect(passed).toBeGreaterThan(100)
  expect(passed).toBeLessThan(2900)
})
