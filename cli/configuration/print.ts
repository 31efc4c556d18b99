import { isOn, optionsOf, writtenConfig, type ProjectSettings, type Rule } from '../../engine/index.ts'
import type { Configurations } from './configurations.ts'

/**
 * What `--print-config` shows of a file: the files its configuration comes from, the settings in the form in which they
 * are written, what becomes of each rule, and the options of those that are on, with their defaults.
 *
 * @param file absolute
 */
export function printedConfig(
  file: string,
  folder: string,
  configurations: Configurations,
  rules: readonly Rule[],
  nameOf: (absolute: string) => string,
): string {
  const config = configurations.list[configurations.indexOf(file)]
  if (config === undefined) throw new Error(`no configuration of ${file}`)
  const shown = {
    file: nameOf(file),
    sources: configurations.sourcesOf(file).map(nameOf),
    ignored: configurations.ignores(file, 'file'),
    settings: { ...writtenConfig(config), ...writtenProject(configurations.projectOf(folder), nameOf) },
    severities: Object.fromEntries(
      rules.map((rule) => {
        const setting = config.rules[rule.id]
        const own = setting === undefined || setting === 'on' ? rule.severity : setting
        return [rule.id, isOn(rule, config) ? own : 'off']
      }),
    ),
    options: Object.fromEntries(
      rules
        .filter((rule) => rule.options !== undefined && isOn(rule, config))
        .map((rule) => [rule.id, optionsOf(rule, config)]),
    ),
  }
  return `${JSON.stringify(shown, null, 2)}\n`
}

function writtenProject(
  { defines, includePaths, compileCommands }: ProjectSettings,
  nameOf: (absolute: string) => string,
): Readonly<Record<string, unknown>> {
  return {
    ...(defines.size === 0 ? {} : { defines: Object.fromEntries(defines) }),
    ...(includePaths.length === 0 ? {} : { includePaths: includePaths.map(nameOf) }),
    ...(compileCommands === null ? {} : { compileCommands: compileCommands.map(nameOf) }),
  }
}
