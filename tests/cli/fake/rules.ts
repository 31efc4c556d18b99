/** The one rule of the fake engine, and its pages, in the place of the real registry. */
import type { Rule } from '../../../engine/index.ts'
import { HEADINGS, SECTIONS, shownSections, type Page } from '../../../rules/pages.ts'

export { HEADINGS, SECTIONS, shownSections }

export const rules: readonly Rule[] = [
  {
    id: 'test/word',
    since: '0.1.0',
    severity: 'warning',
    precision: 'high',
    presets: ['recommended'],
    platforms: ['posix', 'windows'],
    merge: 'any',
    cwe: ['CWE-605'],
    messages: {},
  },
]

const section = (text: string): Page['sections'] => ({
  why: text,
  bad: '```c\nbad();\n```',
  good: '',
  fix: '',
  platforms: '| system | result |\n| --- | --- |\n| Linux | `EADDRINUSE` |\n| Windows | 成功 |',
  silent: '- one\n- two',
  references: '[bind(2)](https://example.org/bind)',
})

export const pages = {
  'test/word': {
    en: { title: 'A word', summary: 'Words can be **bad**.', sections: section('First line,\nsecond line.') },
    ja: { title: '単語', summary: '単語が**悪い**ことがある。', sections: section('一行目。\n二行目。') },
  },
}
