import { describe, expect, test } from 'vitest'
import { readHostMessage, readPlace, readViewMessage } from '../../client/view/messages.ts'
import {
  findingsBySteps,
  renderDocument,
  renderLifecycle,
  renderNote,
  summarise,
  type LifecycleTexts,
} from '../../client/view/render.ts'
import type { DescriptorLifecycle, LifecycleFinding, LifecycleResult } from '../../server/protocol.ts'

const TEXTS: LifecycleTexts = {
  heading: (name) => `Sockets in ${name}`,
  line: (line) => `line ${line}`,
  platforms: { posix: 'POSIX', windows: 'Windows' },
  severities: { error: 'Error', warning: 'Warning', info: 'Information' },
  ends: { closed: 'Closed', open: 'Still open', 'handed-over': 'Handed over' },
  findings: 'Findings',
  explainRule: (rule) => `Explain ${rule}`,
  counts: (descriptors, findings) => `Sockets: ${descriptors}. Findings: ${findings}.`,
}

const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
})
const finding = (line: number, start: number, end: number): LifecycleFinding => ({
  rule: 'lifecycle/leak',
  severity: 'warning',
  message: `'fd' <leaks> on ${line}`,
  range: range(line, start, end),
})
const descriptor = (findings: readonly LifecycleFinding[]): DescriptorLifecycle => ({
  name: 'c->fd',
  platforms: ['posix', 'windows'],
  kind: 'stream socket (IPv4)',
  steps: [
    { range: range(3, 4, 20), text: 'created here', state: 'created', stateLabel: 'created' },
    { range: range(5, 4, 20), text: 'bound & set', state: 'bound', stateLabel: 'bound' },
    { range: range(9, 4, 10), text: 'left open here', state: 'open', stateLabel: 'open' },
  ],
  end: 'open',
  findings,
})
const result = (findings: readonly LifecycleFinding[] = []): LifecycleResult => ({
  function: 'serve<T>',
  uri: 'file:///ws/a%20b.c?"x"',
  range: range(0, 0, 0),
  descriptors: [descriptor(findings)],
})

describe('findings stand at their step', () => {
  test.each([
    ['on the step', finding(5, 4, 20), 1],
    ['inside the step', finding(5, 9, 12), 1],
    ['between two steps: after the first', finding(7, 0, 3), 1],
    ['before all steps', finding(1, 0, 3), 3],
    ['after all', finding(20, 0, 3), 2],
  ])('%s', (_, at, index) => {
    const bySteps = findingsBySteps(descriptor([at]))
    expect(bySteps).toHaveLength(4)
    expect(bySteps.map((each) => each.length)).toEqual([0, 1, 2, 3].map((step) => (step === index ? 1 : 0)))
  })
})

describe('the lanes', () => {
  const html = renderLifecycle(result([finding(5, 4, 20)]), TEXTS)

  test('name function, descriptor, platforms, states and findings in text', () => {
    for (const text of [
      'serve&#60;T&#62;',
      'c-&#62;fd',
      'POSIX',
      'Windows',
      'created',
      'bound',
      'Still open',
      'Warning',
    ]) {
      expect(html).toContain(text)
    }
    expect(html).toContain('bound &#38; set')
    expect(html).toContain('&#60;leaks&#62;')
  })

  test('have a button for each step and two for each finding, each with a key of its own', () => {
    const keys = [...html.matchAll(/data-key="([^"]+)"/g)].map(([, key]) => key)
    expect(keys).toEqual(['0.0', '0.1', '0.1.0', '0.1.0.explain', '0.2'])
    expect(html).toContain('data-place="5,4,5,20"')
    // What is read aloud is what is written, in every order of words.
    expect(html).toContain('>Explain <code>lifecycle/leak</code></button>')
    expect(html).not.toMatch(/<button[^>]*aria-label/)
  })

  test('hold nothing from the code as markup', () => {
    expect(html).not.toMatch(/<leaks|serve<T|"x"/)
    expect(html).toContain('data-uri="file:///ws/a%20b.c?&#34;x&#34;"')
    expect(html.match(/<(script|img|iframe|style|link)/)).toBeNull()
    expect(html.match(/\son\w+=|\sstyle=/)).toBeNull()
  })

  test('hide the symbols from screen readers', () => {
    const symbols = html.match(/<svg[^>]*>/g) ?? []
    expect(symbols).toHaveLength(4)
    for (const symbol of symbols) expect(symbol).toContain('aria-hidden="true"')
  })

  test('are summed up for screen readers', () => {
    expect(summarise(result([finding(5, 4, 20)]), TEXTS)).toBe('Sockets in serve<T>. Sockets: 1. Findings: 1.')
  })

  test('count a finding about two sockets once', () => {
    const both = descriptor([finding(5, 4, 20)])
    const other = descriptor([finding(5, 4, 20), finding(9, 4, 10)])
    const shared = { ...result(), descriptors: [both, other] }
    expect(summarise(shared, TEXTS)).toBe('Sockets in serve<T>. Sockets: 2. Findings: 2.')
  })
})

test('the frame runs and styles nothing without its nonce, and loads nothing from elsewhere', () => {
  const html = renderDocument({
    title: 'Socket Lifecycle',
    language: 'ja',
    nonce: 'abc123',
    styleSource: 'https://style.example',
    script: 'https://script.example/lifecycle-view.js',
  })
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1]?.replaceAll('&#39;', "'")
  expect(policy).toBe("default-src 'none'; style-src https://style.example 'nonce-abc123'; script-src 'nonce-abc123'")
  expect(html).toContain('<html lang="ja">')
  for (const element of html.match(/<(script|style)[^>]*>/g) ?? []) expect(element).toContain('nonce="abc123"')
  expect(html).toMatch(/role="status" aria-live="polite"/)
})

test('the style takes its colours from the theme alone', () => {
  const html = renderDocument({ title: '', language: 'en', nonce: 'n', styleSource: '', script: '' })
  const style = /<style[^>]*>([\s\S]*)<\/style>/.exec(html)?.[1] ?? ''
  const colours = [...style.matchAll(/(?:color|background|outline|border[\w-]*): ([^;]+);/g)].map(
    ([, value = '']) => value,
  )
  expect(colours.length).toBeGreaterThan(10)
  expect(style).not.toMatch(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/i)
  expect(style).not.toMatch(/url\(/)
})

test('a note is text', () => {
  expect(renderNote('a <b>')).toBe('<h1 class="note">a &#60;b&#62;</h1>')
})

describe('messages between page and extension', () => {
  test.each([
    [{ kind: 'ready' }, { kind: 'ready' }],
    [
      { kind: 'go', uri: 'file:///a.c', range: [1, 2, 3, 4] },
      { kind: 'go', uri: 'file:///a.c', range: [1, 2, 3, 4] },
    ],
    [
      { kind: 'explain', rule: 'a/b' },
      { kind: 'explain', rule: 'a/b' },
    ],
    [{ kind: 'go', uri: 'file:///a.c', range: [1, 2, 3] }, undefined],
    [{ kind: 'go', uri: 7, range: [1, 2, 3, 4] }, undefined],
    [{ kind: 'explain' }, undefined],
    [null, undefined],
    ['ready', undefined],
  ])('from the page: %j', (message, read) => {
    expect(readViewMessage(message)).toEqual(read)
  })

  test.each([
    [
      { kind: 'content', html: '<p>', spoken: '' },
      { kind: 'content', html: '<p>', spoken: '' },
    ],
    [
      { kind: 'cursor', line: 3 },
      { kind: 'cursor', line: 3 },
    ],
    [{ kind: 'content', html: '<p>' }, undefined],
    [{ type: 'theme' }, undefined],
  ])('from the extension: %j', (message, read) => {
    expect(readHostMessage(message)).toEqual(read)
  })

  test.each([
    ['1,2,3,4', [1, 2, 3, 4]],
    [
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ],
    ['1,2,3', undefined],
    ['1,2,3,4,5', undefined],
    ['1,2,3,x', undefined],
    ['-1,2,3,4', undefined],
    [undefined, undefined],
  ])('a place: %j', (value, place) => {
    expect(readPlace(value)).toEqual(place)
  })
})
