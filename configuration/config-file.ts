import {
  NO_PROJECT,
  PRESETS,
  isAbsolutePath,
  joinPath,
  nearest,
  readConfigFile,
  type KnownRules,
  type LintConfig,
  type Localised,
  type Position,
  type Preset,
  type ProjectSettings,
} from '../engine/index.ts'
import { message } from './messages.ts'
import { readJson, type LocatedProblem } from './jsonc.ts'

/** The name under which configuration files are looked for. */
export const CONFIG_NAME = '.socklintrc.json'

/** The files that configurations are read from: a disk, what an editor holds, or both. Paths are absolute, with `/`. */
export interface ConfigurationFiles {
  /** The text of a file, or why it cannot be read. */
  read(path: string): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: Localised }
  /** True for a file or folder that is there. */
  exists(path: string): boolean
}

/** What one file, or a preset that one extends, adds to a configuration. */
export interface Layer {
  readonly config: Partial<LintConfig>
  /** Paths are absolute. */
  readonly project: ProjectSettings
  readonly overrides: readonly Override[]
  readonly ignore: readonly IgnorePatterns[]
}

export interface Override {
  /** Absolute; the globs start from here. */
  readonly folder: string
  readonly files: readonly string[]
  readonly config: Partial<LintConfig>
}

export interface IgnorePatterns {
  /** Absolute; the patterns start from here. */
  readonly folder: string
  readonly patterns: readonly string[]
}

/** A configuration file and what it extends, the ones that count least first. */
export interface ConfigFile {
  readonly layers: readonly Layer[]
  /** All files that were read, the asked-for one first. Absolute. */
  readonly sources: readonly string[]
  /** Files that could not be read. Absolute. */
  readonly missing: readonly string[]
  readonly problems: readonly FileProblem[]
}

/** What is wrong with a configuration file; without a place when it cannot be read at all. */
export interface FileProblem extends Partial<LocatedProblem> {
  /** Absolute. */
  readonly file: string
  readonly message: Localised
}

/** Reads a configuration file and all that it extends. What is right in them counts, whatever else is wrong. */
export function loadConfigFile(path: string, knownRules: KnownRules, files: ConfigurationFiles): ConfigFile {
  const problems: FileProblem[] = []
  const sources: string[] = []
  const missing: string[] = []
  const layers: Layer[] = []

  const load = (file: string, above: readonly string[], whenUnreadable: (reason: Localised) => FileProblem): void => {
    const given = files.read(file)
    if (given.ok ? !sources.includes(file) : !missing.includes(file)) (given.ok ? sources : missing).push(file)
    if (!given.ok) {
      problems.push(whenUnreadable(given.reason))
      return
    }
    const json = readJson(given.text)
    for (const problem of json.problems) problems.push({ file, ...problem })
    // What stands before the first mistake counts; an empty text has been told of already.
    if (json.value === undefined && json.problems.length > 0) return
    const read = readConfigFile(json.value, knownRules)
    for (const { path: at, of, en, ja } of read.problems) {
      const place = json.place(at, of)
      // What is cut off by a mistake is not wrong by itself.
      if (!json.problems.some((problem) => isSamePlace(problem.position, place.position)))
        problems.push({ file, ...place, message: { en, ja } })
    }
    const folder = parentFolder(file)
    for (const [index, base] of read.extends.entries()) {
      const place = json.place(['extends', index], 'value')
      const preset = PRESETS.find((known) => known === base)
      if (preset !== undefined) {
        layers.push(presetLayer(preset))
        continue
      }
      const target = joinPath(folder, base)
      if ([...above, file].includes(target))
        problems.push({ file, ...place, message: message('extendsItself', { base }) })
      else load(target, [...above, file], (reason) => ({ file, ...place, message: cannotExtend(base, reason) }))
    }
    const { project = NO_PROJECT } = read
    layers.push({
      config: read.config,
      project: {
        ...project,
        includePaths: project.includePaths.map((include) => joinPath(folder, include)),
        compileCommands: project.compileCommands?.map((path) => joinPath(folder, path)) ?? null,
      },
      overrides: read.overrides.map((override) => ({ folder, ...override })),
      ignore: read.ignore.length === 0 ? [] : [{ folder, patterns: read.ignore }],
    })
  }

  load(path, [], (reason) => ({ file: path, message: message('cannotReadConfig', { reason }) }))
  return { layers, sources, missing, problems }
}

function isSamePlace(one: Position, other: Position): boolean {
  return one.line === other.line && one.character === other.character
}

function presetLayer(preset: Preset): Layer {
  return { config: { preset }, project: NO_PROJECT, overrides: [], ignore: [] }
}

function cannotExtend(base: string, reason: Localised): Localised {
  const looksLikePath = isAbsolutePath(base) || /[./\\]/.test(base)
  if (looksLikePath) return message('cannotExtend', { base, reason })
  const alike = nearest(base, PRESETS)
  return message('extendsNothing', { base, presets: (alike.length === 0 ? PRESETS : alike).join(', ') })
}

/** The folder that something absolute lies in; a root is its own. */
export function parentFolder(path: string): string {
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0))
  return folder !== '' ? folder : path.startsWith('/') ? '/' : path
}
