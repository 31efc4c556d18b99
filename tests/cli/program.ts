/** A small program of several folders whose findings cross its files, for tests that take it apart. */

const server = (name: string, address: string): string => `#include <sys/socket.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <unistd.h>
int ${name}(void)
{
    struct sockaddr_in addr = {0};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(9000);
    addr.sin_addr.s_addr = ${address};
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    return s;
}
`

/** Each hands its descriptor to the next: what the last does is known to the first after several rounds only. */
const steps = Object.fromEntries(
  Array.from({ length: 6 }, (_, i) => [
    `steps/step${i}.c`,
    i < 5
      ? `#include <unistd.h>\nint step${i + 1}(int fd);\nint step${i}(int fd) { return step${i + 1}(fd); }\n`
      : `#include <unistd.h>\nint step5(int fd) { return close(fd); }\n`,
  ]),
)

export const PROGRAM: Readonly<Record<string, string>> = {
  ...steps,
  'lib/net.h':
    '#pragma once\n#define net_socket socket\n#define PORT 50001\nint open_server(int port);\nvoid finish(int fd);\n',
  'lib/net.c': `#include "net.h"\n${server('open_any', 'htonl(INADDR_ANY)').replace('open_any(void)', 'open_server(int port)').replace('9000', 'port')}
void finish(int fd) { close(fd); }
`,
  'app/main.c': `#include <sys/socket.h>
#include <unistd.h>
#include "../lib/net.h"
int first(void);
int second(void);
int step0(int fd);
int step3(int fd);
int reuse(void)
{
    int s = open_server(PORT);
    if (s < 0)
        return -1;
    finish(s);
    return listen(s, 5);
}
int leak(void)
{
    int s = open_server(8080);
    if (s < 0)
        return -1;
    if (listen(s, 5) < 0)
        return -1;
    step3(s);
    return listen(s, 5);
}
int main(void)
{
    int a = first(), b = second();
    reuse();
    leak();
    step0(a);
    return listen(a, 5) + b;
}
`,
  'app/first.c': server('first', 'htonl(INADDR_ANY)'),
  'app/second.c': server('second', 'inet_addr("127.0.0.1")').replace(
    'return s;',
    'return s; // socklint-disable-line lifecycle/leak -- 何も抑制しない',
  ),
  // It calls nothing but what a header of another folder gives another name.
  'names/made.c':
    '#include "../lib/net.h"\nint made(void)\n{\n    int s = net_socket(2, 1, 0);\n    return s < 0 ? -1 : 0;\n}\n',
  'plain/none.c': 'int none(void) { return 0; }\n',
  'win/alone.c': `#include <winsock2.h>
int main(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return 1;
    closesocket(s);
    return 0;
}
`,
  'win/.socklintrc.json': '{ "rules": { "winsock/startup-missing": "error" } }',
  'steps/.socklintrc.json': '{ "preset": "off" }',
}

/** Rules, and a file, of findings that need more than one file of it. */
export const CROSSING = ['bind/specific-and-wildcard', 'lifecycle/use-after-close', 'names/made.c']
