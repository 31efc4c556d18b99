import { decodeSource, fixText, type Engine as Core } from '../engine/index.ts'
import { lintProgram } from './program.ts'
import type { WholeConfig } from './read-config.ts'
import type { Fix, FixedFiles, SourceFile } from './types.ts'

/** How often the program is looked at again: what one fix brings to light another may mend, but not for ever. */
const MAX_PASSES = 10

/** Mends the files of a program, pass after pass, until nothing is left to mend or the passes are used up. */
export function fixProgram(
  core: Core,
  files: readonly SourceFile[],
  config: WholeConfig,
  suggestions: boolean,
): FixedFiles {
  const isWanted = ({ safety }: Fix): boolean => safety === 'safe' || suggestions
  const first = new Map(files.flatMap((file) => mendable(file)))
  const texts = new Map(first)
  let applied = 0
  for (let pass = 0; ; pass++) {
    const now = files.map((file) => ({ path: file.path, content: texts.get(file.path) ?? file.content }))
    const result = lintProgram(core, now, config)
    let news = 0
    for (const [path, text] of texts) {
      const fixed = fixText(
        text,
        result.findings.filter(({ file }) => file === path),
        isWanted,
      )
      if (pass < MAX_PASSES) texts.set(path, fixed.text)
      news += fixed.applied
    }
    if (news === 0 || pass === MAX_PASSES) {
      const changed = [...texts].filter(([path, text]) => first.get(path) !== text)
      return { changed: changed.map(([path, text]) => ({ path, text })), applied, result }
    }
    applied += news
  }
}

/** The text of a file that can be written again as it was. */
function mendable({ path, content }: SourceFile): [path: string, text: string][] {
  if (typeof content === 'string') return [[path, content]]
  const decoded = decodeSource(content)
  return decoded.ok && !decoded.damaged && decoded.encoding === 'utf-8' ? [[path, decoded.text]] : []
}
