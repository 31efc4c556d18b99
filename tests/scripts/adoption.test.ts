/** A project of our own, adopted from the first configuration to a baseline that shrinks. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { adopt } from '../../scripts/adoption.ts'
import { buildCommand, tree } from '../cli/command.ts'

const LEAK = `#include <sys/socket.h>
#include <unistd.h>

int serve(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        return -1;
    if (listen(fd, 5) == -1)
        return -1;
    close(fd);
    return 0;
}
`
const CAST = `#include <sys/socket.h>
#include <netinet/in.h>

int connect_to(int fd, struct sockaddr_in to)
{
    return connect(fd, (struct sockaddr *)to, sizeof to);
}
`

test('init, baseline, a new fault, a suppression, a fault mended', async () => {
  const folder = tree({ 'src/serve.c': LEAK, 'src/client.c': CAST, README: 'a project\n' })
  const told = adopt(folder, await buildCommand('real'))
  expect(told).toEqual([
    expect.stringMatching(/^init: .*\.socklintrc\.json/),
    'today: 2 findings in 2 files',
    'baseline: 2 findings known, none reported',
    'new fault in src/client.c: --since and --baseline each report it and nothing else, of 3',
    'suppression: accepted with its reason; told when it suppresses nothing any more',
    'mended: 2 by --fix --fix-suggestions; the baseline shrinks from 2 to 0',
  ])
})

test('a project without a finding cannot show it, and says so', async () => {
  const folder = tree({ 'a.c': 'int main(void) { return 0; }\n' })
  mkdirSync(join(folder, 'b'))
  writeFileSync(join(folder, 'b/notes.txt'), '')
  const cli = await buildCommand('real')
  expect(() => adopt(folder, cli)).toThrow('ended with 0, not 1')
})
