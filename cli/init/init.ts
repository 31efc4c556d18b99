import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Language, Localised } from '../../engine/index.ts'
import { CONFIG_NAME } from '../../configuration/config-file.ts'
import { configText } from '../../configuration/first-config.ts'
import { counted, message } from '../messages.ts'
import { writeFileAtomically } from '../write-file.ts'
import { surveyProject } from './survey.ts'

/** Writes a configuration file into a folder that has none. What it says is told; `ok` is false when there is none. */
export function initialise(
  folder: string,
  language: Language,
): { readonly ok: boolean; readonly says: readonly Localised[] } {
  const path = join(folder, CONFIG_NAME)
  if (existsSync(path)) return { ok: false, says: [message('initExists', { path: CONFIG_NAME })] }
  const survey = surveyProject(folder)
  const written = writeFileAtomically(path, configText(survey, language))
  if (!written.ok) {
    return { ok: false, says: [message('cannotWriteOutput', { path: CONFIG_NAME, reason: written.reason })] }
  }
  const says = [message('initWritten', { path: CONFIG_NAME, files: counted('file', survey.files) })]
  return { ok: true, says: [...says, message('initNext')] }
}
