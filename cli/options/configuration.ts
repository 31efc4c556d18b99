import { PLATFORMS, PRESETS } from '../../engine/index.ts'
import { RULE_SETTINGS } from './row.ts'
import type { OptionRow } from './row.ts'

/** Options for which rules look at which files, and how severe they are. */
export const CONFIGURATION_OPTIONS = {
  target: {
    value: 'PLATFORMS',
    variable: 'SOCKLINT_TARGET',
    multiple: true,
    commands: ['lint', 'facts'],
    completes: PLATFORMS,
    help: {
      en: `${PLATFORMS.join(',')} or one of them (default: those each file is written for)`,
      ja: `${PLATFORMS.join(',')} またはその一方 (既定: 各ファイルが対象とするもの)`,
    },
  },
  config: {
    value: 'FILE',
    variable: 'SOCKLINT_CONFIG',
    commands: ['lint', 'facts'],
    completes: 'file',
    help: {
      en: 'read this configuration for all files (default: the nearest .socklintrc.json of each)',
      ja: 'すべてのファイルにこの設定を使う (既定: それぞれに最も近い .socklintrc.json)',
    },
  },
  'no-config': {
    commands: ['lint', 'facts'],
    help: { en: 'read no configuration file', ja: '設定ファイルを読まない' },
  },
  'print-config': {
    value: 'FILE',
    commands: ['lint'],
    completes: 'file',
    help: {
      en: 'show the configuration of a file and where it comes from, and check nothing',
      ja: 'ファイルに適用される設定とその出所を表示する (検査はしない)',
    },
  },
  preset: {
    value: 'PRESET',
    variable: 'SOCKLINT_PRESET',
    commands: ['lint', 'facts'],
    completes: PRESETS,
    help: {
      en: `${PRESETS.join(', ')} (default ${PRESETS[0]})`,
      ja: `${PRESETS.join('、')} (既定は ${PRESETS[0]})`,
    },
  },
  rule: {
    value: 'ID=SEVERITY',
    multiple: true,
    commands: ['lint', 'facts'],
    completes: 'rules',
    help: {
      en: `set the severity of one rule: ${RULE_SETTINGS.join(', ')}; can repeat`,
      ja: `ルールの重大度を個別に設定する: ${RULE_SETTINGS.join('、')}。繰り返し可`,
    },
  },
} as const satisfies Record<string, OptionRow>
