import type { FunctionModel } from '../model/function-model.ts'
import type { LintConfig } from './config.ts'
import { FAILURES } from './read-functions.ts'
import { keysOf } from './read-value.ts'
import { TARGETS } from './settings.ts'

/** Settings in the form in which they are written. */
export function writtenConfig(config: LintConfig): Readonly<Record<string, unknown>> {
  const { preset, targets, rules, options = {}, noreturn, wrappers, models } = config
  return {
    preset,
    targets: keysOf(TARGETS).find((word) => String(TARGETS[word]) === String(targets)),
    rules: writtenRules(rules, options),
    ...(noreturn === undefined ? {} : { noreturn }),
    ...(wrappers === undefined ? {} : { wrappers: Object.fromEntries(Object.entries(wrappers).map(writtenWrapper)) }),
    ...(models === undefined ? {} : { models: models.map(writtenModel) }),
  }
}

function writtenRules(
  rules: LintConfig['rules'],
  options: NonNullable<LintConfig['options']>,
): Readonly<Record<string, unknown>> {
  const withOptions = Object.entries(options).map(([id, given]) => {
    const severity = rules[id]
    return [id, { ...(severity === undefined ? {} : { severity }), options: given }] as const
  })
  return { ...rules, ...Object.fromEntries(withOptions) }
}

function writtenWrapper([name, calls]: [string, readonly string[]]): [string, unknown] {
  return [name, calls.length === 1 ? calls[0] : calls]
}

function writtenModel({ failure, ...model }: FunctionModel): Readonly<Record<string, unknown>> {
  if (failure === undefined) return model
  return { ...model, fails: keysOf(FAILURES).find((word) => FAILURES[word] === failure) }
}
