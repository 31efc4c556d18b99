import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceInput } from '../../engine/index.ts'
import { ROOT, readRepositoryFile, ruleFolders } from '../../scripts/rule-folders.ts'

/** Every fixture, example and idiom of the repository, each the files of one program. */
export function allPrograms(): readonly (readonly SourceInput[])[] {
  const fixtures = ruleFolders().flatMap((folder) => folder.fixtures.map((fixture) => fixture.sources))
  const others = ['examples/broken', 'examples/mended', 'tests/engine/flow/idioms'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => [readRepositoryFile(`${folder}/${name}`)]),
  )
  return [...fixtures, ...others].map((sources) => sources.map(({ file, text }) => ({ path: file, content: text })))
}
