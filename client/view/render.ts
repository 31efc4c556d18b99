import type { DescriptorLifecycle, LifecycleFinding, LifecycleResult, LifecycleStep } from '../../server/protocol.ts'
import { STYLE } from './style.ts'
import { symbol } from './symbols.ts'

/** Every text of the page that is not from the server, in the user's language. */
export interface LifecycleTexts {
  readonly heading: (name: string) => string
  /** `line` counts from 1. */
  readonly line: (line: number) => string
  readonly platforms: Readonly<Record<DescriptorLifecycle['platforms'][number], string>>
  readonly severities: Readonly<Record<LifecycleFinding['severity'], string>>
  readonly ends: Readonly<Record<DescriptorLifecycle['end'], string>>
  readonly findings: string
  readonly explainRule: (rule: string) => string
  readonly counts: (descriptors: number, findings: number) => string
}

export interface DocumentOptions {
  readonly title: string
  readonly language: string
  /** Of this one page: nothing without it is run or styled. */
  readonly nonce: string
  /** What the editor's own style sheet may come from, as a source of a content security policy. */
  readonly styleSource: string
  /** Address of the script. */
  readonly script: string
}

/** The frame of the page; its content comes by message and goes into `main`. */
export function renderDocument({ title, language, nonce, styleSource, script }: DocumentOptions): string {
  const policy = `default-src 'none'; style-src ${styleSource} 'nonce-${nonce}'; script-src 'nonce-${nonce}'`
  return `<!DOCTYPE html>
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main></main>
<p role="status" aria-live="polite" class="spoken"></p>
<script nonce="${nonce}" src="${escape(script)}"></script>
</body>
</html>`
}

/** A page that says in one sentence why there is nothing to draw. */
export function renderNote(text: string): string {
  return `<h1 class="note">${escape(text)}</h1>`
}

/** The lanes of a function, one a descriptor. */
export function renderLifecycle(result: LifecycleResult, texts: LifecycleTexts): string {
  const lanes = result.descriptors.map((descriptor, index) => lane(descriptor, index, result.uri, texts))
  return [
    `<h1>${withCode(texts.heading(PLACEHOLDER), result.function)}</h1>`,
    `<p class="summary">${escape(texts.counts(result.descriptors.length, countFindings(result)))}</p>`,
    `<div class="lanes">${lanes.join('')}</div>`,
  ].join('')
}

/** What a screen reader says when the content has changed. */
export function summarise(result: LifecycleResult, texts: LifecycleTexts): string {
  return `${texts.heading(result.function)}. ${texts.counts(result.descriptors.length, countFindings(result))}`
}

/** The findings of each step, and last those that lie before the first. A finding belongs to the last step before it. */
export function findingsBySteps({ steps, findings }: DescriptorLifecycle): LifecycleFinding[][] {
  const bySteps: LifecycleFinding[][] = [...steps.map(() => []), []]
  for (const finding of findings) {
    const touching = steps.findLastIndex(
      ({ range }) => !before(range.end, finding.range.start) && !before(finding.range.end, range.start),
    )
    const index =
      touching >= 0 ? touching : steps.findLastIndex(({ range }) => !before(finding.range.start, range.start))
    bySteps.at(index)?.push(finding)
  }
  return bySteps
}

type Position = LifecycleStep['range']['start']

function before(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character)
}

/** One that is about two sockets stands with both, and is one. */
function countFindings({ descriptors }: LifecycleResult): number {
  const all = descriptors.flatMap(({ findings }) => findings)
  return new Set(all.map(({ rule, message, range }) => JSON.stringify([rule, message, range]))).size
}

function lane(descriptor: DescriptorLifecycle, index: number, uri: string, texts: LifecycleTexts): string {
  const { name, kind, platforms, steps, end } = descriptor
  const bySteps = findingsBySteps(descriptor)
  const id = `lane-${index}`
  const tags = platforms.map((each) => `<span class="platform">${escape(texts.platforms[each])}</span>`)
  const place = (key: string): string => `${index}.${key}`
  return [
    `<section class="lane" aria-labelledby="${id}">`,
    `<h2 id="${id}"><code>${escape(name)}</code> ${tags.join(' ')}<span class="kind">${escape(kind)}</span></h2>`,
    '<ol>',
    ...steps.map((each, at) => step(each, bySteps[at] ?? [], place(String(at)), uri, texts)),
    `<li class="end end-${end}">${symbol(end)}<span class="state">${escape(texts.ends[end])}</span>`,
    findingList(bySteps.at(-1) ?? [], place('end'), uri, texts),
    '</li></ol></section>',
  ].join('')
}

function step(
  { range, text, state, stateLabel }: LifecycleStep,
  findings: readonly LifecycleFinding[],
  key: string,
  uri: string,
  texts: LifecycleTexts,
): string {
  return [
    `<li class="step state-${state}"><button type="button" data-key="${key}" ${jump(uri, range)}>`,
    symbol(state),
    `<span class="state">${escape(stateLabel)}</span> `,
    `<span class="place">${escape(texts.line(range.start.line + 1))}</span> `,
    `<span class="text">${escape(text)}</span></button>`,
    findingList(findings, key, uri, texts),
    '</li>',
  ].join('')
}

function findingList(findings: readonly LifecycleFinding[], key: string, uri: string, texts: LifecycleTexts): string {
  if (findings.length === 0) return ''
  const items = findings.map(({ rule, severity, message, range }, at) =>
    [
      `<li class="finding ${severity}"><button type="button" data-key="${key}.${at}" ${jump(uri, range)}>`,
      `<span class="severity">${escape(texts.severities[severity])}</span> `,
      `<span class="place">${escape(texts.line(range.start.line + 1))}</span> `,
      `<span class="message">${escape(message)}</span></button>`,
      `<button type="button" class="explain" data-key="${key}.${at}.explain" data-rule="${escape(rule)}">`,
      `${withCode(texts.explainRule(PLACEHOLDER), rule)}</button></li>`,
    ].join(''),
  )
  return `<ul class="findings" aria-label="${escape(texts.findings)}">${items.join('')}</ul>`
}

function jump(uri: string, { start, end }: LifecycleStep['range']): string {
  return `data-uri="${escape(uri)}" data-place="${[start.line, start.character, end.line, end.character].join()}"`
}

/** Stands where a name goes until the sentence around it is escaped. */
const PLACEHOLDER = '\u0000'

function withCode(sentence: string, name: string): string {
  return escape(sentence).replace(PLACEHOLDER, () => `<code>${escape(name)}</code>`)
}

/** Text as HTML, in content and in attributes. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
