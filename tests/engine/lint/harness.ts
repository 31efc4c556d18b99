/** The real engine with small rules made for a test. */
import {
  createEngine,
  DEFAULT_CONFIG,
  type Conclusion,
  type Engine,
  type LintConfig,
  type Rule,
} from '../../../engine/index.ts'
import type { FileAnalysis } from '../../../engine/index.ts'
import { Field, Kind } from '../../../engine/rule-api.ts'
import { readAssets } from '../../support/assets.ts'

/** A rule that reports every call of the function `called`, on whichever platforms see it. */
export function callRule(id: string, called: string, given: Partial<Rule> = {}): Rule {
  return {
    id,
    since: '0.0.0',
    severity: 'warning',
    precision: 'high',
    presets: ['recommended', 'strict', 'learn'],
    platforms: ['posix', 'windows'],
    merge: 'any',
    cwe: [],
    messages: {
      found: { en: 'call of {name} on {platform}', ja: '{platform} で {name} の呼び出し' },
      plain: { en: 'call', ja: '呼び出し' },
    },
    visit: {
      call_expression: (node, context) => {
        const name = context.tree.textOf(context.tree.child(node, Field.function))
        if (name === called) context.report({ span: context.tree.span(node), message: 'plain' })
      },
    },
    ...given,
  }
}

/** A rule that throws at the first call of `called`, after it has reported what came before. */
export function throwingRule(id: string, called: string): Rule {
  return callRule(id, called, {
    visit: {
      call_expression: (node, context) => {
        context.report({ span: context.tree.span(node), message: 'plain' })
        if (context.tree.textOf(context.tree.child(node, Field.function)) === called) throw new Error('deliberately')
      },
      comment: (node, context) => {
        if (context.tree.is(node, Kind.comment)) context.report({ span: context.tree.span(node), message: 'plain' })
      },
    },
  })
}

export interface Linted extends Conclusion {
  readonly analysis: FileAnalysis
  /** `line:column rule`, one-based, in the order of the output. */
  readonly places: readonly string[]
}

export interface LintHarness {
  readonly engine: Engine
  run(content: string | Uint8Array, config?: Partial<LintConfig>, path?: string): Linted
}

export async function lintHarness(rules: readonly Rule[]): Promise<LintHarness> {
  const engine = await createEngine(readAssets(), rules)
  return {
    engine,
    run(content, config = {}, path = 'x.c') {
      const whole = { ...DEFAULT_CONFIG, ...config }
      const analysis = engine.analyse({ path, content }, whole)
      const conclusion = engine.conclude([analysis], whole)
      return {
        ...conclusion,
        analysis,
        places: conclusion.diagnostics.map((d) => `${d.range.start.line + 1}:${d.range.start.character + 1} ${d.rule}`),
      }
    },
  }
}
