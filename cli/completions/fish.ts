import { listedValues, type CompletedOption, type CompletionWords } from './words.ts'

export function fishCompletions({ commands, options, rules }: CompletionWords): string {
  const names = commands.map(({ name }) => name)
  // What is checked needs no command word.
  const others = names.filter((name) => name !== 'lint')
  const conditionOf = (option: CompletedOption): string => {
    if (option.commands.length === names.length) return ''
    const own = option.commands.filter((name) => name !== 'lint')
    const seen = `__fish_seen_subcommand_from ${own.join(' ')}`
    if (!option.commands.includes('lint')) return ` -n ${quoted(seen)}`
    const left = others.filter((name) => !own.includes(name))
    return ` -n ${quoted(`not __fish_seen_subcommand_from ${left.join(' ')}`)}`
  }
  const lines = [
    '# Completion for fish: socklint completions fish > ~/.config/fish/completions/socklint.fish',
    ...commands.map(({ name, help }) => `complete -c socklint -n __fish_use_subcommand -a ${name} -d ${quoted(help)}`),
    `complete -c socklint -n '__fish_seen_subcommand_from explain' -x -a '${rules.join(' ')}'`,
    "complete -c socklint -n '__fish_seen_subcommand_from completions' -x -a 'bash zsh fish powershell'",
    ...options.map((option) => {
      const short = option.short === undefined ? '' : ` -s ${option.short}`
      return `complete -c socklint${conditionOf(option)} -l ${option.name}${short}${valueOf(option, rules)} -d ${quoted(option.help)}`
    }),
  ]
  return `${lines.join('\n')}\n`
}

function valueOf(option: CompletedOption, rules: readonly string[]): string {
  if (option.value === undefined) return ''
  const values = listedValues(option, rules)
  if (values !== undefined) return ` -x -a '${values.join(' ')}'`
  if (option.values === 'folder') return " -x -a '(__fish_complete_directories)'"
  return option.values === 'file' ? ' -r -F' : ' -x'
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
