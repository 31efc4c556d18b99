import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import {
  DATABASE,
  DATABASES_FOUND_ANYWAY,
  MAX_SURVEYED_BYTES,
  Survey,
  type ProjectSurvey,
} from '../../configuration/survey.ts'
import { decodeSource } from '../../engine/index.ts'
import { IgnoreFiles } from '../ignore-files.ts'
import { walk } from '../walk.ts'

/** @param folder absolute */
export function surveyProject(folder: string): ProjectSurvey {
  const { files } = walk(
    folder,
    '',
    IgnoreFiles.of(folder, (path) => path),
  )
  const survey = new Survey()
  for (const { path, raw } of files) survey.add(path, () => (typeof raw === 'string' ? readText(raw) : ''))
  return survey.result({ hasCMake: existsSync(join(folder, 'CMakeLists.txt')), databases: databasesIn(folder) })
}

function readText(path: string): string {
  try {
    if (statSync(path).size > MAX_SURVEYED_BYTES) return ''
    const decoded = decodeSource(readFileSync(path))
    return decoded.ok ? decoded.text : ''
  } catch {
    // What cannot be read tells nothing; the linter will say so.
    return ''
  }
}

function databasesIn(folder: string): string[] {
  const found = DATABASES_FOUND_ANYWAY.filter((path) => existsSync(join(folder, path)))
  let entries: readonly string[]
  try {
    entries = readdirSync(folder)
  } catch {
    return found
  }
  const others = entries.map((entry) => `${entry}/${DATABASE}`).filter((path) => existsSync(join(folder, path)))
  return [...found, ...others.filter((path) => !found.includes(path)).sort()]
}
