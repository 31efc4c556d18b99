import { argumentOf, defineRule, Kind } from '../../../engine/rule-api.ts'
import { renewEachRound } from './fix.ts'

/** Whoever asks for these knows that a connect may still be under way. */
const STILL_CONNECTING = /\b(EINTR|EINPROGRESS|EALREADY|EISCONN|EWOULDBLOCK|EAGAIN)\b/

export default defineRule({
  id: 'lifecycle/reuse-after-failed-connect',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix'],
  merge: 'any',
  cwe: ['CWE-672'],
  messages: {
    again: {
      en: "'{name}' is connected again after {callee}() failed on it: POSIX leaves its state unspecified then. It works on Linux, and fails on macOS and the BSDs. Close it and make a new socket for each attempt.",
      ja: "{callee}() に失敗した '{name}' をもう一度接続しようとしています。失敗した後のソケットの状態は POSIX では不定です。Linux では動きますが、macOS と BSD では失敗します。クローズして、試行のたびに新しいソケットを作成してください。",
    },
  },
  on: {
    called(event, context) {
      const { row, node, span } = event
      if (row.effect !== 'connect' || context.damaged) return
      const socket = argumentOf(event, 'descriptor')?.value
      if (socket?.kind !== 'descriptor') return
      const { resource } = socket
      if (resource.phase !== 'connect-failed' || resource.type !== 'stream' || !resource.blocking) return
      if (resource.family === 'unix') return
      const { tree } = context
      const around = tree.ancestor(node, Kind.function_definition, Kind.lambda_expression)
      if (STILL_CONNECTING.test(tree.textOf(around))) return
      const fix = renewEachRound(event, resource, context)
      context.report({
        span,
        message: 'again',
        parameters: { name: resource.name, callee: row.name },
        steps: resource.trail,
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})
