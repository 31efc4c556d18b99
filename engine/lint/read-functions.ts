import {
  API_FUNCTION_NAMES,
  ARGUMENT_MODELS,
  MADE_PHASES,
  PLATFORMS,
  type ArgumentModel,
  type Failure,
  type FunctionModel,
} from '../model/index.ts'
import type { LintConfig } from './config.ts'
import { type Problems, isName, isRecord, keysOf, listed, shown } from './read-value.ts'

/** Names of functions; those that cannot be names are left out. */
export function readNames(key: string, value: unknown, problems: Problems): string[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) {
    problems.add(key, {
      en: '{key} must be a list of names of functions: ["die", "fatal"]',
      ja: '{key} は関数名のリストで指定してください: ["die", "fatal"]',
    })
    return undefined
  }
  return value.filter((name, index): name is string => isName(name) || notAName(`${key}[${index}]`, name, problems))
}

function notAName(key: string, value: unknown, problems: Problems): false {
  problems.add(
    key,
    {
      en: '{key} is {value}, but must be the name of a function',
      ja: '{key} の値 {value} は関数名ではありません',
    },
    { value: shown(value) },
  )
  return false
}

/** The project's names for calls of the API: `{"my_close": "close"}`, or a list where platforms differ. */
export function readWrappers(value: unknown, problems: Problems): LintConfig['wrappers'] {
  if (value === undefined || value === null) return undefined
  if (!isRecord(value)) {
    problems.add('wrappers', {
      en: '{key} must be an object that maps names of functions to calls: {"my_close": "close"}',
      ja: '{key} は、関数名と呼び出しを対応させたオブジェクトで指定してください: {"my_close": "close"}',
    })
    return undefined
  }
  const entries: [string, readonly string[]][] = []
  for (const [name, given] of Object.entries(value)) {
    const key = `wrappers["${name}"]`
    const calls: unknown[] = Array.isArray(given) ? given : [given]
    const unknown = calls.find((call) => typeof call !== 'string' || !API_FUNCTION_NAMES.has(call))
    if (!isName(name)) notAName(key, name, problems)
    else if (unknown !== undefined || calls.length === 0) {
      problems.add(
        key,
        {
          en: '{key} is {value}, but must be a socket call such as "close", or a list: ["close", "closesocket"]. For a function that does more, use "models"',
          ja: '{key} の値 {value} は使えません。"close" のようなソケットの呼び出し、またはそのリスト (["close", "closesocket"]) を指定してください。それ以上のことをする関数には "models" を使います',
        },
        { value: shown(unknown ?? given) },
      )
    } else entries.push([name, calls.filter((call) => typeof call === 'string')])
  }
  return Object.fromEntries(entries)
}

/** How failure is written in a configuration. */
const FAILURES = {
  '-1': 'minus-one',
  nonzero: 'nonzero',
  '0': 'zero',
  NULL: 'null',
  exits: 'exits',
  never: 'never',
} as const satisfies Record<string, Failure>

const MODEL_KEYS = [
  'name',
  'platforms',
  'arguments',
  'makes',
  'result',
  'fails',
  'family',
  'type',
  'host',
  'port',
  'options',
] as const

/** What functions of the project do to sockets; a description with a fault is left out as a whole. */
export function readModels(value: unknown, problems: Problems): FunctionModel[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) {
    problems.add('models', {
      en: '{key} must be a list of descriptions: [{"name": "net_listen", "makes": "listening"}]',
      ja: '{key} は関数の説明のリストで指定してください: [{"name": "net_listen", "makes": "listening"}]',
    })
    return undefined
  }
  return value.flatMap((given: unknown, index) => {
    const model = readModel(`models[${index}]`, given, problems)
    return model === undefined ? [] : [model]
  })
}

function readModel(at: string, given: unknown, problems: Problems): FunctionModel | undefined {
  if (!isRecord(given) || !isName(given.name)) {
    problems.add(at, {
      en: '{key} needs the "name" of a function: {"name": "net_listen", "makes": "listening"}',
      ja: '{key} には関数名 "name" が必要です: {"name": "net_listen", "makes": "listening"}',
    })
    return undefined
  }
  const { name } = given
  const key = `${at} (${name})`
  const before = problems.list.length
  problems.unknownKeys(given, key, MODEL_KEYS, MODEL_KEYS)
  const platforms = readList(`${key}.platforms`, given.platforms, (platform) => isOneOf(PLATFORMS, platform), {
    allowed: listed(PLATFORMS),
    problems,
  })
  const roles = readList(`${key}.arguments`, given.arguments, (role) => isOneOf(ARGUMENT_MODELS, role), {
    allowed: listed(ARGUMENT_MODELS),
    problems,
  })
  const options = readList(`${key}.options`, given.options, isOption, {
    allowed: '"SO_REUSEADDR", "IPV6_V6ONLY=0", "SO_REUSEPORT=?"',
    problems,
  })
  const makes = problems.oneOf(`${key}.makes`, given.makes, MADE_PHASES)
  const result = problems.oneOf(`${key}.result`, given.result, ['descriptor', 'status'] as const)
  const fails = problems.oneOf(`${key}.fails`, given.fails, keysOf(FAILURES))
  const family = problems.oneOf(`${key}.family`, given.family, ['inet', 'inet6', 'unix'] as const)
  const type = problems.oneOf(`${key}.type`, given.type, ['stream', 'datagram', 'seqpacket'] as const)
  const host = readHost(`${key}.host`, given.host, problems)
  const port = readPort(`${key}.port`, given.port, problems)
  const model: FunctionModel = {
    name,
    ...(platforms === undefined ? {} : { platforms }),
    ...(roles === undefined ? {} : { arguments: roles }),
    ...(makes === undefined ? {} : { makes }),
    ...(result === undefined ? {} : { result }),
    ...(fails === undefined ? {} : { failure: FAILURES[fails] }),
    ...(family === undefined ? {} : { family }),
    ...(type === undefined ? {} : { type }),
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(options === undefined ? {} : { options }),
  }
  if (problems.list.length === before) checkSense(key, model, problems)
  return problems.list.length === before ? model : undefined
}

/** Says of a description that is well-formed what it lacks. */
function checkSense(key: string, { makes, arguments: roles = [], ...model }: FunctionModel, problems: Problems): void {
  const has = (...wanted: readonly ArgumentModel[]): boolean => roles.some((role) => wanted.includes(role))
  const binds = makes === 'bound' || makes === 'listening' || has('binds', 'listens')
  if (makes === undefined && roles.every((role) => role === '-')) {
    problems.add(key, {
      en: '{key} says nothing: give what it "makes", or what it does with its "arguments"',
      ja: '{key} の説明に中身がありません。作成するもの ("makes") か、引数に対して行うこと ("arguments") を書いてください',
    })
  }
  if (has('out') && makes === undefined) {
    problems.add(key, {
      en: '{key} has an "out" argument, so it must say what it "makes"',
      ja: '{key} には "out" の引数があるため、作成するもの ("makes") も書いてください',
    })
  }
  if (!binds && (has('address', 'host', 'port') || model.host !== undefined || model.port !== undefined)) {
    problems.add(key, {
      en: '{key} names an address, so it must make a "bound" or "listening" socket, or have an argument that it "binds"',
      ja: '{key} にはアドレスの指定があるため、"makes" を "bound" か "listening" にするか、引数の 1 つを "binds" にしてください',
    })
  }
}

function readList<T>(
  key: string,
  value: unknown,
  isAllowed: (item: unknown) => item is T,
  { allowed, problems }: { readonly allowed: string; readonly problems: Problems },
): T[] | undefined {
  if (value === undefined || value === null) return undefined
  const items: unknown[] = Array.isArray(value) ? value : [value]
  return items.flatMap((item, index) => {
    if (isAllowed(item)) return [item]
    problems.add(
      Array.isArray(value) ? `${key}[${index}]` : key,
      {
        en: '{key} is {value}, but must be one of {allowed}',
        ja: '{key} の値 {value} は使えません。指定できる値: {allowed}',
      },
      { value: shown(item), allowed },
    )
    return []
  })
}

function isOneOf<T extends string>(allowed: readonly T[], value: unknown): value is T {
  return allowed.some((one) => one === value)
}

function isOption(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z]\w*(?:=(?:\d+|\?))?$/.test(value)
}

function readHost(key: string, value: unknown, problems: Problems): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string' && /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F:.]*:[\da-fA-F:.]*)$/.test(value)) return value
  problems.add(
    key,
    {
      en: '{key} is {value}, but must be a numeric address such as "0.0.0.0", "127.0.0.1" or "::"',
      ja: '{key} の値 {value} は使えません。"0.0.0.0"、"127.0.0.1"、"::" のような数値のアドレスを指定してください',
    },
    { value: shown(value) },
  )
  return undefined
}

function readPort(key: string, value: unknown, problems: Problems): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff) return value
  problems.add(
    key,
    {
      en: '{key} is {value}, but must be a port between 0 and 65535. Where an argument gives the port, write "port" in its place in "arguments"',
      ja: '{key} の値 {value} は 0 から 65535 までのポート番号ではありません。ポートを引数で受け取る場合は、"arguments" のその位置に "port" と書いてください',
    },
    { value: shown(value) },
  )
  return undefined
}
