import { parseArgs } from 'node:util'
import { LANGUAGES, nearest, type Language, type Localised } from '../../engine/index.ts'
import { languageOf, message } from '../messages.ts'
import { COMMAND_ROWS, SHELLS, type CommandName, type Shell } from './commands.ts'
import { factsOptions, formats, lintOptions, mergeOptions, type LintOptions } from './lint-options.ts'
import { LIST_FORMATS, type ListFormat } from './row.ts'
import { OPTION_ROWS } from './table.ts'
import { completedBy, type Variables } from './variables.ts'
import { oneOf, WrongUse, type GivenValues } from './wrong-use.ts'

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  /** Also `facts` and `merge`: one run does it all. */
  | { readonly name: 'lint'; readonly options: LintOptions }
  | { readonly name: 'explain'; readonly rule: string }
  | { readonly name: 'rules'; readonly format: ListFormat }
  | { readonly name: 'init' }
  | { readonly name: 'completions'; readonly shell: Shell }
  | { readonly name: 'lsp' }

export interface CommandLine {
  /** Known even when the rest is wrong, so that the complaint can be read. */
  readonly language: Language
  readonly command: Command | { readonly name: 'wrong'; readonly problem: Localised }
}

/** Reads a command line (without node and the script). Never throws: wrong use is a value. */
export function parseCommandLine(argv: readonly string[], env: Variables): CommandLine {
  let language = languageOf(env)
  try {
    const given = tokenise(argv)
    const lang = given.values.get('lang')?.at(-1)
    // Asked for before anything else is judged, so that every complaint comes in this language.
    if (lang !== undefined) language = oneOf(LANGUAGES, '--lang', lang)
    else if (env['SOCKLINT_LANG']) language = oneOf(LANGUAGES, 'SOCKLINT_LANG', env['SOCKLINT_LANG'])
    if (given.problem !== null) throw new WrongUse(given.problem)
    return { language, command: interpret(given, env) }
  } catch (error) {
    if (error instanceof WrongUse) return { language, command: { name: 'wrong', problem: error.problem } }
    throw error
  }
}

interface Given {
  readonly values: GivenValues
  readonly positionals: readonly string[]
  readonly problem: Localised | null
}

/** Splits the command line by the table. `strict` is off because its complaints exist in English only. */
function tokenise(argv: readonly string[]): Given {
  const options = Object.fromEntries(
    OPTION_ROWS.map(([name, row]) => [
      name,
      {
        type: row.value === undefined ? ('boolean' as const) : ('string' as const),
        ...(row.short === undefined ? {} : { short: row.short }),
      },
    ]),
  )
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true, allowPositionals: true })
  const rows = new Map(OPTION_ROWS)
  const values = new Map<string, string[]>()
  const positionals: string[] = []
  let problem: Localised | null = null
  const complain = (text: Localised): void => {
    problem ??= text
  }
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const option = token.rawName
    const row = rows.get(token.name)
    if (row === undefined) {
      complain(unknownOption(option))
      continue
    }
    const earlier = values.get(token.name)
    if (row.value === undefined) {
      if (token.value !== undefined) complain(message('optionTakesNoValue', { option }))
      values.set(token.name, [])
    } else if (token.value === undefined || (!token.inlineValue && /^-./.test(token.value))) {
      complain(message('optionNeedsValue', { option, value: row.value }))
    } else if (earlier !== undefined && row.multiple !== true) {
      complain(message('optionTwice', { option }))
    } else {
      values.set(token.name, [...(earlier ?? []), token.value])
    }
  }
  return { values, positionals, problem }
}

function unknownOption(option: string): Localised {
  const known = OPTION_ROWS.filter(([, row]) => row.hidden !== true).map(([name]) => `--${name}`)
  const alike = nearest(option, known)
  const complaint = message('unknownOption', { option })
  if (alike.length === 0) return complaint
  const hint = message('didYouMean', { names: alike.join(', ') })
  return { en: `${complaint.en}; ${hint.en}`, ja: `${complaint.ja}。${hint.ja}` }
}

function interpret(given: Given, env: Variables): Command {
  if (given.values.has('help')) return { name: 'help' }
  if (given.values.has('version')) return { name: 'version' }
  const [first, ...rest] = given.positionals
  const named = COMMAND_ROWS.map(([name]) => name).find((name) => name === first)
  const command = named ?? 'lint'
  const args = named === undefined ? given.positionals : rest
  for (const [name, row] of OPTION_ROWS) {
    if (given.values.has(name) && row.commands !== undefined && !row.commands.includes(command))
      throw new WrongUse(message('optionNotForCommand', { option: `--${name}`, command }))
  }
  const { values, origins } = completedBy(given.values, command, env)
  try {
    return commanded(command, values, args)
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error
    const { problem } = error
    const [, variable] = [...origins].find(([name]) => new RegExp(`--${name}(?![\\w-])`).test(problem.en)) ?? []
    throw variable === undefined ? error : new WrongUse(message('fromVariable', { problem, variable }))
  }
}

function commanded(command: CommandName, values: GivenValues, args: readonly string[]): Command {
  if (values.has('init') || command === 'init') {
    noMore(args)
    return { name: 'init' }
  }
  if (command === 'lint') {
    const options = lintOptions(values, args)
    if (options.shard !== null && options.facts.read.length === 0) throw new WrongUse(message('shardNeedsFacts'))
    return { name: 'lint', options }
  }
  if (command === 'facts') return { name: 'lint', options: factsOptions(values, args) }
  if (command === 'merge') return { name: 'lint', options: mergeOptions(values, args) }
  if (command === 'explain') {
    const [rule, ...more] = args
    if (rule === undefined) throw new WrongUse(message('missingRule'))
    noMore(more)
    return { name: 'explain', rule }
  }
  if (command === 'completions') {
    const [shell, ...more] = args
    if (shell === undefined) throw new WrongUse(message('missingShell', { shells: SHELLS.join(', ') }))
    noMore(more)
    return { name: 'completions', shell: oneOf(SHELLS, 'socklint completions', shell) }
  }
  noMore(args)
  if (command === 'lsp') {
    if (!values.has('stdio')) throw new WrongUse(message('lspNeedsStdio'))
    return { name: 'lsp' }
  }
  const [request, ...others] = formats(values)
  if (request === undefined || others.length > 0) throw new WrongUse(message('twoFormatsOnOutput'))
  if (request.file !== null)
    throw new WrongUse(message('noFileForFormat', { value: `${request.format}=${request.file}` }))
  return { name: 'rules', format: oneOf(LIST_FORMATS, '--format', request.format) }
}

function noMore(args: readonly string[]): void {
  const [argument] = args
  if (argument !== undefined) throw new WrongUse(message('tooManyArguments', { argument }))
}
