import { defineRule, nameLookup } from '../../../engine/rule-api.ts'

/** What a condition of `#if` is called that asks whether the system has the successor. */
const ASKS_FOR_SUCCESSOR = /ADDRINFO|NAMEINFO|IPV6|INET6|GAI/i

/** POSIX.1-2008 removed these functions, and nothing with IPv6 can be found by them. */
export default defineRule({
  id: 'resolve/gethostbyname-obsolete',
  since: '0.1.0',
  severity: 'info',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-477'],
  options: {
    allow: {
      type: 'functions',
      default: [],
      sample: ['gethostbyname'],
      says: {
        en: 'Functions that are not reported, such as `gethostbyname` in a program for IPv4 alone.',
        ja: '報告しない関数。IPv4 専用のプログラムでの `gethostbyname` など。',
      },
    },
  },
  messages: {
    four: {
      en: '{callee}() finds IPv4 addresses only: a host that has nothing but an IPv6 address does not exist for this program. Use {replacement}().',
      ja: '{callee}() は IPv4 アドレスしか返しません。IPv6 アドレスしか持たないホストには、このプログラムからは接続できません。{replacement}() を使ってください。',
    },
    shared: {
      en: "{callee}() is obsolete: it answers in memory of the library that the next look-up overwrites, on POSIX systems another thread's too. Use {replacement}().",
      ja: '{callee}() は廃止された関数で、結果はライブラリのメモリにあり、次の検索 (POSIX システムではほかのスレッドの検索も含む) で上書きされます。{replacement}() を使ってください。',
    },
  },
  on: {
    called(event, context) {
      const lookup = nameLookup(event.row.name)
      if (lookup === undefined || lookup.replacement === null) return
      if (context.options.allow.includes(event.row.name)) return
      // A function of that name offers it to others, on a system that has nothing else.
      const around = context.functionName.toLowerCase()
      if (around.includes(event.row.name.toLowerCase()) || around.includes(lookup.replacement)) return
      if (context.assumptionsAt(event.span.start).some((condition) => ASKS_FOR_SUCCESSOR.test(condition))) return
      const callee = event.row.name
      context.report({
        span: event.span,
        message: lookup.isIpv4Only ? 'four' : 'shared',
        parameters: { callee, replacement: lookup.replacement },
        once: {
          key: callee,
          also: { en: `${callee}() is called here too`, ja: `ここでも ${callee}() を呼び出す` },
        },
      })
    },
  },
})
