import {
  argumentOf,
  type CalledEvent,
  defineRule,
  Field,
  type ResourceView,
  targetOf,
  testAndLeave,
} from '../../../engine/rule-api.ts'

type Message = 'bind' | 'listen' | 'connect' | 'peer' | 'name'

/** What is wrong with leaving this call untested; undefined where nothing is, or nothing is certain. */
function messageOf(event: CalledEvent, resource: ResourceView | null): Message | undefined {
  switch (event.row.effect) {
    case 'bind':
      return 'bind'
    case 'listen':
      return 'listen'
    case 'connect':
      if (resource?.type === 'datagram') return 'peer'
      // One that does not block fails as a rule; whether it is connected is asked later.
      return resource?.blocking === true ? 'connect' : undefined
    case 'peer-name':
      return targetOf(argumentOf(event, 'out-address'))?.initialised === 'no' ? 'name' : undefined
    default:
      return undefined
  }
}

export default defineRule({
  id: 'lifecycle/unchecked-call',
  since: '0.1.0',
  severity: 'warning',
  precision: 'high',
  presets: ['recommended', 'strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-252'],
  options: {
    allow: {
      type: 'functions',
      default: [],
      sample: ['listen'],
      says: {
        en: 'Functions whose result need not be tested: calls of the API, or names of the project for them.',
        ja: '結果を調べなくてよい関数。API の関数、またはプロジェクトでそれに付けた名前。',
      },
    },
  },
  messages: {
    bind: {
      en: "Nothing tests whether {callee}() failed, as it does when the address is taken. '{name}' then has no address, or one that the system chose and no peer knows. Test the result.",
      ja: "アドレスが使用中なら {callee}() は失敗しますが、結果を調べていません。失敗すると '{name}' にはアドレスがないか、システムが選んだ誰も知らないアドレスが付きます。結果を調べてください。",
    },
    listen: {
      en: "Nothing tests whether {callee}() failed, as it can when another socket listens on the port. The program then waits on '{name}', and no client ever gets through. Test the result.",
      ja: "ほかのソケットがそのポートで接続を待っていると {callee}() は失敗することがありますが、結果を調べていません。失敗すると、プログラムは '{name}' で待ち続けても接続を受けられません。結果を調べてください。",
    },
    connect: {
      en: "Nothing tests whether {callee}() failed, as it does when nobody listens there. The calls on '{name}' that follow then fail with errors that do not tell why. Test the result.",
      ja: "接続先で誰も待っていなければ {callee}() は失敗しますが、結果を調べていません。失敗すると、'{name}' に対する後の呼び出しが、原因のわからないエラーで失敗します。結果を調べてください。",
    },
    peer: {
      en: "Nothing tests whether {callee}() failed, as it does when there is no route. '{name}' then has no peer, and what is sent goes nowhere. Test the result.",
      ja: "経路がなければ {callee}() は失敗しますが、結果を調べていません。失敗すると '{name}' には通信相手がなく、送信したデータはどこにも届きません。結果を調べてください。",
    },
    name: {
      en: "Nothing tests whether {callee}() failed, as it does when the peer of '{name}' is gone already. The address then holds whatever its memory held before. Test the result.",
      ja: "'{name}' の通信相手がすでにいなければ {callee}() は失敗しますが、結果を調べていません。失敗すると、アドレスにはそのメモリに前からあった値が残ります。結果を調べてください。",
    },
  },
  on: {
    called(event, context) {
      const { result, node, row, span } = event
      // A wrapper such as Stevens' Bind() tests by itself, and comes back only when the call succeeded.
      if (row.failure === 'exits' || row.failure === 'never') return
      if (context.damaged || (result.kind !== 'ignored' && !result.isUnread)) return
      const descriptor = argumentOf(event, 'descriptor')
      const resource = descriptor?.value.kind === 'descriptor' ? descriptor.value.resource : null
      const message = messageOf(event, resource)
      if (message === undefined || descriptor === undefined) return
      const { tree } = context
      const callee = tree.textOf(tree.child(node, Field.function))
      if ([callee, row.name].some((called) => context.options.allow.includes(called))) return
      const name = resource?.name ?? tree.textOf(descriptor.node)
      const fix = testAndLeave(event, resource, context)
      context.report({
        span,
        message,
        parameters: { name, callee },
        ...(fix === undefined ? {} : { fixes: [fix] }),
        // Who tests nothing is told so once a function.
        once: {
          key: 'untested',
          also: { en: `nothing tests ${callee}() here either`, ja: `ここでも ${callee}() の結果を調べていない` },
        },
      })
    },
  },
})
