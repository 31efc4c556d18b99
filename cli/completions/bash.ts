import { listedValues, optionNames, type CompletionWords } from './words.ts'

/** Where nothing of ours fits, the shell's own completion of files takes over (`-o default`). */
export function bashCompletions({ commands, options, rules }: CompletionWords): string {
  const names = commands.map(({ name }) => name)
  const valued = options.flatMap((option): (readonly [pattern: string, action: string])[] => {
    const pattern = [...(option.short === undefined ? [] : [`-${option.short}`]), `--${option.name}`].join('|')
    const values = listedValues(option, rules)
    if (option.value === undefined) return []
    if (values !== undefined) return [[pattern, `COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$cur"))`]]
    return [[pattern, option.values === 'folder' ? 'COMPREPLY=($(compgen -d -- "$cur"))' : ':']]
  })
  const noSpace = options.filter(({ values }) => values === 'rules').map(({ name }) => `--${name}`)
  return `# Completion for bash: socklint completions bash > ~/.local/share/bash-completion/completions/socklint
_socklint() {
    local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} command=lint options
    COMPREPLY=()
    # "--option=value" comes as three words.
    if [[ $cur == '=' ]]; then
        cur=
    elif [[ $prev == '=' && COMP_CWORD -gt 1 ]]; then
        prev=\${COMP_WORDS[COMP_CWORD - 2]}
    fi
    case \${COMP_WORDS[1]} in
    ${names.join(' | ')}) command=\${COMP_WORDS[1]} ;;
    esac
    case $prev in
${valued
  .map(
    ([pattern, action]) =>
      `    ${pattern})\n        ${action}${noSpace.includes(pattern) ? '\n        compopt -o nospace' : ''}\n        return\n        ;;\n`,
  )
  .join('')}    esac
    case $command in
${names.map((name) => `    ${name}) options='${optionNames(options, name).join(' ')}' ;;\n`).join('')}    esac
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
    elif [[ $command == explain ]]; then
        COMPREPLY=($(compgen -W '${rules.join(' ')}' -- "$cur"))
    elif [[ $command == completions ]]; then
        COMPREPLY=($(compgen -W 'bash zsh fish powershell' -- "$cur"))
    elif [[ $COMP_CWORD -eq 1 ]]; then
        COMPREPLY=($(compgen -W '${names.join(' ')}' -- "$cur") $(compgen -f -- "$cur"))
    fi
}
complete -o default -F _socklint socklint
`
}
