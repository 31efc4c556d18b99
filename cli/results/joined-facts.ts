import {
  toText,
  type FileAnalysis,
  type LintConfig,
  type Localised,
  type Platform,
  type SocketAlias,
} from '../../engine/index.ts'
import { message } from '../messages.ts'
import type { Recorded, RecordedDefines, RecordedError, RecordedFile, RecordedHeader, Told } from './facts-file.ts'

/** What a file of another run is given of its project. */
export interface JoinedSurroundings {
  readonly defines: RecordedDefines
  readonly headers: Readonly<
    Record<Platform, readonly { readonly header: RecordedHeader; readonly certain: boolean }[]>
  >
}

/** One file of another run, with places in the lists of all of them. */
export interface JoinedFile {
  readonly path: string
  readonly config: number
  readonly matters: boolean
  readonly failed: boolean
  readonly key: string
  /** By what stands for what it is told of other files; empty for nothing. */
  readonly rounds: ReadonlyMap<string, FileAnalysis>
  readonly surroundings: JoinedSurroundings | null
  /** How it is compiled, for one that has to be looked at anew. */
  readonly told: Told
  /** The socket calls by other names that it was asked for, where it does not matter. */
  readonly words: ReadonlySet<string>
  /** The file of facts that it is from. */
  readonly from: string
}

/** What several runs tell together. */
export interface JoinedFacts {
  readonly paths: readonly string[]
  readonly configs: readonly LintConfig[]
  readonly aliases: readonly SocketAlias[]
  readonly errors: readonly RecordedError[]
  readonly internalError: boolean
  readonly files: ReadonlyMap<string, JoinedFile>
}

export type Joined =
  | { readonly ok: true; readonly facts: JoinedFacts }
  | { readonly ok: false; readonly problem: Localised }

/** Puts files of facts together; in which order makes no difference. */
export function joinFacts(parts: readonly { readonly name: string; readonly recorded: Recorded }[]): Joined {
  const configs = new Map<string, { readonly place: number; readonly config: LintConfig }>()
  const files = new Map<string, JoinedFile>()
  for (const { name, recorded } of parts) {
    const words = new Set(recorded.words)
    const places = recorded.configs.map((config) => {
      const text = toText(config)
      const known = configs.get(text) ?? { place: configs.size, config }
      configs.set(text, known)
      return known.place
    })
    for (const file of recorded.files) {
      const joined = {
        ...{ ...file, config: places[file.config] ?? -1, rounds: new Map(file.rounds), words, from: name },
        ...{ told: recorded.told, surroundings: joinSurroundings(file, recorded) },
      }
      const other = files.get(file.path)
      const both = other === undefined ? joined : joinFiles(other, joined)
      if (both === null)
        return {
          ok: false,
          problem: message('factsDisagree', { file: file.path, one: other?.from ?? '', other: name }),
        }
      files.set(file.path, both)
    }
  }
  const all = parts.map(({ recorded }) => recorded)
  return {
    ok: true,
    facts: {
      paths: [...new Set(all.flatMap(({ paths }) => paths))].sort(),
      configs: [...configs.values()].map(({ config }) => config),
      aliases: all.flatMap(({ aliases }) => aliases),
      errors: all.flatMap(({ errors }) => errors),
      internalError: all.some(({ internalError }) => internalError),
      files,
    },
  }
}

function joinSurroundings({ surroundings }: RecordedFile, { headers }: Recorded): JoinedSurroundings | null {
  if (surroundings === null) return null
  const { defines, ...uses } = surroundings
  const on = (platform: Platform): JoinedSurroundings['headers'][Platform] =>
    uses[platform].flatMap(([place, certain]) => {
      const header = headers[place]
      return header === undefined ? [] : [{ header, certain }]
    })
  return { defines, headers: { posix: on('posix'), windows: on('windows') } }
}

/** One file of two runs, as headers of two targets are; null when the runs saw different things. */
function joinFiles(one: JoinedFile, other: JoinedFile): JoinedFile | null {
  // One run may have known a name for a socket call that the other had not heard of.
  if (one.matters !== other.matters) return one.matters ? one : other
  if (one.key !== other.key || one.failed !== other.failed) return null
  return { ...one, rounds: new Map([...other.rounds, ...one.rounds]) }
}
