import { RULES_DEFINITIONS, RULES_SAY, type RuleSchema, rulesSchema } from './rules-setting.ts'
import { FILE_SETTINGS, OVERRIDABLE, OVERRIDE_FILES, OVERRIDES_SAY, SETTINGS } from './settings.ts'
import { type JsonSchema, objectSchema } from './shape.ts'

/**
 * The JSON schema of configuration files, from the table that reads them.
 *
 * @param rules what may stand under `rules`
 */
export function configSchema(rules: ReadonlyMap<string, RuleSchema>): JsonSchema {
  const same = (key: string): { schema: JsonSchema } => ({ schema: { $ref: `#/properties/${key}` } })
  const override = objectSchema(
    { files: OVERRIDE_FILES, ...Object.fromEntries(['rules', ...OVERRIDABLE].map((key) => [key, same(key)])) },
    ['files'],
  )
  const { preset, targets, ...others } = SETTINGS
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Socklint',
    definitions: RULES_DEFINITIONS,
    ...objectSchema({
      $schema: { schema: { type: 'string' } },
      extends: FILE_SETTINGS.extends,
      preset,
      targets,
      rules: { schema: rulesSchema(rules), says: RULES_SAY },
      overrides: { schema: { type: 'array', items: override }, says: OVERRIDES_SAY },
      ignore: FILE_SETTINGS.ignore,
      ...others,
    }),
  }
}
