import {
  type CalledEvent,
  defineRule,
  type FlowContext,
  type FixReport,
  blockStatementOf,
  insertBefore,
  Kind,
  NO_NODE,
  optionCall,
  type OptionCall,
  sizeOfName,
  type TargetFact,
  targetOf,
} from '../../../engine/rule-api.ts'

type Message = 'number' | 'structure' | 'microseconds'

const MILLION = 1_000_000

/** The time limits of a socket: struct timeval by POSIX, milliseconds in a DWORD by Winsock. */
export default defineRule<Message>({
  id: 'sockopt/timeout-type',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-704'],
  messages: {
    number: {
      en: "{option} takes a struct timeval on POSIX systems, but '{name}' is a number: Linux refuses it with EINVAL, and calls go on waiting without a limit. Pass a struct timeval; only Windows takes milliseconds.",
      ja: "POSIX システムでは {option} の値は struct timeval ですが、'{name}' は数値です。Linux は EINVAL で拒否し、呼び出しは時間の制限なしに待ち続けます。struct timeval を渡してください。ミリ秒を取るのは Windows だけです。",
    },
    structure: {
      en: "{option} takes milliseconds in a DWORD on Windows, but '{name}' is a struct timeval: its tv_sec is taken for milliseconds, so that 5 seconds become 5 ms. Pass a DWORD.",
      ja: "Windows では {option} の値はミリ秒単位の DWORD ですが、'{name}' は struct timeval です。tv_sec がミリ秒とみなされ、5 秒のつもりが 5 ミリ秒になります。DWORD を渡してください。",
    },
    microseconds: {
      en: "tv_usec of '{name}' is {number}, but a second has 1000000 microseconds: {callee}() fails with EDOM, and calls go on waiting without a limit. Put whole seconds in tv_sec.",
      ja: "'{name}' の tv_usec は {number} ですが、1 秒は 1000000 マイクロ秒です。{callee}() は EDOM で失敗し、呼び出しは時間の制限なしに待ち続けます。1 秒以上の部分は tv_sec に入れてください。",
    },
  },
  on: {
    called(event, context) {
      const { tree, platform } = context
      const call = optionCall(event, tree)
      const target = targetOf(call?.value)
      if (call?.value === undefined || target === null) return
      const form = call.option.value[platform]
      if (form !== 'timeval' && form !== 'milliseconds') return
      const microseconds = target.members.get('tv_usec')
      const message = faultOf(form, target, context)
      if (message === undefined) return
      const { node } = call.value
      const fix = message === 'microseconds' ? undefined : convert(event, call, target, context)
      context.report({
        span: node === NO_NODE ? event.span : tree.span(node),
        message,
        parameters: {
          option: call.option.name,
          name: target.name,
          callee: event.row.name,
          number: microseconds?.kind === 'number' ? microseconds.low : 0,
        },
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

function faultOf(
  form: 'timeval' | 'milliseconds',
  { type, members }: TargetFact,
  { platform }: FlowContext<Message>,
): Message | undefined {
  if (type === null || type.pointers > 0 || type.array) return undefined
  const isStructure = type.base === 'struct timeval'
  if (form === 'milliseconds') return isStructure ? 'structure' : undefined
  if (isStructure) {
    const microseconds = members.get('tv_usec')
    const isTooMuch = microseconds?.kind === 'number' && microseconds.low >= MILLION && microseconds.result === null
    return isTooMuch ? 'microseconds' : undefined
  }
  const isNumber = !type.base.startsWith('struct ') && sizeOfName(type.base, platform) !== undefined
  return isNumber ? 'number' : undefined
}

/** Converts the value in front of the call into what the platform takes. */
function convert(
  event: CalledEvent,
  { value, length }: OptionCall,
  { name }: TargetFact,
  context: FlowContext<Message>,
): FixReport | undefined {
  const { tree, source, platform } = context
  if (value === undefined || length === undefined || !/^\w+$/.test(name)) return undefined
  if (!new RegExp(`&\\s*${name}$`).test(tree.textOf(value.node)) || context.platformsOf(event.span).length > 1)
    return undefined
  const toMilliseconds = platform === 'windows'
  const made = `${name}_${toMilliseconds ? 'ms' : 'timeval'}`
  const statement = blockStatementOf(tree, event.node)
  if (statement === NO_NODE || tree.is(statement, Kind.declaration) || source.has(new RegExp(made))) return undefined
  const declaration = toMilliseconds
    ? `DWORD ${made} = ${name}.tv_sec * 1000 + ${name}.tv_usec / 1000;`
    : `struct timeval ${made} = {${name} / 1000, ${name} % 1000 * 1000};`
  const declared = insertBefore(tree, source, statement, [declaration])
  if (declared === undefined) return undefined
  const title = toMilliseconds
    ? { en: `Convert '${name}' to milliseconds`, ja: `'${name}' をミリ秒に変換する` }
    : {
        en: `Convert '${name}' from milliseconds to a struct timeval`,
        ja: `'${name}' をミリ秒から struct timeval に変換する`,
      }
  const newText = tree.textOf(value.node).replace(new RegExp(`${name}$`), made)
  return {
    title,
    safety: 'suggest',
    edits: [
      ...declared,
      { span: tree.span(value.node), newText },
      { span: tree.span(length.node), newText: `sizeof ${made}` },
    ],
  }
}
