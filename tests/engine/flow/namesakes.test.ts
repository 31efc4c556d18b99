/** Functions of one name in several files of a folder, and wrappers whose names the model knows too. */
import { beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../../engine/index.ts'
import { importsFor } from '../../../engine/flow/program.ts'
import { realEngine } from '../../support/assets.ts'
import { EVERY_RULE } from '../../support/lint.ts'

let engine: Engine
beforeAll(async () => {
  engine = await realEngine()
})

const HEAD = '#include <sys/socket.h>\n#include <unistd.h>\n'
const looking = (more = ''): string => `${HEAD}void serve(int fd) { char b[9]; ${more}read(fd, b, sizeof b); }\n`
const CLOSING = `${HEAD}void serve(int fd) { char b[9]; read(fd, b, sizeof b); close(fd); }\n`
/** Hands the descriptor to code that nobody sees, beside reading from it. */
const HANDING = looking('keep(fd); ')
const CALLER = `${HEAD}int main(void) { int fd = accept(0, 0, 0); serve(fd); close(fd); return 0; }\n`

/** The file whose `serve` the caller is told of; null for none. */
function meant(files: Readonly<Record<string, string>>, caller = CALLER): string | null {
  const all = { ...files, 'a/main.c': caller }
  const facts = Object.entries(all).map(([path, content]) => engine.analyse({ path, content }, EVERY_RULE).facts)
  const summary = importsFor(facts).get('a/main.c')?.summaries.posix?.serve
  return summary?.kind === 'outcomes' ? summary.file : null
}

test.each([
  ['of two that do the same, any will do', { 'a/one.c': looking(), 'a/two.c': looking() }, 'a/one.c'],
  ['the same one in whatever order the files are given', { 'a/two.c': looking(), 'a/one.c': looking() }, 'a/one.c'],
  ['of two that do different things to the descriptor, none', { 'a/one.c': looking(), 'a/two.c': CLOSING }, null],
  ['one of them hands it on', { 'a/one.c': looking(), 'a/two.c': HANDING }, null],
  ['the one whose file is named after it', { 'a/serve.c': looking(), 'a/serve_r.c': HANDING }, 'a/serve.c'],
  ['but not when another one closes what it leaves open', { 'a/serve.c': looking(), 'a/serve_r.c': CLOSING }, null],
  ['two files of that name', { 'b/serve.c': looking(), 'c/serve.c': HANDING }, null],
  [
    'those of the same folder come first',
    { 'a/one.c': looking(), 'a/two.c': looking(), 'b/three.c': CLOSING },
    'a/one.c',
  ],
] as const)('%s', (_, files, wanted) => {
  expect(meant(files)).toBe(wanted)
})

test('a wrapper with a name of a library is the one of the project that defines it', () => {
  const wrapper = `${HEAD}void Close(int fd) { if (close(fd) == -1) exit(1); }\n`
  const user = `${HEAD}int main(void) { int fd = accept(0, 0, 0); Close(fd); return 0; }\n`
  const known = (text: string): string[] => {
    const files = { 'a/wrap.c': wrapper, 'a/main.c': text }
    const facts = Object.entries(files).map(([path, content]) => engine.analyse({ path, content }, EVERY_RULE).facts)
    return Object.keys(importsFor(facts).get('a/main.c')?.summaries.posix ?? {})
  }
  expect(known(user)).toEqual(['Close'])
  expect(known(`#include "unp.h"\n${user}`)).toEqual(['Close'])
})
