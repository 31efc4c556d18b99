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
import { entryOf, isName, isRecord, keysOf, NAME, type Problems, type SettingPlace, shown } from './read-value.ts'
import { choice, fieldReader, list, objectSchema, oneOrList, setting, type Shape, text, wholeNumber } from './shape.ts'

const NOT_A_NAME = {
  en: '{key} is {value}, but must be the name of a function',
  ja: '{key} の値 {value} は関数名ではありません',
}

/** Names of functions; those that cannot be names are left out. */
export const NAMES: Shape<string[]> = list(text(NAME, NOT_A_NAME), {
  en: '{key} must be a list of names of functions: ["die", "fatal"]',
  ja: '{key} は関数名のリストで指定してください: ["die", "fatal"]',
})

const CALL = { type: 'string', enum: [...API_FUNCTION_NAMES].sort() }

/** The project's names for calls of the API: `{"my_close": "close"}`, or a list where platforms differ. */
export const WRAPPERS: Shape<NonNullable<LintConfig['wrappers']>> = {
  schema: {
    type: 'object',
    propertyNames: { pattern: NAME.source },
    additionalProperties: { anyOf: [CALL, { type: 'array', minItems: 1, items: CALL }] },
  },
  read(value, place, problems) {
    if (!isRecord(value)) {
      problems.add(place, {
        en: '{key} must be an object that maps names of functions to calls: {"my_close": "close"}',
        ja: '{key} は、関数名と呼び出しを対応させたオブジェクトで指定してください: {"my_close": "close"}',
      })
      return undefined
    }
    const entries: [string, readonly string[]][] = []
    for (const [name, given] of Object.entries(value)) {
      const at = entryOf(place, name)
      const calls: unknown[] = Array.isArray(given) ? given : [given]
      const unknown = calls.find((call) => typeof call !== 'string' || !API_FUNCTION_NAMES.has(call))
      if (!isName(name)) problems.add(at, NOT_A_NAME, { value: shown(name) }, 'key')
      else if (unknown !== undefined || calls.length === 0) {
        problems.add(
          at,
          {
            en: '{key} is {value}, but must be a socket call such as "close", or a list: ["close", "closesocket"]. For a function that does more, use "models"',
            ja: '{key} の値 {value} は使えません。"close" のようなソケットの呼び出し、またはそのリスト (["close", "closesocket"]) を指定してください。それ以上のことをする関数には "models" を使います',
          },
          { value: shown(unknown ?? given) },
        )
      } else entries.push([name, calls.filter((call) => typeof call === 'string')])
    }
    return Object.fromEntries(entries)
  },
}

/** How failure is written in a configuration. */
export const FAILURES = {
  '-1': 'minus-one',
  nonzero: 'nonzero',
  '0': 'zero',
  NULL: 'null',
  exits: 'exits',
  never: 'never',
} as const satisfies Record<string, Failure>

const OPTION: Shape<string> = {
  schema: { type: 'string', pattern: '^[A-Z][A-Za-z0-9_]*(=([0-9]+|\\?))?$' },
  read(value, place, problems) {
    if (typeof value === 'string' && /^[A-Z]\w*(?:=(?:\d+|\?))?$/.test(value)) return value
    problems.addWrongValue(place, value, '"SO_REUSEADDR", "IPV6_V6ONLY=0", "SO_REUSEPORT=?"')
    return undefined
  },
}

const HOST = text(/^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F:.]*:[\da-fA-F:.]*)$/, {
  en: '{key} is {value}, but must be a numeric address such as "0.0.0.0", "127.0.0.1" or "::"',
  ja: '{key} の値 {value} は使えません。"0.0.0.0"、"127.0.0.1"、"::" のような数値のアドレスを指定してください',
})

const PORT = wholeNumber(0, 0xffff, {
  en: '{key} is {value}, but must be a port between 0 and 65535. Where an argument gives the port, write "port" in its place in "arguments"',
  ja: '{key} の値 {value} は 0 から 65535 までのポート番号ではありません。ポートを引数で受け取る場合は、"arguments" のその位置に "port" と書いてください',
})

/** What can be said of a function. */
const MODEL = {
  name: setting(text(NAME, NOT_A_NAME), { en: 'Name of the function.', ja: '関数名。' }),
  platforms: setting(oneOrList(choice(PLATFORMS)), {
    en: 'Platforms it exists on; all by default.',
    ja: '該当するプラットフォーム。省略時は両方。',
  }),
  arguments: setting(oneOrList(choice(ARGUMENT_MODELS)), {
    en: 'What it does with each argument, from the first on: "-" is of no interest; a socket is one that it uses, keeps, closes, binds, listens or connects; "out" is where it stores what it makes, "writes" other memory that it writes; address, host and port are what it binds.',
    ja: '各引数に対して行うこと (先頭の引数から順に)。"-" は対象外。ソケットなら uses、keeps、closes、binds、listens、connects。"out" は作成したソケットの格納先、"writes" はそれ以外の書き込み先。address、host、port は bind するアドレス。',
  }),
  makes: setting(choice(MADE_PHASES), {
    en: 'It makes a socket in this state, and returns it unless an argument is "out".',
    ja: 'この状態のソケットを作成して返す (引数 "out" がある場合は、その指す先に格納する)。',
  }),
  result: setting(choice(['descriptor', 'status']), {
    en: '"status": it keeps the socket it makes and only tells whether it succeeded.',
    ja: '"status": 作成したソケットは内部に保持し、成否だけを返す。',
  }),
  fails: setting(choice(keysOf(FAILURES)), {
    en: 'What it returns on failure, or that it ends the program (exits), or cannot fail (never).',
    ja: '失敗したときの戻り値。または、プログラムを終了する (exits)、失敗しない (never)。',
  }),
  family: setting(choice(['inet', 'inet6', 'unix']), {
    en: 'Address family of the socket it makes.',
    ja: '作成するソケットのアドレスファミリー。',
  }),
  type: setting(choice(['stream', 'datagram', 'seqpacket']), {
    en: 'Type of the socket it makes.',
    ja: '作成するソケットの種類。',
  }),
  host: setting(HOST, {
    en: 'Numeric address it binds, when always the same.',
    ja: '常に同じ場合の、bind する数値アドレス。',
  }),
  port: setting(PORT, { en: 'Port it binds, when always the same.', ja: '常に同じ場合の、bind するポート。' }),
  options: setting(oneOrList(OPTION), {
    en: 'Socket options it sets before it binds: "SO_REUSEADDR" (on), "IPV6_V6ONLY=0", "SO_REUSEPORT=?" (sometimes).',
    ja: 'bind の前に設定するソケットオプション: "SO_REUSEADDR" (有効)、"IPV6_V6ONLY=0"、"SO_REUSEPORT=?" (設定することがある)。',
  }),
}

const MODEL_KEYS = keysOf(MODEL)

/** What a function of the project does to sockets; a description with a fault is left out as a whole. */
const ONE_MODEL: Shape<FunctionModel> = {
  schema: objectSchema(MODEL, ['name']),
  read(given, at, problems) {
    if (!isRecord(given) || !isName(given.name)) {
      problems.add(at, {
        en: '{key} needs the "name" of a function: {"name": "net_listen", "makes": "listening"}',
        ja: '{key} には関数名 "name" が必要です: {"name": "net_listen", "makes": "listening"}',
      })
      return undefined
    }
    const { name } = given
    const place = { ...at, shown: `${at.shown} (${name})` }
    const before = problems.list.length
    problems.unknownKeys(given, place, MODEL_KEYS, MODEL_KEYS)
    const field = fieldReader(given, place, problems)
    const platforms = field('platforms', MODEL.platforms)
    const roles = field('arguments', MODEL.arguments)
    const options = field('options', MODEL.options)
    const makes = field('makes', MODEL.makes)
    const result = field('result', MODEL.result)
    const fails = field('fails', MODEL.fails)
    const family = field('family', MODEL.family)
    const type = field('type', MODEL.type)
    const host = field('host', MODEL.host)
    const port = field('port', MODEL.port)
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
    if (problems.list.length === before) checkSense(place, model, problems)
    return problems.list.length === before ? model : undefined
  },
}

export const MODELS: Shape<FunctionModel[]> = list(ONE_MODEL, {
  en: '{key} must be a list of descriptions: [{"name": "net_listen", "makes": "listening"}]',
  ja: '{key} は関数の説明のリストで指定してください: [{"name": "net_listen", "makes": "listening"}]',
})

/** Says of a description that is well-formed what it lacks. */
function checkSense(
  place: SettingPlace,
  { makes, arguments: roles = [], ...model }: FunctionModel,
  problems: Problems,
): void {
  const has = (...wanted: readonly ArgumentModel[]): boolean => roles.some((role) => wanted.includes(role))
  const binds = makes === 'bound' || makes === 'listening' || has('binds', 'listens')
  if (makes === undefined && roles.every((role) => role === '-')) {
    problems.add(place, {
      en: '{key} says nothing: give what it "makes", or what it does with its "arguments"',
      ja: '{key} の説明に中身がありません。作成するもの ("makes") か、引数に対して行うこと ("arguments") を書いてください',
    })
  }
  if (has('out') && makes === undefined) {
    problems.add(place, {
      en: '{key} has an "out" argument, so it must say what it "makes"',
      ja: '{key} には "out" の引数があるため、作成するもの ("makes") も書いてください',
    })
  }
  if (!binds && (has('address', 'host', 'port') || model.host !== undefined || model.port !== undefined)) {
    problems.add(place, {
      en: '{key} names an address, so it must make a "bound" or "listening" socket, or have an argument that it "binds"',
      ja: '{key} にはアドレスの指定があるため、"makes" を "bound" か "listening" にするか、引数の 1 つを "binds" にしてください',
    })
  }
}
