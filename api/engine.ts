import type { Engine as Core } from '../engine/index.ts'
import { pages, renderPage, rules } from '../rules/index.ts'
import { fixProgram } from './fix.ts'
import { lintProgram } from './program.ts'
import { wholeConfig } from './read-config.ts'
import type { Engine, RuleInfo } from './types.ts'

/** The name of a text that has none: it is taken for C. */
const NAMELESS = 'stdin.c'

/** The linter as programs see it. */
export function openEngine(core: Core): Engine {
  return {
    rules: ruleInfos(),
    lintText: (text, { path = NAMELESS, config } = {}) =>
      lintProgram(core, [{ path, content: text }], wholeConfig(config)),
    lintFiles: (files, { config } = {}) => lintProgram(core, files, wholeConfig(config)),
    fixText: (text, { path = NAMELESS, config, suggestions = false } = {}) => {
      const { changed, applied, result } = fixProgram(core, [{ path, content: text }], wholeConfig(config), suggestions)
      return { text: changed[0]?.text ?? text, applied, result }
    },
    fixFiles: (files, { config, suggestions = false } = {}) =>
      fixProgram(core, files, wholeConfig(config), suggestions),
    explain: (rule, language = 'en') => {
      const page = Object.hasOwn(pages, rule) ? pages[rule]?.[language] : undefined
      return page === undefined ? null : renderPage(rule, page, language, rules.find(({ id }) => id === rule)?.options)
    },
  }
}

function ruleInfos(): RuleInfo[] {
  return rules
    .map(({ id, severity, precision, presets, platforms, cwe, since, options = {} }) => {
      const page = pages[id]
      const title = { en: page?.en.title ?? id, ja: page?.ja.title ?? id }
      const summary = { en: page?.en.summary ?? '', ja: page?.ja.summary ?? '' }
      return { id, title, summary, severity, precision, presets, platforms, cwe, since, options }
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}
