import { defineRule, type LostEvent, placeOf } from '../../../engine/rule-api.ts'
import { closeBeforeReturn } from './fix.ts'

const MADE_HERE: readonly string[] = ['created', 'accepted', 'duplicate', 'pair']

/** What others tell of: the copy that the parent keeps after fork(), and the copies of a child, which end with it. */
function isCopy({ resource, state }: LostEvent): boolean {
  return resource.inherited !== null || (resource.sharedWithChild !== null && state.role === 'parent')
}

export default defineRule({
  id: 'lifecycle/leak',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-775', 'CWE-404'],
  // A parent that does not close loses the descriptor where fork() failed as well.
  yieldsTo: ['fork/parent-keeps-connection'],
  messages: {
    return: {
      en: "'{name}' is still open when the function returns here, and nobody else has it: the descriptor stays open until the process ends. Close it first.",
      ja: "'{name}' を開いたままここで関数から戻ります。ほかにこのディスクリプタを持つものはないため、プロセスが終了するまで開いたままになります。戻る前にクローズしてください。",
    },
    overwritten: {
      en: "'{name}' gets another value here while its descriptor is still open, and nobody else has it: the descriptor stays open until the process ends. Close it first.",
      ja: "ディスクリプタが開いたまま、ここで '{name}' に別の値が代入されます。ほかにこのディスクリプタを持つものはないため、プロセスが終了するまで開いたままになります。先にクローズしてください。",
    },
    freed: {
      en: "The memory that holds '{name}' is freed here while its descriptor is still open, and nobody else has it: the descriptor stays open until the process ends. Close it first.",
      ja: "ディスクリプタが開いたまま、ここで '{name}' を持つメモリが解放されます。ほかにこのディスクリプタを持つものはないため、プロセスが終了するまで開いたままになります。先にクローズしてください。",
    },
    scope: {
      en: "'{name}' ends here while its descriptor is still open, and nobody else has it: the descriptor stays open until the process ends. Close it first.",
      ja: "ディスクリプタが開いたまま、ここで変数 '{name}' の有効範囲が終わります。ほかにこのディスクリプタを持つものはないため、プロセスが終了するまで開いたままになります。先にクローズしてください。",
    },
    destroyed: {
      en: "The object ends here with '{name}' still open, and no function of its class closes it: the descriptor stays open until the process ends. Close it in the destructor.",
      ja: "'{name}' を開いたまま、ここでオブジェクトが破棄されます。このクラスにはこれをクローズする関数がないため、ディスクリプタはプロセスが終了するまで開いたままになります。デストラクターでクローズしてください。",
    },
  },
  on: {
    lost(event, context) {
      const { resource, reason, span, endsProcess } = event
      if (endsProcess || context.damaged || isCopy(event) || !MADE_HERE.includes(resource.origin)) return
      const { name } = resource
      const fix = closeBeforeReturn(event, context)
      context.report({
        span,
        message: reason,
        parameters: { name },
        steps: resource.trail,
        ...(fix === undefined ? {} : { fixes: [fix] }),
        once: {
          at: placeOf(resource),
          also: { en: `'${name}' is lost here too`, ja: `ここでも '${name}' が失われる` },
        },
      })
    },
  },
})
