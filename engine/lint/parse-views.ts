import { differences } from '../preprocess/differences.ts'
import type { Views } from '../preprocess/views.ts'
import type { Platform } from '../model/index.ts'
import type { ParsedTree, ParseRefusal, SourceParser } from '../syntax/parser.ts'
import type { SyntaxTree } from '../syntax/tree.ts'

/** The trees of a text: as written, and as each platform sees it. */
export interface ParsedViews {
  readonly ok: true
  readonly raw: SyntaxTree
  /** Of a platform that is not looked at: any tree. */
  readonly posix: SyntaxTree
  readonly windows: SyntaxTree
}

/** Raw, then POSIX out of raw, then Windows out of POSIX: what they share is parsed once, what nobody asks for not at all. */
export function parseViews(
  parser: SourceParser,
  views: Views,
  language: 'c' | 'cpp',
  platforms: readonly Platform[],
): ParsedViews | ParseRefusal {
  const live: ParsedTree[] = []
  try {
    const raw = parser.parse(views.raw, language)
    if (!raw.ok) return raw
    live.push(raw)
    const rawTree = raw.flatten()
    let previous: ParsedTree = raw
    let previousTree = rawTree
    const next = (platform: Platform): SyntaxTree | ParseRefusal => {
      const { text } = views.views[platform]
      if (text === previous.text || !platforms.includes(platform)) return previousTree
      const parsed = parser.reparse(previous, text, differences(previous.text, text))
      if (!parsed.ok) return parsed
      live.push(parsed)
      previous = parsed
      previousTree = parsed.flatten()
      return previousTree
    }
    const posix = next('posix')
    if ('reason' in posix) return posix
    const windows = next('windows')
    if ('reason' in windows) return windows
    return { ok: true, raw: rawTree, posix, windows }
  } finally {
    for (const tree of live) tree.delete()
  }
}
