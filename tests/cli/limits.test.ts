/** Bounds of the analysis, as the command tells of them: none is passed in silence, and none takes other files along. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildCommand, run, tree } from './command.ts'

let cli = ''
beforeAll(async () => {
  cli = await buildCommand('real')
})

const HEAD = '#include <sys/socket.h>\n#include <unistd.h>\n'
const many = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, n) => text(n)).join('')
const LOSES = 'int lost(void)\n{\n  int s = socket(AF_INET, SOCK_STREAM, 0);\n  return s < 0 ? -1 : 0;\n}\n'

describe('--timing', () => {
  /** `f0` of the first file calls `f1` of the next one, and so on; the last makes the socket. */
  const chain = (files: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: files }, (_, n) => {
        const last = n === files - 1
        const body = last
          ? 'return socket(AF_INET, SOCK_STREAM, 0);'
          : `int s = f${n + 1}(); if (s >= 0) listen(s, 5); return s;`
        return [`${n}.c`, `${HEAD}${last ? '' : `int f${n + 1}(void);\n`}int f${n}(void) { ${body} }\n`]
      }),
    )

  test('tells of calls through more files than facts cross', async () => {
    const told = async (files: number): Promise<string[]> => {
      const { stderr } = await run(cli, ['--timing', '.'], { cwd: tree(chain(files)) })
      return stderr.split('\n').filter((line) => line.includes('import rounds'))
    }
    expect(await told(4)).toEqual([])
    expect(await told(7)).toEqual([
      'socklint: 1.c exceeds the analysis limit "import rounds": the chain of calls through other files is longer than what is followed, and functions beyond it are taken for unknown',
    ])
  })

  test('tells of a function that returns in more ways than its callers are told, and judges it', async () => {
    const code = `${HEAD}void mixed(int a, int p, int q, int r, int t)
{
  if (a & 1) close(p);
  if (a & 2) close(q);
  if (a & 4) close(r);
  if (a & 8) close(t);
}
${LOSES}`
    const cwd = tree({ 'a.c': code })
    const { stdout, stderr } = await run(cli, ['--timing', '.'], { cwd })
    expect(stdout).toContain('lifecycle/leak')
    expect(stderr).toContain(
      'socklint: a.c: mixed exceeds the analysis limit "ways to return": what it does to sockets is unknown to its callers',
    )
    expect((await run(cli, ['--timing', '--lang', 'ja', '.'], { cwd })).stderr).toContain('解析の上限 "ways to return"')
  })

  test('tells of a function that passes a bound and is left unjudged; the others are judged', async () => {
    const deep = `void deep(int s) { ${'{'.repeat(1000)}listen(s, 1);${'}'.repeat(1000)} }\n`
    const { stdout, stderr } = await run(cli, ['--timing', '.'], { cwd: tree({ 'a.c': HEAD + deep + LOSES }) })
    expect(stdout).toContain('lifecycle/leak')
    expect(stderr).toContain('socklint: a.c: deep exceeds the analysis limit "nesting" and was not checked')
  })
})

/** All of a program in one file, as some projects ship theirs: one function in fifty makes a socket, the last one loses it. */
function amalgamation(megabytes: number): { readonly path: string; readonly folder: string } {
  const folder = tree({ 'small.c': HEAD + LOSES })
  const path = join(folder, 'all.c')
  const file = openSync(path, 'w')
  let size = writeSync(file, HEAD)
  for (let n = 0; size < megabytes * 1024 * 1024; n++) {
    const plain = (m: number): string =>
      `static int step_${n}_${m}(int a, const char *text)\n{\n${many(8, (k) => `  if (a > ${k})\n    a -= text[a % ${k + 2}] * ${m};\n`)}  return a;\n}\n`
    size += writeSync(
      file,
      `${many(49, plain)}static int open_${n}(int port)\n{\n  int fd = socket(AF_INET, SOCK_STREAM, port);\n  if (fd >= 0 && listen(fd, 5) < 0) {\n    close(fd);\n    return -1;\n  }\n  return fd;\n}\n`,
    )
  }
  writeSync(file, LOSES.replaceAll('lost', 'last'))
  closeSync(file)
  return { path, folder }
}

describe('a file of many megabytes', () => {
  const leaks = async (folder: string): Promise<{ leaks: [string, string][]; errors: string[] }> => {
    const { stdout } = await run(cli, ['--format', 'json', '--threads', '2', '.'], {
      cwd: folder,
      // No file may fill the memory of the machine.
      env: { NODE_OPTIONS: '--max-old-space-size=1500' },
    })
    const { diagnostics, errors } = JSON.parse(stdout) as {
      diagnostics: { file: string; rule: string; function: string }[]
      errors: { file: string; message: string }[]
    }
    return {
      leaks: diagnostics.filter(({ rule }) => rule === 'lifecycle/leak').map((d) => [d.file, d.function]),
      errors: errors.map(({ file, message }) => `${file}: ${message}`),
    }
  }

  test('4: it is judged to its end, in bounded memory', { timeout: 240_000 }, async () => {
    expect(await leaks(amalgamation(4).folder)).toEqual({
      leaks: [
        ['all.c', 'last'],
        ['small.c', 'lost'],
      ],
      errors: [],
    })
  })

  test.each([
    ['20', 20, /^all\.c: .*takes too long to parse.* was skipped/],
    ['33', 33, /^all\.c: .*32 MB/],
  ])(
    '%s: it is refused with the reason, and the other files are judged',
    { timeout: 120_000 },
    async (_, size, reason) => {
      const found = await leaks(amalgamation(size).folder)
      expect(found.leaks).toEqual([['small.c', 'lost']])
      expect(found.errors).toEqual([expect.stringMatching(reason)])
    },
  )
})
