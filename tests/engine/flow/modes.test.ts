/** How descriptors work: whether calls wait, who inherits them, what waits on them, and who gets them on exec. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Modes } from '../../../engine/flow/modes.ts'
import type { Platform } from '../../../engine/model/index.ts'
import { callsIn } from './describe-calls.ts'
import { type FlowHarness, inFunction, loadHarness } from './harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

/** What `listen(s, …)` gets on each path of a body, as letters: c close-on-exec, n non-blocking, w watched; `?` not known, `-` not. */
function modes(body: string, platform: Platform = 'posix'): string[] {
  const letter = (value: boolean | null, name: string): string => (value === null ? '?' : value ? name : '-')
  const text = ({ closeOnExec, nonBlocking, watched }: Modes): string =>
    letter(closeOnExec, 'c') + letter(nonBlocking, 'n') + letter(watched, 'w')
  const calls = callsIn(harness, `${body} listen(s, 1);`, 'listen', { platform })
  return [
    ...new Set(
      calls.flatMap(({ arguments: [given] }) =>
        given?.value.kind === 'descriptor' ? [text(given.value.resource.modes)] : [],
      ),
    ),
  ]
}

const SOCKET = 'int s = socket(AF_INET, SOCK_STREAM, 0); if (s < 0) return 1;'

describe('modes', () => {
  test.each<[string, string, string]>([
    ['a plain socket', SOCKET, '---'],
    [
      'flags beside the type',
      'int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); if (s < 0) return 1;',
      'cn-',
    ],
    ['a type that is not known', 'int s = socket(AF_INET, a, 0); if (s < 0) return 1;', '??-'],
    ['accept', 'int s = accept(a, 0, 0); if (s < 0) return 1;', '-?-'],
    ['accept4', 'int s = accept4(a, 0, 0, SOCK_CLOEXEC); if (s < 0) return 1;', 'c--'],
    ['FD_CLOEXEC', `${SOCKET} fcntl(s, F_SETFD, FD_CLOEXEC);`, 'c--'],
    ['FD_CLOEXEC taken back', `${SOCKET} fcntl(s, F_SETFD, FD_CLOEXEC); fcntl(s, F_SETFD, 0);`, '---'],
    ['flags of a variable', `${SOCKET} fcntl(s, F_SETFD, a);`, '?--'],
    ['O_NONBLOCK', `${SOCKET} fcntl(s, F_SETFL, O_NONBLOCK);`, '-n-'],
    ['O_NONBLOCK added', `${SOCKET} int flags = fcntl(s, F_GETFL, 0); fcntl(s, F_SETFL, flags | O_NONBLOCK);`, '-n-'],
    [
      'O_NONBLOCK taken away',
      `${SOCKET} int flags = fcntl(s, F_GETFL, 0); fcntl(s, F_SETFL, flags & ~O_NONBLOCK);`,
      '-?-',
    ],
    [
      'O_NONBLOCK added first',
      `${SOCKET} int flags = fcntl(s, F_GETFL, 0); flags |= O_NONBLOCK; fcntl(s, F_SETFL, flags);`,
      '-n-',
    ],
    [
      'O_NONBLOCK added on one way',
      `${SOCKET} int flags = 0; if (a) flags |= O_NONBLOCK; fcntl(s, F_SETFL, flags);`,
      '-?-',
    ],
    [
      'O_NONBLOCK added and taken away',
      `${SOCKET} int flags = fcntl(s, F_GETFL, 0); flags |= O_NONBLOCK; flags &= ~O_NONBLOCK; fcntl(s, F_SETFL, flags);`,
      '-?-',
    ],
    ['FIONBIO', `${SOCKET} int on = 1; ioctl(s, FIONBIO, &on);`, '-n-'],
    ['FIONBIO off', `${SOCKET} int on = 0; ioctl(s, FIONBIO, &on);`, '---'],
    ['FD_SET', `${SOCKET} fd_set set; FD_ZERO(&set); FD_SET(s, &set);`, '--w'],
    ['epoll_ctl', `${SOCKET} struct epoll_event ev; epoll_ctl(a, 1, s, &ev);`, '--w'],
    [
      'a copy',
      `int t = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0); if (t < 0) return 1; int s = dup(t); if (s < 0) return 1;`,
      '---',
    ],
    [
      'a private copy',
      `int t = socket(AF_INET, SOCK_STREAM, 0); if (t < 0) return 1; int s = fcntl(t, F_DUPFD_CLOEXEC, 3); if (s < 0) return 1;`,
      'c--',
    ],
    ['a function that nobody knows', `${SOCKET} prepare(s);`, '???'],
    ['on one way', `${SOCKET} if (a) fcntl(s, F_SETFD, FD_CLOEXEC);`, '?--'],
  ])('%s', (_, body, wanted) => {
    expect(modes(body)).toEqual([wanted])
  })

  test('on Windows', () => {
    const body = 'SOCKET s = socket(AF_INET, SOCK_STREAM, 0); if (s == INVALID_SOCKET) return 1;'
    expect(modes(body, 'windows')).toEqual(['?--'])
    expect(modes(`${body} u_long on = 1; ioctlsocket(s, FIONBIO, &on);`, 'windows')).toEqual(['?n-'])
  })
})

/** Open descriptors at each exec in a body, by name and role of the process. */
function executed(body: string): string[] {
  const heard = new Set<string>()
  harness.run(inFunction(body), {
    listener: (name, event) => {
      if (name !== 'executed') return
      const { state } = event
      const open = [...state.resources].filter(({ phase }) => phase !== 'closed')
      heard.add(
        `${state.role}: ${open.map(({ name: n, modes: m }) => `${n}${m.closeOnExec === true ? ' private' : ''}`).join()}`,
      )
    },
  })
  return [...heard]
}

describe('exec', () => {
  test.each<[string, string, string[]]>([
    ['inherits', `${SOCKET} execv("/x", 0); close(s);`, ['sole: s']],
    ['what is marked', `${SOCKET} fcntl(s, F_SETFD, FD_CLOEXEC); execv("/x", 0); close(s);`, ['sole: s private']],
    ['what is closed before', `${SOCKET} close(s); execv("/x", 0);`, ['sole: ']],
    ['in a child', `${SOCKET} if (fork() == 0) { execlp("x", "x", 0); _exit(1); } close(s);`, ['child: s']],
  ])('%s', (_, body, wanted) => {
    expect(executed(body)).toEqual(wanted)
  })

  test('comes back only when it failed', () => {
    const text = inFunction(`${SOCKET} if (execv("/x", 0) == 0) close(s); close(s);`)
    expect(harness.events(text, ['closed'])).toEqual(['closed s'])
  })
})
