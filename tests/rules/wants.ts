import type { Diagnostic, Platform } from '../../engine/index.ts'

/** A finding that a fixture asks for. `line` is zero-based. */
export interface Want {
  readonly line: number
  /** Part of the English message. */
  readonly text: string
  /** The one platform it holds on, or null: every platform that the file is written for. */
  readonly only: Platform | null
}

/**
 * Reads the `// want "part of the message"` comments; one comment may hold several strings. `want-posix` and
 * `want-windows` ask for a finding on that platform alone. Throws on a comment that looks like one but is not.
 */
export function parseWants(text: string): Want[] {
  const wants: Want[] = []
  text.split(/\r\n|\r|\n/).forEach((content, line) => {
    const comment = /(?:\/\/|\/\*)\s*(want(?:-\w+)?)(?![\w-])(.*)$/.exec(content)
    if (comment === null) return
    const word = comment[1] ?? ''
    const strings = [...(comment[2] ?? '').matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '')
    if (strings.length === 0 && word === 'want' && !/["']/.test(comment[2] ?? '')) return // prose: "// want of space"
    if (strings.length === 0 || !/^want(-posix|-windows)?$/.test(word)) {
      throw new Error(`line ${line + 1}: not a want comment: ${content.trim()}`)
    }
    const only = word === 'want-posix' ? 'posix' : word === 'want-windows' ? 'windows' : null
    for (const string of strings) wants.push({ line, text: string, only })
  })
  return wants
}

/** What differs between the findings of a file and what it asks for; empty when nothing does. */
export function compareWants(
  wants: readonly Want[],
  diagnostics: readonly Diagnostic[],
  everywhere: readonly Platform[],
): string[] {
  const left = [...diagnostics]
  const differences: string[] = []
  for (const want of wants) {
    const platforms = (want.only === null ? everywhere : [want.only]).join(',')
    const index = left.findIndex(
      (found) =>
        found.range.start.line === want.line &&
        found.message.en.includes(want.text) &&
        found.platforms.join(',') === platforms,
    )
    if (index >= 0) left.splice(index, 1)
    else differences.push(`line ${want.line + 1}: not reported on [${platforms}]: "${want.text}"`)
  }
  for (const found of left) {
    const { start } = found.range
    const where = `line ${start.line + 1}, column ${start.character + 1}`
    differences.push(`${where}: not asked for: [${found.platforms.join(',')}] ${found.rule}: ${found.message.en}`)
  }
  return differences
}
