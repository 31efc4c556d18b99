/** Options of which a path does not show all: their place is kept, so that rules conclude nothing from what is absent. */
import { beforeAll, expect, test } from 'vitest'
import { callsIn } from './describe-calls.ts'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

/** On each path: the options of the socket that `listen(s, …)` gets, and `+` where another one may have been set. */
function options(body: string, head = ''): string[] {
  const calls = callsIn(harness, `int s = socket(AF_INET, SOCK_STREAM, 0); ${body} listen(s, 1);`, 'listen', { head })
  const texts = calls.flatMap(({ arguments: [given] }) => {
    if (given?.value.kind !== 'descriptor') return []
    const { options: known, pending } = given.value.resource
    return [[...known.keys()].join(' ') + (pending.length > 0 ? '+' : '')]
  })
  return [...new Set(texts)].sort()
}

const SYSTEM = '#include <sys/socket.h>\n'
const ONE = 'int on = 1;'
const REUSE = 'setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);'

test.each<[string, string, string, string[]]>([
  ['nothing', '', '', ['']],
  ['a known option', ONE + REUSE, '', ['SO_REUSEADDR']],
  ['an option that is not followed', `${ONE} setsockopt(s, SOL_SOCKET, SO_OOBINLINE, &on, sizeof on);`, '', ['']],
  ['a name that only the caller knows', `${ONE} setsockopt(s, SOL_SOCKET, a, &on, sizeof on);`, '', ['+']],
  [
    'a name from a table',
    `${ONE} setsockopt(s, SOL_SOCKET, table[3], &on, sizeof on);`,
    `${SYSTEM}extern int table[9];\n`,
    ['+'],
  ],
  ['a condition here', `${ONE} if (a) ${REUSE}`, '', ['', 'SO_REUSEADDR']],
  [
    'a name that the caller gives',
    'set(s, SO_REUSEADDR);',
    `${SYSTEM}static void set(int s, int name) { ${ONE} setsockopt(s, SOL_SOCKET, name, &on, sizeof on); }\n`,
    ['SO_REUSEADDR'],
  ],
  [
    'a condition of the callee',
    'set(s);',
    `${SYSTEM}extern int wanted;\nstatic void set(int s) { ${ONE} if (wanted) ${REUSE} }\n`,
    ['+', 'SO_REUSEADDR'],
  ],
  [
    'a condition of the callee that the caller decides',
    'set(s, 0);',
    `${SYSTEM}static void set(int s, int wanted) { ${ONE} if (wanted) ${REUSE} }\n`,
    [''],
  ],
  [
    'a condition where it is made',
    's = make();',
    `${SYSTEM}extern int wanted;\nstatic int make(void) { ${ONE} int s = socket(AF_INET, SOCK_STREAM, 0); if (s >= 0 && wanted) ${REUSE} return s; }\n`,
    ['+', 'SO_REUSEADDR'],
  ],
])('%s', (_name, body, head, expected) => {
  expect(options(body, head)).toEqual(expected)
})
