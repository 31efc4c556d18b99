import { LANGUAGES } from '../../engine/index.ts'
import { COMMANDS } from './commands.ts'
import type { OptionRow } from './row.ts'

/** Options of all commands, and those of the language server. */
export const GENERAL_OPTIONS = {
  lang: {
    value: 'LANG',
    variable: 'SOCKLINT_LANG',
    completes: LANGUAGES,
    help: {
      en: `${LANGUAGES.join(' or ')} (default: from LC_ALL, LC_MESSAGES, LANG)`,
      ja: `${LANGUAGES.join(' または ')} (既定: LC_ALL、LC_MESSAGES、LANG による)`,
    },
  },
  init: { commands: ['lint'], hidden: true, help: COMMANDS.init.help },
  stdio: {
    commands: ['lsp'],
    help: { en: 'talk over standard input and output', ja: '標準入出力で通信する' },
  },
  clientProcessId: {
    value: 'PID',
    commands: ['lsp'],
    hidden: true,
    help: { en: 'the editor that started the server', ja: 'サーバーを起動したエディター' },
  },
  help: { short: 'h', help: { en: 'show this help', ja: 'この使い方を表示する' } },
  version: { short: 'V', help: { en: 'show the version', ja: 'バージョンを表示する' } },
} as const satisfies Record<string, OptionRow>
