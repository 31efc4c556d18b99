import {
  argumentOf,
  defineRule,
  NO_NODE,
  RAW_TYPE,
  socketCombination,
  socketNumbers,
} from '../../../engine/rule-api.ts'

/** A constant, or a number. */
const CONSTANT = /^([AP]F_[A-Z0-9]+|\d+)$/

export default defineRule({
  id: 'lifecycle/invalid-combination',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-628'],
  messages: {
    family: {
      en: '{callee}() has no sockets of the family {family}, which stands for any family in look-ups only: it fails with {error}. Name the family of the address.',
      ja: '{family} は名前解決で「どのファミリーでもよい」ことを表す値で、{callee}() では使えません。{error} で失敗します。アドレスのファミリーを指定してください。',
    },
    type: {
      en: 'The family {family} has no sockets of the type {type}: {callee}() fails with {error}.',
      ja: '{family} には {type} のソケットがないため、{callee}() は {error} で失敗します。',
    },
    protocol: {
      en: 'No socket of the type {type} in {family} speaks the protocol {protocol}: on Linux {callee}() fails with {error}. Name the protocol of the packets.',
      ja: '{family} の {type} ソケットに、プロトコル {protocol} は指定できません。Linux では {callee}() が {error} で失敗します。扱うパケットのプロトコルを指定してください。',
    },
  },
  on: {
    called(event, { tree, platform, report }) {
      const { row, span } = event
      if (row.effect !== 'create' && row.effect !== 'create-pair') return
      const numbers = socketNumbers(event)
      if (numbers === undefined) return
      const found = socketCombination(numbers.family, numbers.type, numbers.protocol, platform)
      // A protocol of another type is lifecycle/protocol-mismatch.
      // 0 out of a structure that was cleared is no family that the program chose.
      const isNamed = CONSTANT.test(tree.textOf(argumentOf(event, 'family')?.node ?? NO_NODE))
      if (found?.wrong === 'family' && !isNamed) return
      if (found === undefined || (found.wrong === 'protocol' && numbers.type !== RAW_TYPE)) return
      // The text of a macro's arguments is not at hand.
      const text = (role: 'family' | 'type' | 'protocol'): string =>
        tree.textOf(argumentOf(event, role)?.node ?? NO_NODE) || (found.names[role] ?? `${numbers[role]}`)
      report({
        span,
        message: found.wrong,
        parameters: {
          callee: row.name,
          family: text('family'),
          type: text('type'),
          protocol: text('protocol'),
          error: found.error,
        },
      })
    },
  },
})
