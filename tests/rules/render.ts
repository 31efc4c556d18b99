import { structuredPatch } from 'diff'
import type { Diagnostic, Engine, Fix, LintConfig, SourceInput } from '../../engine/index.ts'
import type { Fixture } from '../../scripts/rule-folders.ts'
import { applyEdits, lint, onlyRule } from '../support/lint.ts'

/** After so many rounds of safe fixes a fixture that still offers some does not converge. */
export const MAX_FIX_ROUNDS = 10

/** A fixture's files as the engine takes them. */
export function inputsOf(fixture: Fixture): SourceInput[] {
  return fixture.sources.map((source) => ({ path: source.file, content: source.text }))
}

/** The files with one fix applied. A fix changes the file of its finding only. */
export function withFix(inputs: readonly SourceInput[], file: string, fix: Fix): SourceInput[] {
  return inputs.map((input) =>
    input.path === file && typeof input.content === 'string'
      ? { ...input, content: applyEdits(input.content, fix.edits) }
      : input,
  )
}

/** Applies the first safe fix there is, and again, until none is offered. `rounds` is how many were applied. */
export function fixUntilStable(
  engine: Engine,
  inputs: readonly SourceInput[],
  config: LintConfig,
): { inputs: readonly SourceInput[]; rounds: number; stable: boolean } {
  let current = inputs
  for (let rounds = 0; rounds < MAX_FIX_ROUNDS * 10; rounds++) {
    const next = lint(engine, current, config).diagnostics.flatMap((found) =>
      found.fixes.filter((fix) => fix.safety === 'safe').map((fix) => ({ found, fix })),
    )[0]
    if (next === undefined) return { inputs: current, rounds, stable: true }
    current = withFix(current, next.found.file, next.fix)
  }
  return { inputs: current, rounds: MAX_FIX_ROUNDS * 10, stable: false }
}

/** The golden text of a bad fixture: every finding in both languages, its steps, and what each fix does. */
export function renderGolden(engine: Engine, fixture: Fixture, rule: string): string {
  const config = onlyRule(rule)
  const inputs = inputsOf(fixture)
  const { diagnostics } = lint(engine, inputs, config)
  const parts = diagnostics.map((found) => renderFinding(found, fixture, inputs))
  if (diagnostics.some((found) => found.fixes.some((fix) => fix.safety === 'safe'))) {
    const fixed = fixUntilStable(engine, inputs, config)
    parts.push(`after all safe fixes${fixed.stable ? '' : ' (NOT STABLE)'}\n${diff(inputs, fixed.inputs)}`)
  }
  return parts.length === 0 ? 'nothing is reported\n' : parts.join('\n')
}

function renderFinding(found: Diagnostic, fixture: Fixture, inputs: readonly SourceInput[]): string {
  const short = (file: string): string => file.slice(fixture.path.lastIndexOf('/') + 1)
  const at = (file: string, range: Diagnostic['range']): string =>
    `${short(file)}:${range.start.line + 1}:${range.start.character + 1}`
  const lines = [
    `${at(found.file, found.range)} ${found.severity} ${found.rule} [${found.platforms.join(', ')}]`,
    `  en: ${found.message.en}`,
    `  ja: ${found.message.ja}`,
  ]
  if (found.functionName !== null) lines.push(`  in: ${found.functionName}`)
  for (const step of found.related) {
    lines.push(`  step ${at(step.file, step.range)}`, `    en: ${step.message.en}`, `    ja: ${step.message.ja}`)
  }
  if (found.outcome !== undefined) {
    lines.push(`  outcome: ${found.outcome.title.en} / ${found.outcome.title.ja}`)
    for (const row of found.outcome.rows) {
      lines.push(`  ${row.mark ? '>' : ' '} ${row.cells.map((cell) => cell.en).join(' | ')}`)
    }
  }
  for (const fix of found.fixes) {
    lines.push(`  fix (${fix.safety})`, `    en: ${fix.title.en}`, `    ja: ${fix.title.ja}`)
    lines.push(
      ...diff(inputs, withFix(inputs, found.file, fix))
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`),
    )
  }
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

/** The changed lines with two lines around them. */
function diff(before: readonly SourceInput[], after: readonly SourceInput[]): string {
  let text = ''
  before.forEach((input, index) => {
    const old = String(input.content)
    const changed = String(after[index]?.content)
    if (old === changed) return
    for (const hunk of structuredPatch(input.path, input.path, old, changed, '', '', { context: 2 }).hunks) {
      text += `@@ line ${hunk.oldStart}\n${hunk.lines.map((line) => `${line.trimEnd()}\n`).join('')}`
    }
  })
  return text
}
