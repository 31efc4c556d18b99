/** `rules/generated/socklintrc.schema.json`: what editors check and complete configuration files by. */
import { configSchema, UNUSED_SUPPRESSION, type Language, type RuleSchema } from '../engine/index.ts'
import type { Rule } from '../engine/rule-api.ts'
import type { Page } from '../rules/pages.ts'

type Pages = Readonly<Record<string, Readonly<Record<Language, Page>>>>

const UNUSED: RuleSchema = {
  title: { en: 'A comment that suppresses nothing', ja: '何も抑制していないコメント' },
  options: {},
}

/** The generated file by its path. */
export function renderConfigSchema(rules: readonly Rule[], pages: Pages): [path: string, text: string] {
  const entries = new Map<string, RuleSchema>(
    rules.map(({ id, options = {} }) => {
      const title = { en: pages[id]?.en.title ?? '', ja: pages[id]?.ja.title ?? '' }
      return [id, { title, options }]
    }),
  )
  const schema = configSchema(entries.set(UNUSED_SUPPRESSION, UNUSED))
  return ['rules/generated/socklintrc.schema.json', `${JSON.stringify(schema, null, 2)}\n`]
}
