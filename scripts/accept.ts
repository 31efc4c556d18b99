/**
 * `npm run accept`: rewrites the golden files of the rules (rules/<category>/<id>/bad*.golden) with what the engine
 * reports now. They are reviewed like code and never edited by hand. With rule ids as arguments, only theirs.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { realEngine } from '../tests/support/assets.ts'
import { renderGolden } from '../tests/rules/render.ts'
import { goldenPath, ROOT, ruleFolders } from './rule-folders.ts'

async function main(ids: readonly string[]): Promise<number> {
  const all = ruleFolders()
  const unknown = ids.filter((id) => !all.some((rule) => rule.id === id))
  if (unknown.length > 0) {
    console.error(`no such rule: ${unknown.join(', ')}`)
    return 2
  }
  const engine = await realEngine()
  let changed = 0
  for (const rule of all.filter((candidate) => ids.length === 0 || ids.includes(candidate.id))) {
    const bad = rule.fixtures.filter((fixture) => fixture.kind === 'bad')
    for (const fixture of bad) {
      const path = join(ROOT, goldenPath(fixture))
      const text = renderGolden(engine, fixture, rule.id)
      if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
      writeFileSync(path, text)
      console.log(`wrote ${goldenPath(fixture)}`)
      changed++
    }
    const kept = new Set(bad.map(goldenPath))
    for (const name of readdirSync(join(ROOT, rule.folder)).filter((entry) => entry.endsWith('.golden'))) {
      const path = `${rule.folder}/${name}`
      if (kept.has(path)) continue
      rmSync(join(ROOT, path))
      console.log(`removed ${path}: its fixture is gone`)
      changed++
    }
  }
  console.log(changed === 0 ? 'every golden file is as it was' : `${changed} changed; review them with git diff`)
  return 0
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error)
    process.exitCode = 2
  },
)
