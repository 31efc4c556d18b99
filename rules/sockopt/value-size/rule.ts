import {
  type ArgumentFact,
  defineRule,
  type FixReport,
  type FlowContext,
  Kind,
  nameErrors,
  NO_NODE,
  optionCall,
  optionValueType,
  type OptionValue,
  type Platform,
  sizeofText,
  type TargetFact,
  targetOf,
  zeroDeclaration,
} from '../../../engine/rule-api.ts'

type Message = 'short' | 'past' | 'pointer' | 'linger'

/** POSIX setsockopt(); Microsoft Learn, the same. */
const ERRORS = { posix: ['EINVAL'], windows: ['WSAEFAULT'] } as const

/** Values whose type is the same to the program on both platforms. */
const JUDGED: readonly OptionValue[] = ['int', 'small', 'linger', 'group', 'group6']

export default defineRule<Message>({
  id: 'sockopt/value-size',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-704', 'CWE-131'],
  messages: {
    short: {
      en: '{callee}() gets {bytes} of {option}, whose value is {type} of {least} bytes: it fails with {errors}, and the option stays as it was. Use {type}.',
      ja: '{callee}() に {option} の値として {bytes}渡していますが、値の型は {type} ({least} バイト) です。{errors} で失敗し、オプションは元のままです。{type} を使ってください。',
    },
    past: {
      en: "The length says {bytes}, but '{name}' has only {size}: {callee}() takes what lies behind it for the rest of {option}. Declare '{name}' as {type}.",
      ja: "長さは {bytes} ですが、'{name}' は {size} しかありません。{callee}() は後ろのメモリの内容まで {option} の値とみなします。'{name}' を {type} として宣言してください。",
    },
    pointer: {
      en: "This length is the size of a pointer (4 or 8 bytes), not of the value of {option} in '{name}': where they differ, {callee}() fails or reads too much. Pass the size of the value.",
      ja: "この長さはポインターのサイズ (4 または 8 バイト) で、'{name}' にある {option} の値のサイズではありません。両者が異なる環境では、{callee}() が失敗するか、余分に読み取ります。値のサイズを渡してください。",
    },
    linger: {
      en: "SO_LINGER takes a struct linger, but '{name}' is a single number: POSIX systems refuse it with EINVAL, and Windows takes its two halves for l_onoff and l_linger, so that 1 resets connections on close. Use struct linger.",
      ja: "SO_LINGER の値は struct linger ですが、'{name}' は 1 個の数値です。POSIX システムは EINVAL で拒否します。Windows は数値の半分ずつを l_onoff と l_linger とみなすため、1 を渡すとクローズ時に接続がリセットされます。struct linger を使ってください。",
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const call = optionCall(event, tree)
      const target = targetOf(call?.value)
      const length = call?.length
      if (call === undefined || target === null || length?.value.kind !== 'number') return
      const form = call.option.value[context.platform]
      if (!JUDGED.includes(form)) return
      const { low, high } = length.value
      const fault = faultOf(form, target, low, high, context.platform)
      if (fault === undefined) return
      const node = fault === 'linger' || length.node === NO_NODE ? (call.value?.node ?? NO_NODE) : length.node
      const span = node === NO_NODE ? event.span : tree.span(node)
      const value = optionValueType(call.option.value.posix, 'posix')
      const platforms = context
        .platformsOf(span)
        .filter((platform) => (optionValueType(call.option.value[platform], platform)?.least ?? 0) > high)
      const fix = mend(fault, call.value, target, length, context)
      context.report({
        span,
        message: fault,
        parameters: {
          callee: event.row.name,
          option: call.option.name,
          name: target.name,
          type: withArticle(value?.type ?? 'int'),
          least: value?.least ?? 0,
          bytes: bytes(low, high),
          size: bytes(target.size ?? 0, target.size ?? 0),
          errors: nameErrors(ERRORS, platforms),
        },
        ...(fault === 'pointer' ? { severity: 'warning' as const } : {}),
        ...(fix === undefined ? {} : { fixes: [fix] }),
      })
    },
  },
})

const NUMBERS = /^(?:unsigned |signed )?(?:int|long|short|char|unsigned|DWORD|BOOL|bool|u?int\d+_t)$/

/** What is wrong with a length of `low` to `high` bytes for a value; undefined when nothing certainly is. */
function faultOf(
  form: OptionValue,
  { type, size, name }: TargetFact,
  low: number,
  high: number,
  platform: Platform,
): Message | undefined {
  const wanted = optionValueType(form, platform)
  if (wanted === undefined || !Number.isFinite(high) || low < 0) return undefined
  const isWhole = /^\w+$/.test(name) && type !== null && type.pointers === 0
  if (form === 'linger' && isWhole && !type.array && NUMBERS.test(type.base)) return 'linger'
  // Only `sizeof` of a pointer gives a value that depends on the data model where the type's own size does not.
  const isPointerSize = low === 4 && high === 8
  if (isPointerSize && high >= wanted.least && isWhole && size !== null && size !== high) return 'pointer'
  if (high < wanted.least && high > 0) return 'short'
  return isWhole && low === high && size !== null && low > size ? 'past' : undefined
}

function bytes(low: number, high: number): { readonly en: string; readonly ja: string } {
  const range = low === high ? String(low) : `${low}–${high}`
  return { en: `${range} ${range === '1' ? 'byte' : 'bytes'}`, ja: `${range} バイト` }
}

function withArticle(type: string): { readonly en: string; readonly ja: string } {
  return { en: `${type === 'int' ? 'an' : 'a'} ${type}`, ja: type }
}

const SMALL =
  /^(?:(?:unsigned|signed)\s+)?(?:char|short(?:\s+int)?)$|^(?:bool|_Bool|u?int(?:8|16)_t|u_char|u_short|BYTE|BOOLEAN)$/

/** Declares the value as an int, or passes its own size. */
function mend(
  fault: Message,
  value: ArgumentFact | undefined,
  target: TargetFact,
  length: ArgumentFact,
  context: FlowContext<Message>,
): FixReport | undefined {
  const { tree } = context
  if (value === undefined || length.node === NO_NODE || fault === 'linger') return undefined
  const isSizeof = tree.is(length.node, Kind.sizeof_expression)
  const span = tree.span(length.node)
  const own = sizeofText(context, value.node)
  if (fault === 'pointer') {
    if (own === undefined || !isSizeof) return undefined
    return { title: { en: `Pass '${own}'`, ja: `'${own}' を渡す` }, safety: 'safe', edits: [{ span, newText: own }] }
  }
  // Where the value is an int already, only the length is wrong.
  if (target.size === 4 && target.type?.base === 'int' && own !== undefined)
    return { title: { en: `Pass '${own}'`, ja: `'${own}' を渡す` }, safety: 'safe', edits: [{ span, newText: own }] }
  return declareInt(target, value, length, context)
}

/** Turns `bool on = true;` into `int on = true;` where nothing else is declared there. */
function declareInt(
  { name }: TargetFact,
  value: ArgumentFact,
  length: ArgumentFact,
  context: FlowContext<Message>,
): FixReport | undefined {
  const { tree } = context
  const call = tree.ancestor(value.node, Kind.call_expression)
  // The one declaration of that name, where there is one: its end is where a value would be added.
  const end = zeroDeclaration(tree, call, name)?.[0]?.span.start ?? initialisedEnd(tree, call, name)
  if (end === undefined) return undefined
  const declaration = tree.ancestor(tree.covering(end - name.length, end), Kind.declaration)
  const type = tree.namedChildren(declaration)[0] ?? NO_NODE
  const declarators = tree.namedChildren(declaration).length
  const isOwnSize = new RegExp(`\\b${name}\\b`).test(tree.textOf(length.node))
  if (declarators !== 2 || !SMALL.test(tree.textOf(type))) return undefined
  const edits = [{ span: tree.span(type), newText: 'int' }]
  if (!isOwnSize) edits.push({ span: tree.span(length.node), newText: `sizeof ${name}` })
  return { title: { en: `Declare '${name}' as int`, ja: `'${name}' を int として宣言する` }, safety: 'safe', edits }
}

/** Where the name ends in `int name = …`, when exactly one declaration of that name stands before `node`. */
function initialisedEnd(tree: FlowContext<Message>['tree'], node: number, name: string): number | undefined {
  const ends: number[] = []
  for (let other = tree.ancestor(node, Kind.function_definition) + 1; other < node; other++)
    if (
      tree.is(other, Kind.identifier) &&
      tree.textOf(other) === name &&
      tree.is(tree.parent(other), Kind.init_declarator)
    )
      ends.push(tree.end(other))
  return ends.length === 1 ? ends[0] : undefined
}
