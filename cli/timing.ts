import type { Language, Localised } from '../engine/index.ts'
import { counted, message } from './messages.ts'
import type { RunTimes } from './run-input.ts'
import { padded, widthOf } from './width.ts'

/** What `--timing` shows. */
export function timingTable(spent: RunTimes, total: number, language: Language): string {
  const say = (text: Localised): string => text[language]
  const { read, prefilter, headers, analyse } = spent.inThreads
  const rows: readonly (readonly [string, number | null])[] = [
    [say(message('timingDiscover')), spent.discover],
    [say(message('timingJudge')), spent.judge],
    [`  ${say(message('timingInThreads', { threads: counted('thread', spent.threads) }))}`, null],
    [`    ${say(message('timingRead'))}`, read],
    [`    ${say(message('timingPrefilter'))}`, prefilter],
    [`    ${say(message('timingHeaders'))}`, headers],
    [`    ${say(message('timingAnalyse'))}`, analyse],
    [say(message('timingImports')), spent.imports],
    [say(message('timingConclude')), spent.conclude],
    [say(message('timingTotal')), total],
  ]
  const width = Math.max(...rows.map(([label]) => widthOf(label)))
  const lines = rows.map(([label, time]) =>
    time === null ? `  ${label}` : `  ${padded(label, width)}  ${time.toFixed(1).padStart(9)}`,
  )
  return `${say(message('timingTitle'))}\n${lines.join('\n')}\n`
}
