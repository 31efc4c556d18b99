import { resolve } from 'node:path'
import type { FileAnalysis, LintConfig, Platform } from '../../engine/index.ts'
import { reportedPath } from '../discover.ts'
import type { Headers } from '../headers.ts'
import type { Surroundings } from '../judge.ts'
import type { LintOptions } from '../options.ts'
import type { Recorded, RecordedHeader, RecordedSurroundings, Told } from './facts-file.ts'

/** One file of a run, as the run knows it. */
export interface RunFile {
  readonly path: string
  readonly config: number
  readonly matters: boolean
  readonly failed: boolean
  readonly key: string
  /** Headers by their place in the run's list. */
  readonly surroundings: Surroundings | null
  readonly rounds: ReadonlyMap<string, FileAnalysis>
}

export interface RunRecord extends Pick<Recorded, 'aliases' | 'words' | 'errors' | 'internalError'> {
  readonly cwd: string
  readonly options: LintOptions
  readonly configs: readonly LintConfig[]
  readonly headers: Headers
  readonly files: readonly RunFile[]
}

/** What a run tells others: without a path that is the machine's own, and headers only where a file includes them. */
export function recordOf({ cwd, options, headers, files, ...rest }: RunRecord): Recorded {
  const used = new Set(files.flatMap(({ surroundings }) => placesIn(surroundings)))
  const listed = [...used].flatMap((place) => {
    const origin = headers.origins[place]
    if (origin === undefined) return []
    const path = reportedPath(resolve(origin.file.path), cwd)
    return [{ place, header: { path, defines: [...origin.defines], digest: headers.digests[place] ?? '' } }]
  })
  listed.sort((a, b) => (headerName(a.header) < headerName(b.header) ? -1 : 1))
  const places = new Map(listed.map(({ place }, index) => [place, index]))
  return {
    ...rest,
    paths: options.paths,
    told: toldBy(options, cwd),
    headers: listed.map(({ header }) => header),
    files: files.map((file) => ({
      ...file,
      surroundings: recordedSurroundings(file.surroundings, (place) => places.get(place) ?? -1),
      rounds: [...file.rounds],
    })),
  }
}

/** One header with one set of defines. */
export function headerName({ path, defines }: RecordedHeader): string {
  return JSON.stringify([path, defines])
}

function placesIn(surroundings: Surroundings | null): number[] {
  if (surroundings === null) return []
  const { posix, windows } = surroundings.headers
  return [...posix, ...windows].map(({ header }) => header)
}

function recordedSurroundings(
  given: Surroundings | null,
  placeOf: (header: number) => number,
): RecordedSurroundings | null {
  if (given === null) return null
  const on = (platform: Platform): (readonly [number, boolean])[] =>
    given.headers[platform].map(({ header, certain }) => [placeOf(header), certain])
  return { defines: [...given.defines], posix: on('posix'), windows: on('windows') }
}

function toldBy({ project, config, useConfigFiles }: LintOptions, cwd: string): Told {
  const named = (path: string): string => reportedPath(resolve(cwd, path), cwd)
  return {
    defines: [...project.defines],
    includePaths: project.includePaths.map(named),
    compileCommands: project.compileCommands?.map(named) ?? null,
    config: config === null ? null : named(config),
    useConfigFiles,
  }
}
