import type { AnalysedFunction } from './analyse.ts'
import { quoted } from './describe-graph.ts'
import type { AddressFact } from './events.ts'
import type { BindFact } from './facts.ts'
import type { Resource } from './state.ts'
import type { FunctionSummary, SummaryOutcome } from './summary.ts'
import { describeValue } from './values.ts'

/** What one function tells others, for `debug -- facts`. `lineOf` gives the one-based line of an offset. */
export function describeFacts(fn: AnalysedFunction, lineOf: (offset: number) => number): string[] {
  return [
    `line ${lineOf(fn.node.span.start)}${fn.node.isStatic ? ', seen by this file only' : ''}`,
    ...(fn.references.length === 0 ? [] : [`refers to ${fn.references.join(', ')}`]),
    ...describeSummary(fn.summary),
    ...fn.binds.map((bind) => describeBind(bind, lineOf)),
  ]
}

function describeSummary(summary: FunctionSummary): string[] {
  switch (summary.kind) {
    case 'unknown':
      return ['callers know nothing of it']
    case 'boring':
      return [
        `touches no socket${summary.passedOn.length === 0 ? '' : `; may give away ${summary.passedOn.join(', ')}`}${summary.nonBlocking.length === 0 ? '' : `; makes ${summary.nonBlocking.join(', ')} return at once`}`,
      ]
    case 'outcomes':
      if (summary.outcomes.length === 0) return ['never returns']
      return summary.outcomes.flatMap((outcome, index) => [
        `outcome ${index + 1}`,
        ...describeOutcome(outcome).map((line) => `  ${line}`),
      ])
  }
}

function describeOutcome({
  given,
  role,
  doubtful,
  result,
  created,
  inputs,
  borrowed,
  stores,
  passedOn,
}: SummaryOutcome): string[] {
  return [
    ...given.map(({ place, operator, bound, holds }) => `if ${holds ? '' : 'not '}${place} ${operator} ${bound}`),
    ...(doubtful ? ['if it happens at all'] : []),
    ...(role === 'sole' ? [] : [`in the ${role} process`]),
    ...inputs.map((resource) => `${resource.input ?? resource.id}: ${describeResource(resource)}`),
    ...created.map((resource) => `makes ${resource.id}, ${resource.origin}: ${describeResource(resource)}`),
    ...(borrowed.length === 0 ? [] : [`looks at ${borrowed.join(', ')}`]),
    ...stores.map(([place, value]) => `${place} = ${describeValue(value)}`),
    ...(passedOn.length === 0 ? [] : [`gives away ${passedOn.join(', ')}`]),
    `returns ${describeValue(result)}`,
  ]
}

function describeResource(resource: Resource): string {
  const options = [...resource.options.values()].map((option) => ` ${option.name}=${option.value ?? '?'}`).join('')
  const bound = resource.bound === null ? '' : `, bound to ${describeAddress(resource.bound.address)}`
  const kind = [resource.family, resource.type].filter((word) => word !== null).join('/')
  return `${resource.phase}${kind === '' ? '' : ` ${kind}`}${bound}${options}${resource.escaped ? ', seen elsewhere' : ''}`
}

function describeBind(bind: BindFact, lineOf: (offset: number) => number): string {
  const options = bind.options.map((option) => ` ${option.name}=${option.value ?? '?'}`).join('')
  return `binds ${bind.type ?? '?'} to ${describeAddress(bind.address)} in line ${lineOf(bind.span.start)}${options}${bind.closedOnReturn ? ', closed on return' : ''}`
}

function describeAddress({ family, text, scope, port }: AddressFact): string {
  return `${family ?? '?'} ${text ?? scope ?? '?'}:${port ?? '?'}`
}

/** The functions of a file and what they refer to as a DOT graph; names that the file does not define are ellipses. */
export function factsDot(
  functions: readonly AnalysedFunction[],
  name: string,
  lineOf: (offset: number) => number,
): string[] {
  const own = new Set(functions.map((fn) => fn.node.name))
  const lines = [`digraph ${quoted(name)} {`, '  rankdir=LR', '  node [shape=box, fontname=monospace]']
  for (const fn of functions) {
    const label = [fn.node.name, ...describeFacts(fn, lineOf).filter((line) => !line.startsWith('refers to '))]
    lines.push(`  ${quoted(fn.node.name)} [label=${quoted(`${label.join('\n')}\n`)}]`)
  }
  const outer = new Set(functions.flatMap((fn) => fn.references).filter((reference) => !own.has(reference)))
  for (const reference of [...outer].sort()) lines.push(`  ${quoted(reference)} [shape=ellipse]`)
  for (const fn of functions)
    for (const reference of fn.references) lines.push(`  ${quoted(fn.node.name)} -> ${quoted(reference)}`)
  return [...lines, '}']
}
