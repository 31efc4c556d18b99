import type { OptionRow } from './row.ts'

/** Options for what the compiler of the project is told. */
export const PROJECT_OPTIONS = {
  define: {
    value: 'NAME[=VALUE]',
    multiple: true,
    commands: ['lint', 'facts'],
    help: {
      en: 'a macro that is defined in all files, as for a compiler; can repeat',
      ja: 'コンパイラの -D と同様に、全ファイルで定義済みとみなすマクロ。繰り返し可',
    },
  },
  'include-path': {
    value: 'FOLDER',
    multiple: true,
    commands: ['lint', 'facts'],
    completes: 'folder',
    help: {
      en: 'where headers of the project are looked for besides; can repeat',
      ja: 'プロジェクトのヘッダーを追加で探すフォルダー。繰り返し可',
    },
  },
  'compile-commands': {
    value: 'PATH',
    multiple: true,
    commands: ['lint', 'facts'],
    completes: 'file',
    help: {
      en: 'a compile_commands.json or its folder (default: in the project or its build/); can repeat',
      ja: 'compile_commands.json またはそのフォルダー (既定: プロジェクト直下か build/)。繰り返し可',
    },
  },
} as const satisfies Record<string, OptionRow>
