import { CONFIG_NAME } from '../configuration/config-file.ts'
import { configText } from '../configuration/first-config.ts'
import {
  DATABASE,
  DATABASES_FOUND_ANYWAY,
  MAX_SURVEYED_BYTES,
  MAX_SURVEYED_FILES,
  Survey,
} from '../configuration/survey.ts'
import { decodeSource, joinPath, type Language } from '../engine/index.ts'
import { pathOfUri, type FileAccess } from './files.ts'
import type { CreateConfigurationResult } from './protocol.ts'
import { RemoteFiles } from './remote-files.ts'
import { walkSources, type Pause } from './source-files.ts'

/** Files that a client is asked for: the beginning of a project tells enough. */
const MAX_BROUGHT = 500

/** The texts of documents by path, for what the disk does not have. */
export type OpenTexts = ReadonlyMap<string, string>

/** The first configuration file of a folder: what is found there is told in its comments. Nothing is written. */
export async function firstConfiguration(
  folder: string,
  disk: FileAccess | undefined,
  open: OpenTexts,
  pause: Pause,
  language: Language,
): Promise<CreateConfigurationResult> {
  const root = pathOfUri(folder).replace(/\/$/, '')
  const uri = `${folder.replace(/\/$/, '')}/${CONFIG_NAME}`
  const path = joinPath(root, CONFIG_NAME)
  if (disk instanceof RemoteFiles) await disk.ready
  const exists = open.has(path) || disk?.exists(path) === true
  const survey = new Survey()
  if (disk === undefined) {
    for (const [name, text] of open)
      if (name.startsWith(`${root}/`)) survey.add(name.slice(root.length + 1), () => text)
    return { uri, text: configText(survey.result({ hasCMake: false, databases: [] }), language), exists }
  }
  const { paths } = await walkSources({ disk, root, ignores: () => false, limit: MAX_SURVEYED_FILES, pause })
  if (disk instanceof RemoteFiles) await disk.load(paths.slice(0, MAX_BROUGHT))
  for (const found of paths) {
    await pause()
    survey.add(found.slice(root.length + 1), () => open.get(found) ?? textOf(found, disk))
  }
  const hasCMake = disk.exists(joinPath(root, 'CMakeLists.txt'))
  return { uri, text: configText(survey.result({ hasCMake, databases: databasesIn(root, disk) }), language), exists }
}

function textOf(path: string, disk: FileAccess): string {
  const bytes = disk.read(path, MAX_SURVEYED_BYTES)
  const decoded = bytes === undefined ? undefined : decodeSource(bytes)
  // What cannot be read tells nothing.
  return decoded?.ok === true ? decoded.text : ''
}

function databasesIn(root: string, disk: FileAccess): string[] {
  const found = DATABASES_FOUND_ANYWAY.filter((path) => disk.exists(joinPath(root, path)))
  const others = (disk.entries(root) ?? []).flatMap(({ name, isFolder }) => (isFolder ? [`${name}/${DATABASE}`] : []))
  return [...found, ...others.filter((path) => !found.includes(path) && disk.exists(joinPath(root, path))).sort()]
}
