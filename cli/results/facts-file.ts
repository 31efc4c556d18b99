import { readFileSync } from 'node:fs'
import {
  fromText,
  isAnalysisError,
  isFileAnalysis,
  isFlag,
  isLintConfig,
  isText,
  listOf,
  nullable,
  object,
  oneOf,
  tupleOf,
  toText,
  type AnalysisError,
  type FileAnalysis,
  type Guard,
  type LintConfig,
  type Localised,
  type SocketAlias,
} from '../../engine/index.ts'
import { reasonOf } from '../failures.ts'
import { message } from '../messages.ts'
import { digestOf } from './digests.ts'

/** A header that files include. */
export interface RecordedHeader {
  /** As findings would name it. */
  readonly path: string
  readonly defines: RecordedDefines
  /** What stands for its facts. */
  readonly digest: string
}

/** In the order in which the compiler is told. */
export type RecordedDefines = readonly (readonly [name: string, body: string | null])[]

/** What a file is given of its project: headers by their place in the list, and whether they are included for certain. */
export interface RecordedSurroundings {
  readonly defines: RecordedDefines
  readonly posix: readonly (readonly [header: number, certain: boolean])[]
  readonly windows: RecordedSurroundings['posix']
}

/** One file as a run has judged it. */
export interface RecordedFile {
  readonly path: string
  /** Its configuration, by its place in the list. */
  readonly config: number
  /** False for one that holds no word of interest. */
  readonly matters: boolean
  /** It could not be judged, or not to the end. */
  readonly failed: boolean
  /** All that its analyses depend on but for what they are told of other files; empty where there is none. */
  readonly key: string
  /** Null for nothing, and for a file that does not matter. */
  readonly surroundings: RecordedSurroundings | null
  /** The analyses, by what stands for what they are told of other files; the first is told nothing. */
  readonly rounds: readonly (readonly [imports: string, analysis: FileAnalysis])[]
}

/** What the command line of a run says of how files are compiled; paths as findings would name them. */
export interface Told {
  readonly defines: RecordedDefines
  readonly includePaths: readonly string[]
  readonly compileCommands: readonly string[] | null
  /** The one configuration file for all, and whether others are looked for. */
  readonly config: string | null
  readonly useConfigFiles: boolean
}

/** What a run tells others: a file of facts holds one. The same files give the same, wherever they are. */
export interface Recorded {
  /** The paths of its command line. */
  readonly paths: readonly string[]
  readonly configs: readonly LintConfig[]
  readonly told: Told
  readonly headers: readonly RecordedHeader[]
  /** What headers call by other names, and the socket calls of them that files were asked for. */
  readonly aliases: readonly SocketAlias[]
  readonly words: readonly string[]
  readonly errors: readonly RecordedError[]
  readonly internalError: boolean
  readonly files: readonly RecordedFile[]
}

/** `wrong`: a fault of the command line or of a configuration file. */
export interface RecordedError {
  readonly error: AnalysisError
  readonly wrong: boolean
}

/** The form of the file: lines of JSON, of which the first and the last say what it is. */
export const FACTS_FORM = 1

interface Head {
  readonly socklint: 'facts'
  readonly form: number
  readonly version: string
  readonly build: string
}

type Common = Omit<Recorded, 'files'>

interface Tail {
  readonly files: string
  /** Of all lines above. */
  readonly sha256: string
}

const isNumeral: Guard<number> = (value): value is number => Number.isSafeInteger(value)
const isHead = object<Head>({ socklint: oneOf('facts'), form: isNumeral, version: isText, build: isText })
const isTail = object<Tail>({ files: isText, sha256: isText })

const isDefines = listOf(tupleOf(isText, nullable(isText)))
const isUses = listOf(tupleOf(isNumeral, isFlag))

const isCommon = object<Common>({
  told: object<Told>({
    defines: isDefines,
    includePaths: listOf(isText),
    compileCommands: nullable(listOf(isText)),
    config: nullable(isText),
    useConfigFiles: isFlag,
  }),
  headers: listOf(object<RecordedHeader>({ path: isText, defines: isDefines, digest: isText })),
  paths: listOf(isText),
  configs: listOf(isLintConfig),
  aliases: listOf(tupleOf(isText, isText)),
  words: listOf(isText),
  errors: listOf(object<RecordedError>({ error: isAnalysisError, wrong: isFlag })),
  internalError: isFlag,
})

const isRecordedFile = object<RecordedFile>({
  path: isText,
  config: isNumeral,
  matters: isFlag,
  failed: isFlag,
  key: isText,
  surroundings: nullable(object<RecordedSurroundings>({ defines: isDefines, posix: isUses, windows: isUses })),
  rounds: listOf(tupleOf(isText, isFileAnalysis)),
})

/** The program that makes and reads facts. */
export interface Maker {
  readonly version: string
  readonly build: string
}

export function writtenFacts({ files, ...common }: Recorded, { version, build }: Maker): string {
  const head: Head = { socklint: 'facts', form: FACTS_FORM, version, build }
  const lines = [head, common, ...files].map((data) => `${toText(data)}\n`).join('')
  const tail: Tail = { files: `${files.length}`, sha256: digestOf(lines) }
  return `${lines}${toText(tail)}\n`
}

export type ReadFacts =
  | { readonly ok: true; readonly recorded: Recorded }
  | { readonly ok: false; readonly problem: Localised }

/** Reads a file of facts, and tells why it cannot be used. */
export function readFacts(path: string, maker: Maker): ReadFacts {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return { ok: false, problem: message('factsUnreadable', { reason: reasonOf(error) }) }
  }
  return parsedFacts(text, maker)
}

export function parsedFacts(text: string, maker: Maker): ReadFacts {
  const refuse = (problem: Localised): ReadFacts => ({ ok: false, problem })
  const [first = '', second = '', ...rest] = text.split('\n')
  const head = fromText(first)
  if (!isHead(head)) return refuse(message('factsNone'))
  if (head.form !== FACTS_FORM || head.build !== maker.build)
    return refuse(
      message('factsOfOther', { theirs: named(head.version, head.build), ours: named(maker.version, maker.build) }),
    )
  const end = text.lastIndexOf('\n', text.length - 2) + 1
  const tail = fromText(text.slice(end))
  const common = fromText(second)
  const files = rest.slice(0, -2).map(fromText)
  const isWhole =
    isTail(tail) && tail.sha256 === digestOf(text.slice(0, end)) && tail.files === `${files.length}` && isCommon(common)
  if (!isWhole || !files.every(isRecordedFile)) return refuse(message('factsDamaged'))
  return { ok: true, recorded: { ...common, files } }
}

function named(version: string, build: string): string {
  return `${version}, ${build.slice(0, 12)}`
}
