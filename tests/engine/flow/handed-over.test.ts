/** Closed descriptors that are handed over as if they were open: where it is told, and where nobody is misled. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type FlowHarness, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

const HEAD =
  '#include <sys/socket.h>\n#include <unistd.h>\n#include <pthread.h>\nint helper(int);\nvoid *work(void *);\nextern int table[9], last;\n'
const SOCKET = 'int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) return -1;'
const FAILS = 'bind(s, sa, 16) < 0'

/** Events of that kind in `int f(const struct sockaddr *sa, int a, int *out)`. */
function stale(body: string): string[] {
  const text = `${HEAD}int f(const struct sockaddr *sa, int a, int *out)\n{\n${body}\n}\n`
  return harness.events(text, ['stale'])
}

describe('wrong and right', () => {
  test.each([
    [
      'returned after the failure was dealt with',
      `${SOCKET} if (${FAILS}) { close(s); } return s;`,
      `${SOCKET} if (${FAILS}) { close(s); return -1; } return s;`,
    ],
    [
      'returned, -1 left out',
      `${SOCKET} if (${FAILS}) close(s); return s;`,
      `${SOCKET} if (${FAILS}) { close(s); s = -1; } return s;`,
    ],
    [
      'out of a loop over addresses',
      `int s = -1; for (int i = 0; i < a; i++) { ${SOCKET.replace('int ', '')} if (${FAILS}) close(s); break; } return s;`,
      `int s = -1; for (int i = 0; i < a; i++) { ${SOCKET.replace('int ', '')} if (${FAILS}) { close(s); s = -1; continue; } break; } return s;`,
    ],
    [
      'through a pointer of the caller',
      `${SOCKET} if (${FAILS}) close(s); *out = s; return 0;`,
      `${SOCKET} if (${FAILS}) { close(s); return -1; } *out = s; return 0;`,
    ],
    [
      'into a global variable',
      `${SOCKET} if (${FAILS}) close(s); last = s; return 0;`,
      `${SOCKET} if (!(${FAILS})) last = s; else close(s); return 0;`,
    ],
    [
      'into a table',
      `${SOCKET} if (a == 9) close(s); table[a] = s; return 0;`,
      `${SOCKET} if (a == 9) { close(s); return -1; } table[a] = s; return 0;`,
    ],
    [
      'to a thread',
      `pthread_t t; ${SOCKET} if (${FAILS}) close(s); pthread_create(&t, 0, work, (void *)(long)s); return 0;`,
      `pthread_t t; ${SOCKET} if (${FAILS}) close(s); else pthread_create(&t, 0, work, (void *)(long)s); return 0;`,
    ],
  ])('%s', (_, wrong, right) => {
    expect(stale(wrong)).toEqual(['stale s'])
    expect(stale(right)).toEqual([])
  })
})

test.each([
  ['no path hands it over open: it may be a mere number by then', `${SOCKET} close(s); return s;`],
  ['a condition decides both', `${SOCKET} if (a > 3) close(s); return a > 3 ? -1 : s;`],
  ['the close may have failed', `${SOCKET} if (${FAILS} && close(s) == 0) return -1; return s;`],
  ['the path may have ended before', `${SOCKET} if (${FAILS}) { close(s); die("bind"); } return s;`],
  ['the caller gave it', 'if (helper(a) < 0) close(a); return a;'],
  ['into a variable of the function itself', `${SOCKET} int kept; if (${FAILS}) close(s); kept = s; return kept > 4;`],
])('nothing: %s', (_, body) => {
  expect(stale(body)).toEqual([])
})
