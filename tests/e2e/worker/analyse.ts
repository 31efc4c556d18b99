import {
  type AnalysisError,
  createEngine,
  DEFAULT_CONFIG,
  type EngineAssets,
  type FileAnalysis,
  type LintConfig,
  MAX_IMPORT_ROUNDS,
} from '../../../engine/index.ts'
import { rules } from '../../../rules/index.ts'

/** One file of the comparison. */
export interface Source {
  readonly path: string
  readonly bytes: Uint8Array
}

/** What both sides of the comparison start from. */
export interface Task {
  readonly assets: EngineAssets
  readonly sources: readonly Source[]
}

/** The configurations compared: what users get by default, and everything on both platforms. */
const CONFIGS: readonly LintConfig[] = [
  DEFAULT_CONFIG,
  { ...DEFAULT_CONFIG, targets: ['posix', 'windows'], preset: 'strict' },
  { ...DEFAULT_CONFIG, targets: ['posix', 'windows'], preset: 'learn' },
]

/** Everything the engine says of these files, as one JSON text a configuration. Runs in node and in a browser worker. */
export async function analyseAll({ assets, sources }: Task): Promise<string[]> {
  const engine = await createEngine(assets, rules)
  return CONFIGS.map((config) => {
    const analyses = new Map<string, FileAnalysis>()
    const matters: string[] = []
    for (const { path, bytes } of sources) {
      if (!engine.mayMatter(bytes)) continue
      matters.push(path)
      analyses.set(path, engine.analyse({ path, content: bytes }, config))
    }
    const content = new Map(sources.map((source) => [source.path, source.bytes]))
    let rounds = 0
    for (; rounds < MAX_IMPORT_ROUNDS; rounds++) {
      const plan = engine.planImports([...analyses.values()])
      if (plan.size === 0) break
      for (const [path, imports] of plan) {
        const bytes = content.get(path)
        if (bytes !== undefined) analyses.set(path, engine.analyse({ path, content: bytes }, config, imports))
      }
    }
    const conclusion = engine.conclude([...analyses.values()], config)
    const errors: AnalysisError[] = [...analyses.values()].flatMap((analysis) => [...analysis.errors])
    return JSON.stringify({ matters, rounds, conclusion, errors, analyses: [...analyses.values()] }, plain)
  })
}

/** JSON knows no maps, sets and typed arrays: they are written as lists, so that a difference in them shows. */
function plain(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { map: [...value] }
  if (value instanceof Set) return { set: [...value] }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return { bytes: Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) }
  return value
}
