/**
 * Idioms of socket programs, each as a right and a wrong function. A comment on a line of a wrong one says what the
 * engine has to tell there: `// lost fd return`, `// unset fd`, more than one after commas, `windows:` or `posix:` in
 * front where it holds on one platform only. Nothing else may be told, and nothing at all in a right one.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { PLATFORMS, type Platform } from '../../../engine/model/index.ts'
import { type Flow, type FlowHarness, loadHarness } from './harness.ts'

const FOLDER = new URL('idioms/', import.meta.url)
const FILES = readdirSync(FOLDER).sort()

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

/** What the comments of a text want on a platform, as `line: lost name reason`. */
function wanted(text: string, platform: Platform): string[] {
  return text.split('\n').flatMap((line, index) => {
    const comment = /\/\/ (?:(posix|windows): )?((?:lost|unset|unfreed) .*)$/.exec(line)
    if (comment === null || (comment[1] !== undefined && comment[1] !== platform)) return []
    return (comment[2] ?? '').split(', ').map((one) => `${index + 1}: ${one}`)
  })
}

function told(flow: Flow): string[] {
  const losses = flow.told.filter(({ name }) => ['lost', 'unset', 'listLost'].includes(name))
  return losses.sort((a, b) => a.line - b.line || (a.text < b.text ? -1 : 1)).map((t) => `${t.line}: ${t.text}`)
}

function platformsOf(file: string, text: string): readonly Platform[] {
  if (file.includes('.windows.')) return ['windows']
  return text.includes('_WIN32') ? PLATFORMS : ['posix']
}

describe.each(FILES)('%s', (file) => {
  const text = readFileSync(new URL(file, FOLDER), 'utf8')

  test.each(platformsOf(file, text))('on %s', (platform) => {
    const flow = harness.run(text, { platform, path: file })
    expect(told(flow)).toEqual(wanted(text, platform))
    for (const { node, limit } of flow.analysed) {
      expect(limit, node.name).toBeNull()
      expect(node.damaged, node.name).toBe(false)
    }
  })

  test('every idiom has a right and a wrong twin', () => {
    const names = [...text.matchAll(/\b(right|wrong)_\w+(?=\([^;{]*\)\s*(?:#endif\s*)?\{)/g)].map((m) => m[0])
    expect(names.length).toBeGreaterThan(1)
    const lines = text.split('\n')
    for (const name of names) {
      const start = lines.findIndex((line) => line.includes(`${name}(`) && !line.trimEnd().endsWith(';'))
      const end = lines.findIndex((line, index) => index > start && line.startsWith('}'))
      const wants = lines.slice(start, end + 1).some((line) => /\/\/ .*(?:lost|unset|unfreed) /.test(line))
      expect(wants, name).toBe(name.startsWith('wrong_'))
    }
  })
})
