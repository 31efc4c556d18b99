/** What a page says of the options of its rule, from what the rule declares. */
import { sampleOf, type Language, type RuleOption, type RuleOptions } from '../engine/index.ts'

export const OPTIONS_HEADING: Readonly<Record<Language, string>> = { en: 'Options', ja: 'オプション' }

const WORDS = {
  en: {
    head: '| option | value | default | meaning |',
    integer: (low: number, high: number) => `whole number, ${low} to ${high}`,
    boolean: '`true` or `false`',
    functions: 'list of names of functions',
    ports: 'list of ports, or of ranges such as `"50000-50100"`',
    comma: ', ',
    standard: (value: string) => ` (default: ${value})`,
    where: 'In `.socklintrc.json`; in the settings of an editor the same stands in `socklint.rules`:',
  },
  ja: {
    head: '| オプション | 値 | 既定値 | 意味 |',
    integer: (low: number, high: number) => `${low} から ${high} までの整数`,
    boolean: '`true` または `false`',
    functions: '関数名のリスト',
    ports: 'ポート、または `"50000-50100"` のような範囲のリスト',
    comma: '、',
    standard: (value: string) => ` (既定値: ${value})`,
    where: '`.socklintrc.json` での書き方です。エディターの設定では `socklint.rules` に同じように書きます。',
  },
} as const

/** What an option can be, in words. */
function optionKind(option: RuleOption, language: Language): string {
  const words = WORDS[language]
  switch (option.type) {
    case 'integer':
      return words.integer(option.minimum, option.maximum)
    case 'choice':
      return option.choices.map((one) => `\`${JSON.stringify(one)}\``).join(words.comma)
    default:
      return words[option.type]
  }
}

/** Markdown of one option: what it can be, its default and its meaning. */
export function optionSummary(name: string, option: RuleOption, language: Language): string {
  const standard = WORDS[language].standard(`\`${JSON.stringify(option.default)}\``)
  return `**${name}**: ${optionKind(option, language)}${standard}\n\n${option.says[language]}`
}

/** Markdown of the options with their defaults, and a sample; empty for a rule without any. */
export function optionsSection(rule: string, options: RuleOptions | undefined, language: Language): string {
  const declared = Object.entries(options ?? {})
  if (options === undefined || declared.length === 0) return ''
  const words = WORDS[language]
  const rows = declared.map(([name, option]) => {
    const standard = `\`${JSON.stringify(option.default)}\``
    const cells = [`\`${name}\``, optionKind(option, language), standard, option.says[language]]
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
  return [[words.head, '|---|---|---|---|', ...rows].join('\n'), words.where, sample(rule, options)].join('\n\n')
}

function sample(rule: string, options: RuleOptions): string {
  const lines = Object.entries(sampleOf(options)).map(([name, value]) => {
    const items = Array.isArray(value)
      ? `[${value.map((one) => JSON.stringify(one)).join(', ')}]`
      : JSON.stringify(value)
    return `        ${JSON.stringify(name)}: ${items}`
  })
  return `\`\`\`json
{
  "rules": {
    ${JSON.stringify(rule)}: {
      "severity": "on",
      "options": {
${lines.join(',\n')}
      }
    }
  }
}
\`\`\``
}
