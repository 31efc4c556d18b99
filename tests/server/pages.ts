import type { Pages } from '../../server/page.ts'

/** Pages for the fake engine's rules. */
export const PAGES: Pages = {
  'call/bad': {
    en: {
      title: 'A call to bad()',
      summary: 'The call of `bad()` does harm.',
      sections: {
        why: 'It fails on Linux (see `a. b`). It succeeds on Windows. This third sentence is not shown.\n\nNor is this.',
        bad: '```c\nint main(void)\n{\n  bad();\n  return 0;\n}\n```',
        good: '```c\nint main(void)\n{\n  good();\n  return 0;\n}\n```',
        fix: 'Call `good()`.',
        platforms: 'All.',
        silent: '- In a test. More words.\n- Elsewhere.',
        references: '- [man 2 bad](https://example.org/bad)\n- RFC 1\n- [RFC 2](https://example.org/rfc2)',
      },
    },
    ja: {
      title: 'bad() の呼び出し',
      summary: '害があります。',
      sections: {
        why: 'Linux では失敗します。Windows では\n成功します。3 文目は表示しません。',
        bad: '```c\nbad();\n```',
        good: '```c\ngood();\n```',
        fix: '`good()` を呼びます。',
        platforms: 'すべて。',
        silent: '- テストの中。',
        references: '- [man 2 bad](https://example.org/bad)',
      },
    },
  },
}

export const RULE_IDS = ['call/bad', 'call/risky', 'call/lines', 'call/port']
