/** What is said of a bound of the analysis that was passed. */
import { fill, type Localised } from '../text/localised.ts'
import type { FileAnalysis, LimitReached } from './project.ts'

/** Facts still crossed files when their rounds were over: `MAX_IMPORT_ROUNDS`. */
const UNSETTLED = 'import rounds'

/** The analysis of a file that was to learn more of other files when the rounds were over. */
export function unsettled(analysis: FileAnalysis): FileAnalysis {
  return { ...analysis, limits: [...analysis.limits, { functionName: '', limit: UNSETTLED }] }
}

/** What passing a bound means for a reader of the report, in one sentence that begins with the file. */
export function limitMessage(file: string, { functionName, limit }: LimitReached): Localised {
  return fill(MESSAGES[limit] ?? UNJUDGED, { file, function: functionName, limit })
}

const UNJUDGED: Localised = {
  en: '{file}: {function} exceeds the analysis limit "{limit}" and was not checked',
  ja: '{file}: {function} は解析の上限 "{limit}" を超えたため、検査していません',
}

/** Bounds that leave the function, or the file, judged. */
const MESSAGES: Readonly<Record<string, Localised>> = {
  'ways to return': {
    en: '{file}: {function} exceeds the analysis limit "{limit}": what it does to sockets is unknown to its callers',
    ja: '{file}: {function} は解析の上限 "{limit}" を超えたため、呼び出し元ではソケットへの作用が不明なものとして扱います',
  },
  conditions: {
    en: '{file} exceeds the analysis limit "{limit}": preprocessor conditions beyond it are taken for unknown',
    ja: '{file} は解析の上限 "{limit}" を超えたため、それ以降のプリプロセッサーの条件は不明なものとして扱います',
  },
  [UNSETTLED]: {
    en: '{file} exceeds the analysis limit "{limit}": the chain of calls through other files is longer than what is followed, and functions beyond it are taken for unknown',
    ja: '{file} は解析の上限 "{limit}" を超えました。ファイルをまたぐ呼び出しの連鎖が長く、その先の関数は不明なものとして扱います',
  },
}
