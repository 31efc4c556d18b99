import type { Hover, Position } from 'vscode-languageserver'
import type { Diagnostic, FunctionLifecycles, Language } from '../engine/index.ts'
import { findingFigure, type Figure } from './finding-figures.ts'
import type { DocumentFindings } from './findings.ts'
import { hoverAt, type HoverContext } from './hover.ts'
import { functionAt, lifecycleLink, phaseBefore, toLifecycle } from './lifecycle.ts'
import { nameHoverAt, suppressedRuleAt } from './name-hover.ts'
import type { Pages } from './page.ts'
import type { ClientCommand } from './protocol.ts'
import { wordAt } from './word-at.ts'

export interface HoversContext {
  readonly pages: Pages
  readonly language: Language
  readonly markdown: boolean
  /** Commands that the client runs from links. */
  readonly commands: readonly ClientCommand[]
  /** The client shows pictures. */
  readonly pictures: boolean
}

/** The context of a hover as far as the client decides it. */
export function hoverContext({ commands, ...given }: HoversContext): HoverContext {
  return { ...given, explainCommand: commands.find((command) => command === 'socklint.explainRule') }
}

/** The one hover at a position: about a finding, else about the name that stands there. */
export async function hoverFor(
  findings: DocumentFindings,
  position: Position,
  given: HoversContext,
  lifecyclesOf: () => Promise<readonly FunctionLifecycles[]>,
): Promise<Hover | null> {
  const context = hoverContext(given)
  const { document } = findings
  // Following the code once more pays only where there is something to tell of it.
  const functions = findings.isAnalysed ? await lifecyclesOf() : []
  const fn = functionAt(functions, document, position)
  const word = wordAt(document, position)
  const phase = fn === undefined ? undefined : phaseBefore(fn, document, word?.start ?? document.offsetAt(position))
  const lifecycle = fn === undefined ? undefined : toLifecycle(fn, findings, given.language)
  const link = given.commands.find((command) => command === 'socklint.showLifecycle')
  const lifecycleOf = (finding: Diagnostic): string | undefined =>
    lifecycle === undefined ? undefined : lifecycleLink(lifecycle, finding, position, link, given.language)
  const streams = fn && { ...fn, descriptors: fn.descriptors.filter(({ type }) => type === 'stream') }
  const figureOf = (finding: Diagnostic): Figure | undefined =>
    findingFigure(finding, document, streams && phaseBefore(streams, document, finding.span.start), given.language)
  return (
    // That a comment suppresses nothing is seen at a glance; what the rule in it is about is not.
    suppressedRuleAt(findings, position, context) ??
    hoverAt(findings, position, { ...context, lifecycleOf, figureOf }) ??
    nameHoverAt(findings, position, { ...context, phase })
  )
}
