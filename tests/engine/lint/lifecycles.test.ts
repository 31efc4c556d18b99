import { beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_CONFIG, LineIndex, type DescriptorLife, type Engine } from '../../../engine/index.ts'
import { realEngine } from '../../support/assets.ts'

let engine: Engine
beforeAll(async () => {
  engine = await realEngine()
})

const HEAD = '#include <sys/socket.h>\n#include <unistd.h>\n'

/** `fd posix: created 4 > bound 5 | open`, a line a path. */
function told(text: string, head = HEAD): string[] {
  const content = head + text
  const lines = new LineIndex(content)
  const say = ({ name, platforms, paths }: DescriptorLife): string[] =>
    paths.map(
      ({ steps, end }) =>
        `${name} ${platforms.join('+')}: ${steps.map(({ phase, span }) => `${phase} ${lines.lineAt(span.start) + 1}`).join(' > ')} | ${end}`,
    )
  return engine
    .lifecycles({ path: 'a.c', content }, DEFAULT_CONFIG)
    .flatMap(({ name, descriptors }) => descriptors.flatMap(say).map((line) => `${name} ${line}`))
}

describe('what becomes of descriptors', () => {
  test('each path, with the state after each step, to its end', () => {
    expect(
      told(`int serve(struct sockaddr *a, socklen_t n)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (bind(fd, a, n) < 0)
        return -1;
    if (listen(fd, 5) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}
`),
    ).toEqual([
      'serve fd posix: created 5 > bound 8 > listening 10 > listening 14 | handed-over',
      'serve fd posix: created 5 > bound 8 > closed 11 | closed',
      'serve fd posix: created 5 > created 9 | open',
    ])
  })

  test('connections, their ends, and the descriptors of callers', () => {
    expect(
      told(`void talk(int listener)
{
    int c = accept(listener, 0, 0);
    if (c < 0)
        return;
    shutdown(c, SHUT_WR);
    close(c);
}
void finish(int fd)
{
    close(fd);
}
`),
    ).toEqual(['talk c posix: connected 5 > half-closed 8 > closed 9 | closed', 'finish fd posix: closed 13 | closed'])
  })

  test('what callees do to them', () => {
    const lines = told(`static int ready(int fd) { return listen(fd, 5); }
static void done(int fd) { close(fd); }
int main(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return 1;
    if (ready(fd) < 0)
        return 1;
    done(fd);
    return 0;
}
`)
    expect(lines.filter((line) => line.startsWith('main'))).toContain(
      'main fd posix: created 7 > listening 10 > closed 12 | closed',
    )
  })

  test('both platforms are one where the same happens', () => {
    const text = `#ifdef _WIN32
#include <winsock2.h>
#include <io.h>
#define SHUT(s) closesocket(s)
#else
#include <sys/socket.h>
#include <unistd.h>
#define SHUT(s) close(s)
#endif
void f(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return;
    SHUT(fd);
}
`
    expect(told(text, '')).toEqual(['f fd posix+windows: created 12 > closed 15 | closed'])
  })

  test('nothing of functions without descriptors, of damaged text, of no text', () => {
    expect(told('int f(void) { return 1; }\n')).toEqual([])
    expect(told('int f(void) { int fd = socket(')).toEqual([])
    expect(engine.lifecycles({ path: 'a.c', content: new Uint8Array([0, 1, 2, 0]) }, DEFAULT_CONFIG)).toEqual([])
  })

  test('is plain data, in both languages', () => {
    const text = `${HEAD}int f(void) { int fd = socket(AF_INET, SOCK_STREAM, 0); return fd; }\n`
    const found = engine.lifecycles({ path: 'a.c', content: text }, DEFAULT_CONFIG)
    expect(structuredClone(found)).toEqual(found)
    for (const { steps } of found[0]?.descriptors[0]?.paths ?? []) {
      for (const { message } of steps) {
        expect(message.en).toMatch(/^[ -~]+$/)
        expect(message.ja).toMatch(/[\u3040-\u30ff]/)
      }
    }
  })
})
