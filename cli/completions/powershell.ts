import { listedValues, type CompletionWords } from './words.ts'

/** Where nothing of ours fits, PowerShell completes files by itself. */
export function powershellCompletions({ commands, options, rules }: CompletionWords): string {
  const names = commands.map(({ name }) => name)
  const rows = options.flatMap((option) => {
    const values = listedValues(option, rules)
    const fields = [
      `Commands = ${list(option.commands)}`,
      `Help = ${quoted(option.help)}`,
      ...(values === undefined || option.values === 'rules' ? [] : [`Values = ${list(values)}`]),
      ...(option.values === 'rules' ? ['Values = $rules | ForEach-Object { "$_=" }'] : []),
    ]
    return [`        ${quoted(`--${option.name}`)} = @{ ${fields.join('; ')} }\n`]
  })
  const shorts = options.flatMap(({ name, short }) =>
    short === undefined ? [] : [`${quoted(`-${short}`)} = ${quoted(`--${name}`)}`],
  )
  return `# Completion for PowerShell: socklint completions powershell | Out-String | Invoke-Expression (in $PROFILE)
Register-ArgumentCompleter -Native -CommandName socklint -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $rules = ${list(rules)}
    $commands = [ordered]@{
${commands.map(({ name, help }) => `        ${quoted(name)} = ${quoted(help)}\n`).join('')}    }
    $options = [ordered]@{
${rows.join('')}    }
    $shorts = @{ ${shorts.join('; ')} }
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { "$_" })
    $command = 'lint'
    if ($words.Count -gt 1 -and ${list(names)} -ccontains $words[1]) { $command = $words[1] }
    $last = $words[-1]
    if ($shorts.ContainsKey($last)) { $last = $shorts[$last] }
    function Complete($text, $help) {
        if ($text -like "$wordToComplete*") {
            [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $help)
        }
    }
    if ($options.Contains($last) -and $options[$last].ContainsKey('Values')) {
        $options[$last].Values | ForEach-Object { Complete $_ $_ }
    } elseif ($wordToComplete -like '-*') {
        $options.GetEnumerator() | Where-Object { $_.Value.Commands -ccontains $command } |
            ForEach-Object { Complete $_.Key $_.Value.Help }
    } elseif ($command -ceq 'explain') {
        $rules | ForEach-Object { Complete $_ $_ }
    } elseif ($command -ceq 'completions') {
        'bash', 'zsh', 'fish', 'powershell' | ForEach-Object { Complete $_ $_ }
    } elseif ($words.Count -eq 1) {
        $commands.GetEnumerator() | ForEach-Object { Complete $_.Key $_.Value }
    }
}
`
}

function list(values: readonly string[]): string {
  return `@(${values.map(quoted).join(', ')})`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
