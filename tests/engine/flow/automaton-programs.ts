/** The C programs of the cells of the socket automaton: one function a cell. */
import type { Platform } from '../../../engine/model/index.ts'
import type { Table } from './automaton-cells.ts'

const HEADS: Readonly<Record<Platform, string>> = {
  posix: `#include <fcntl.h>
#include <netinet/in.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>
#define S int
static struct sockaddr_storage peer;
`,
  windows: `#include <winsock2.h>
#include <ws2tcpip.h>
#define S SOCKET
static struct sockaddr_storage peer;
`,
}

/** What both platforms write in two ways. */
const WORDS: Readonly<Record<Platform, Readonly<Record<string, string>>>> = {
  posix: {
    CLOSE: 'close',
    BAD: '-1',
    WR: 'SHUT_WR',
    RD: 'SHUT_RD',
    BOTH: 'SHUT_RDWR',
    NONBLOCK: 'fcntl(s, F_SETFL, O_NONBLOCK)',
    COPY: 'dup(s)',
    CONTROL: 'fcntl(s, F_SETFD, FD_CLOEXEC)',
  },
  windows: {
    CLOSE: 'closesocket',
    BAD: 'INVALID_SOCKET',
    WR: 'SD_SEND',
    RD: 'SD_RECEIVE',
    BOTH: 'SD_BOTH',
    NONBLOCK: 'ioctlsocket(s, FIONBIO, mode)',
    COPY: 'WSADuplicateSocketW(s, 0, info)',
    CONTROL: 'ioctlsocket(s, FIONBIO, mode)',
  },
}

const PARAMETERS: Readonly<Record<Platform, string>> = {
  posix:
    'const struct sockaddr *a, socklen_t n, char *buffer, struct sockaddr *from, socklen_t *size, fd_set *set, int *value',
  windows:
    'const struct sockaddr *a, int n, char *buffer, struct sockaddr *from, int *size, fd_set *set, char *value, u_long *mode, LPWSAPROTOCOL_INFOW info',
}

const LEAVE = '{ CLOSE(s); return 2; }'
const BIND = `if (bind(s, a, n) == -1) ${LEAVE}`
const CONNECT = `if (connect(s, a, n) == -1) ${LEAVE}`

/** How a socket `s` comes into a phase; every other way leaves the function. */
const PROLOGUES: Readonly<Record<string, string>> = {
  created: '',
  bound: BIND,
  'sent-to': `sendto(s, buffer, 1, 0, (struct sockaddr *)&peer, sizeof peer);`,
  listening: `${BIND} if (listen(s, 5) == -1) ${LEAVE}`,
  connecting: `NONBLOCK; if (connect(s, a, n) == 0) ${LEAVE}`,
  'connect-failed': `if (connect(s, a, n) == 0) ${LEAVE}`,
  connected: CONNECT,
  'half-closed': `${CONNECT} shutdown(s, WR);`,
  'read-shut': `${CONNECT} shutdown(s, RD);`,
  shut: `${CONNECT} shutdown(s, BOTH);`,
  'shut-twice': `${CONNECT} shutdown(s, WR); shutdown(s, RD);`,
  closed: 'CLOSE(s);',
}

const CALL_TEXTS: Readonly<Record<string, string>> = {
  bind: 'bind(s, a, n)',
  listen: 'listen(s, 5)',
  accept: 'accept(s, 0, 0)',
  connect: 'connect(s, a, n)',
  send: 'send(s, buffer, 1, 0)',
  'send-to': 'sendto(s, buffer, 1, 0, (const struct sockaddr *)&peer, sizeof peer)',
  receive: 'recv(s, buffer, 1, 0)',
  'receive-from': 'recvfrom(s, buffer, 1, 0, (struct sockaddr *)&peer, size)',
  shutdown: 'shutdown(s, BOTH)',
  'shutdown-read': 'shutdown(s, RD)',
  'shutdown-write': 'shutdown(s, WR)',
  'set-option': 'setsockopt(s, SOL_SOCKET, SO_REUSEADDR, value, sizeof(int))',
  'get-option': 'getsockopt(s, SOL_SOCKET, SO_REUSEADDR, value, size)',
  'local-name': 'getsockname(s, from, size)',
  'peer-name': 'getpeername(s, from, size)',
  duplicate: 'COPY',
  select: 'FD_SET(s, set)',
  control: 'CONTROL',
  close: 'CLOSE(s)',
}

/** A file of functions, each named by what it is about. */
export class Program {
  private readonly functions: string[] = []
  private readonly names = new Map<string, string>()

  constructor(
    private readonly table: Pick<Table, 'platform' | 'socket'>,
    private readonly number: number,
  ) {}

  get text(): string {
    return HEADS[this.table.platform] + this.functions.join('\n')
  }

  /** What the function of this name is about. */
  subjectOf(name: string): string | undefined {
    return this.names.get(name)
  }

  /** A function that makes the call in the phase, and does not look at what it gives. */
  addCell(phase: string, call: string): void {
    this.add(`${phase} ${call}`, phase, `${textOf(CALL_TEXTS, call)};\n    return 0;`)
  }

  /** The same that returns 0 when the call succeeded and 1 when it failed. */
  addOutcomes(phase: string, call: string): void {
    this.add(`${phase} ${call}`, phase, `if (${textOf(CALL_TEXTS, call)} == -1) return 1;\n    return 0;`)
  }

  /** A call on -1, after a test that finds it so, or without one. */
  addInvalid(call: string, tested: boolean): void {
    const test = tested ? `if (s != BAD) { CLOSE(s); return 2; }` : ''
    this.addBody(
      `${tested ? 'tested' : 'untested'} ${call}`,
      `S s = ${this.creation()};\n    ${test}\n    ${textOf(CALL_TEXTS, call)};\n    return 0;`,
    )
  }

  private add(subject: string, phase: string, rest: string): void {
    if (phase === 'accepted') {
      this.addBody(
        subject,
        `S s, l = ${this.creation()}; if (l == BAD) return 2; if (bind(l, a, n) == -1) { CLOSE(l); return 2; } if (listen(l, 5) == -1) { CLOSE(l); return 2; }
    s = accept(l, 0, 0); if (s == BAD) return 2;
    ${rest}`,
      )
    } else if (phase === 'paired') {
      const [family, type] = this.table.socket
      this.addBody(
        subject,
        `int p[2], s; if (socketpair(${family}, ${type}, 0, p) == -1) return 2;\n    s = p[0];\n    ${rest}`,
      )
    } else {
      this.addBody(
        subject,
        `S s = ${this.creation()}; if (s == BAD) return 2;\n    ${textOf(PROLOGUES, phase)}\n    ${rest}`,
      )
    }
  }

  private addBody(subject: string, body: string): void {
    const { platform } = this.table
    const name = `cell${this.number}_${this.functions.length}`
    const written = body.replace(/\b[A-Z]+\b/g, (word) => WORDS[platform][word] ?? word)
    this.names.set(name, subject)
    this.functions.push(
      `int ${name}(${PARAMETERS[platform]});\nint ${name}(${PARAMETERS[platform]})\n{\n    ${written}\n}\n`,
    )
  }

  private creation(): string {
    const [family, type] = this.table.socket
    return `socket(${family}, ${type}, 0)`
  }
}

function textOf(texts: Readonly<Record<string, string>>, key: string): string {
  const text = texts[key]
  if (text === undefined) throw new Error(`no text for ${key}`)
  return text
}
