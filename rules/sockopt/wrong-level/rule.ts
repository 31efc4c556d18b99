import { defineRule, NO_NODE, optionCall, optionLevel } from '../../../engine/rule-api.ts'

/** An option is a number that counts within its level alone (POSIX setsockopt()). */
export default defineRule({
  id: 'sockopt/wrong-level',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-628'],
  messages: {
    found: {
      en: '{option} is an option of {right}. On the level {level} its number means another option or none: the call fails, or does something else to the socket. Pass {right}.',
      ja: '{option} は {right} のオプションです。レベル {level} では同じ番号が別のオプションを表すか、何も表しません。呼び出しは失敗するか、別の設定を操作します。{right} を渡してください。',
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const call = optionCall(event, tree)
      if (call === undefined || call.level.node === NO_NODE) return
      const { option, level } = call
      const written = tree.textOf(level.node)
      const given = optionLevel(written)
      const right = option.levels[0]
      if (given === undefined || right === undefined || option.levels.includes(given)) return
      const span = tree.span(level.node)
      context.report({
        span,
        message: 'found',
        parameters: { option: option.name, level: written, right },
        fixes: [
          {
            title: { en: `Pass ${right}`, ja: `${right} を渡す` },
            safety: 'safe',
            edits: [{ span, newText: right }],
          },
        ],
      })
    },
  },
})
