import { listedValues, type CompletedOption, type CompletionWords } from './words.ts'

export function zshCompletions({ commands, options, rules }: CompletionWords): string {
  const described = commands.map(({ name, help }) => `        ${quoted(`${name}:${help}`)}\n`).join('')
  const specs = commands.map(({ name }) => {
    const own = options.filter((option) => option.commands.includes(name)).map((option) => spec(option, rules))
    return `    ${name})\n        options=(\n${own.map((line) => `            ${line}\n`).join('')}        )\n        ;;\n`
  })
  return `#compdef socklint
# Completion for zsh: socklint completions zsh > a folder of $fpath/_socklint
_socklint() {
    local command=lint
    local -a commands options rules
    commands=(
${described}    )
    rules=(${rules.join(' ')})
    (( \${+words[2]} )) && case $words[2] in
    ${commands.map(({ name }) => name).join('|')}) command=$words[2] ;;
    esac
    case $command in
${specs.join('')}    esac
    if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
        _describe command commands
        _files
        return
    fi
    case $command in
    explain) _arguments -S $options '*:rule:compadd -a rules' ;;
    completions) _arguments -S $options '*:shell:(bash zsh fish powershell)' ;;
    *) _arguments -S $options '*:file:_files' ;;
    esac
}
_socklint "$@"
`
}

/** One argument of \`_arguments\`. */
function spec(option: CompletedOption, rules: readonly string[]): string {
  const { name, short, value, multiple, help } = option
  const text = `[${help.replace(/[\\[\]]/g, '\\$&')}]`
  const action = value === undefined ? '' : `:${value.replace(/[[\]=:]/g, ' ').trim()}:${actionOf(option, rules)}`
  const long = value === undefined ? `--${name}` : `--${name}=`
  const repeat = multiple ? '*' : ''
  if (short === undefined) return quoted(`${repeat}${long}${text}${action}`)
  const exclusive = multiple ? '*' : `(-${short} --${name})`
  return `${quoted(exclusive)}{-${short}${value === undefined ? '' : '+'},${long}}${quoted(`${text}${action}`)}`
}

function actionOf(option: CompletedOption, rules: readonly string[]): string {
  if (option.values === 'rules') return 'compadd -S "=" -a rules'
  if (option.values === 'file') return '_files'
  if (option.values === 'folder') return '_files -/'
  const values = listedValues(option, rules)
  return values === undefined ? ' ' : `(${values.join(' ')})`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
