/** `rules/generated/socklintrc.schema.json`: what editors check and complete configuration files by. */
import { configSchema, UNUSED_SUPPRESSION, type Language, type Localised } from '../engine/index.ts'
import type { Rule } from '../engine/rule-api.ts'
import type { Page } from '../rules/pages.ts'

type Pages = Readonly<Record<string, Readonly<Record<Language, Page>>>>

const UNUSED: Localised = { en: 'A comment that suppresses nothing', ja: '何も抑制していないコメント' }

/** The generated file by its path. */
export function renderConfigSchema(rules: readonly Rule[], pages: Pages): [path: string, text: string] {
  const titles = new Map<string, Localised>(
    rules.map(({ id }) => [id, { en: pages[id]?.en.title ?? '', ja: pages[id]?.ja.title ?? '' }]),
  )
  const schema = configSchema(titles.set(UNUSED_SUPPRESSION, UNUSED))
  return ['rules/generated/socklintrc.schema.json', `${JSON.stringify(schema, null, 2)}\n`]
}
