import type { InlayHint, Range } from 'vscode-languageserver'
import type { FunctionLifecycles, Language } from '../engine/index.ts'
import type { DocumentFindings } from './findings.ts'
import { stateChanges, toLifecycle } from './lifecycle.ts'

/** The state of a descriptor after each call that changes it, behind the call: `fd: bound`. */
export function inlayHintsFor(
  functions: readonly FunctionLifecycles[],
  findings: DocumentFindings,
  { start, end }: Range,
  language: Language,
): InlayHint[] {
  const { document } = findings
  const [from, to] = [document.offsetAt(start), document.offsetAt(end)]
  return functions
    .filter(({ span }) => span.start <= to && from <= span.end)
    .flatMap((fn) => stateChanges(toLifecycle(fn, findings, language)))
    .map(({ name, range, stateLabel, text }) => ({
      position: range.end,
      label: `${name}: ${stateLabel}`,
      tooltip: text,
      paddingLeft: true,
    }))
    .filter(({ position }) => from <= document.offsetAt(position) && document.offsetAt(position) <= to)
}
