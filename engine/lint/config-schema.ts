import type { Localised } from '../text/localised.ts'
import {
  FILE_SETTINGS,
  OVERRIDABLE,
  OVERRIDE_FILES,
  OVERRIDES_SAY,
  RULES_SAY,
  RULE_SEVERITY,
  SETTINGS,
} from './settings.ts'
import { type JsonSchema, objectSchema, told } from './shape.ts'

/**
 * The JSON schema of configuration files, from the table that reads them.
 *
 * @param rules what may stand under `rules`, with titles
 */
export function configSchema(rules: ReadonlyMap<string, Localised>): JsonSchema {
  const severities = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries([...rules].map(([id, title]) => [id, told(RULE_SEVERITY.schema, title)])),
  }
  const same = (key: string): { schema: JsonSchema } => ({ schema: { $ref: `#/properties/${key}` } })
  const override = objectSchema(
    { files: OVERRIDE_FILES, ...Object.fromEntries(['rules', ...OVERRIDABLE].map((key) => [key, same(key)])) },
    ['files'],
  )
  const { preset, targets, ...others } = SETTINGS
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Socklint',
    ...objectSchema({
      $schema: { schema: { type: 'string' } },
      extends: FILE_SETTINGS.extends,
      preset,
      targets,
      rules: { schema: severities, says: RULES_SAY },
      overrides: { schema: { type: 'array', items: override }, says: OVERRIDES_SAY },
      ignore: FILE_SETTINGS.ignore,
      ...others,
    }),
  }
}
