import {
  areAlternatives,
  bindOutcomeTable,
  blockStatementOf,
  type BoundTo,
  defineRule,
  describeBound,
  type FixReport,
  type FlowContext,
  isOn,
  joinsGroup,
  NO_NODE,
  type OptionSetting,
  type ResourceView,
  type Span,
  wholeLinesOf,
} from '../../../engine/rule-api.ts'

/** A copied statement longer than this is better split by hand. */
const MAX_COPIED_LINES = 8

/** True when the socket is of a kind that another one can steal the port from. */
function canBeHijacked(resource: ResourceView, damaged: boolean): boolean {
  if (resource.family === 'unix' || resource.family === 'other' || resource.bound?.address.family === 'unix')
    return false
  if (resource.type === 'stream') return true
  // A group that is joined out of sight, or in a part that cannot be read.
  if (resource.type !== 'datagram' || resource.escaped || damaged) return false
  return ![...resource.options.keys()].some(joinsGroup)
}

/** True when SO_EXCLUSIVEADDRUSE was set first: then Windows refuses SO_REUSEADDR (bind/reuse-and-exclusive). */
function staysExclusive(bound: BoundTo, reuse: OptionSetting, context: FlowContext<string>): boolean {
  const exclusive = bound.options.get('SO_EXCLUSIVEADDRUSE')
  if (!isOn(exclusive) || areAlternatives(exclusive, reuse, context)) return false
  const order = [...bound.options.keys()]
  return order.indexOf(exclusive.name) < order.indexOf(reuse.name)
}

/** Replaces the option, in code that POSIX systems compile too by a branch of its own for Windows. */
function makeExclusive(place: Span, context: FlowContext<string>): FixReport | undefined {
  const { source, tree } = context
  const offset = source.slice(place.start, place.end).search(/\bSO_REUSEADDR\b/)
  if (offset < 0) return undefined
  const word = { start: place.start + offset, end: place.start + offset + 'SO_REUSEADDR'.length }
  const title = {
    en: 'Use SO_EXCLUSIVEADDRUSE on Windows',
    ja: 'Windows では SO_EXCLUSIVEADDRUSE を使う',
  }
  if (!context.platformsOf(place).includes('posix')) {
    return { title, safety: 'suggest', edits: [{ span: word, newText: 'SO_EXCLUSIVEADDRUSE' }] }
  }
  const statement = blockStatementOf(tree, tree.covering(place.start, place.end))
  if (statement === NO_NODE || tree.hasError(statement)) return undefined
  const span = tree.span(statement)
  const lines = wholeLinesOf(source, span)
  if (lines === undefined) return undefined
  const text = source.slice(lines.start, span.end)
  if (text.split('\n').length > MAX_COPIED_LINES || /^[ \t]*#/m.test(text)) return undefined
  const newline = source.slice(span.end, lines.end).endsWith('\r\n') ? '\r\n' : '\n'
  const copy = `${source.slice(lines.start, word.start)}SO_EXCLUSIVEADDRUSE${source.slice(word.end, span.end)}`
  return {
    title,
    safety: 'suggest',
    edits: [
      {
        span: { start: lines.start, end: lines.start },
        newText: `#ifdef _WIN32${newline}${copy}${newline}#else${newline}`,
      },
      { span: { start: lines.end, end: lines.end }, newText: `#endif${newline}` },
    ],
  }
}

export default defineRule({
  id: 'bind/reuseaddr-hijack',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: ['CWE-605'],
  messages: {
    hijack: {
      en: "SO_REUSEADDR on '{name}' means something else on Windows: any other socket that sets it too can bind the same port while this one is in use, and which of them gets a connection or datagram is indeterminate. Use SO_EXCLUSIVEADDRUSE there.",
      ja: "'{name}' に設定した SO_REUSEADDR は Windows では意味が異なり、このソケットの使用中でも、同じく SO_REUSEADDR を設定した別のソケットが同じポートに bind でき、接続やデータグラムがどちらに届くかは不定になります。Windows では SO_EXCLUSIVEADDRUSE を使ってください。",
    },
  },
  on: {
    // At the end, not at the bind: a datagram socket joins its group after it is bound.
    ended({ resource }, context) {
      const { bound } = resource
      const setting = bound?.options.get('SO_REUSEADDR')
      if (bound === null || !isOn(setting) || !canBeHijacked(resource, context.damaged)) return
      if (staysExclusive(bound, setting, context)) return
      // Of a setting in another file the bind is what can be shown here; if that is elsewhere too, so is the finding.
      // One callee that sets and binds has its own finding.
      if (setting.file !== undefined && bound.toldInCallee.has(setting.name)) return
      const place = setting.file === undefined ? setting : bound
      if (place.file !== undefined) return
      const fix = setting.file === undefined ? makeExclusive(setting.span, context) : undefined
      const socket = describeBound(resource)
      const here = setting.file === undefined ? bound : setting
      context.report({
        span: place.span,
        message: 'hijack',
        parameters: { name: resource.name },
        steps: [
          {
            span: here.span,
            ...(here.file === undefined ? {} : { file: here.file }),
            message:
              here === bound
                ? { en: `'${resource.name}' is bound here`, ja: `ここで '${resource.name}' を bind する` }
                : { en: 'SO_REUSEADDR is set here', ja: 'ここで SO_REUSEADDR を設定する' },
          },
        ],
        ...(fix === undefined ? {} : { fixes: [fix] }),
        ...(socket === undefined ? {} : { outcome: bindOutcomeTable(socket, socket) }),
      })
    },
  },
})
