/** The JavaScript API as it is in the package: one bundle, and the grammars beside it. */
import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { globSync } from 'tinyglobby'
import { beforeAll, describe, expect, test } from 'vitest'
import type * as Api from '../../api/index.ts'
import type { Config, Engine, Finding, SourceFile } from '../../api/types.ts'
import type { Diagnostic } from '../../engine/index.ts'
import { rules } from '../../rules/index.ts'
import { build } from '../../scripts/build.ts'
import { ROOT } from '../../scripts/rule-folders.ts'
import { buildCommand, temporaryFolder, tree } from '../cli/command.ts'

// What the engine gives is what the API promises; this line is checked by the compiler.
const asFinding = (diagnostic: Diagnostic): Finding => diagnostic

const CAST = `#include <sys/socket.h>
#include <netinet/in.h>

void f(int fd, struct sockaddr_in addr)
{
    /* 待ち受け 𠮷 */ bind(fd, (struct sockaddr *)addr, sizeof addr);
}
`
const LISTEN = `#include <sys/socket.h>
#include "net.h"

void g(void)
{
    int fd = net_open();
    if (fd < 0)
        return;
    listen(fd, 5);
}
`
const OPEN = `#include <sys/socket.h>
#include "net.h"

int net_open(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
`
const HEADER = 'int net_open(void);\n#define sock_close(fd) close(fd)\n'

/** One rule, so that what others find in the program makes no difference. */
const CASTS = { preset: 'off', rules: { 'address/struct-value-cast': 'on' } } as const satisfies Config

let folder = ''
let api: typeof Api
let engine: Engine

beforeAll(async () => {
  folder = temporaryFolder()
  await build({ outdir: folder, bundles: ['api'] })
  api = (await import(pathToFileURL(join(folder, 'api.js')).href)) as typeof Api
  engine = await api.createEngine()
})

const found = ({ findings }: { findings: readonly Finding[] }): string[] =>
  findings.map(({ file, range, rule }) => `${file}:${range.start.line + 1}:${range.start.character + 1} ${rule}`)

test('is loaded by import and by require, from wherever its grammars are', async () => {
  const required = createRequire(import.meta.url)(join(folder, 'api.js')) as typeof Api
  expect(Object.keys(required).sort()).toEqual(['ConfigError', 'createEngine'])
  expect(found((await required.createEngine()).lintText(CAST))).toEqual(found(engine.lintText(CAST)))
  await expect(api.createEngine({ assets: join(folder, 'nowhere') })).rejects.toThrow('nowhere')
})

describe('checking', () => {
  test('a text: places in UTF-16 units, both languages, fixes', () => {
    const { findings, errors, limits } = engine.lintText(CAST, { path: 'a.c', config: CASTS })
    expect(found({ findings })).toEqual(['a.c:6:28 address/struct-value-cast'])
    expect([errors, limits]).toEqual([[], []])
    const [finding] = findings
    expect(CAST.slice(finding?.span.start, finding?.span.end)).toContain('addr')
    expect(finding?.message.ja).toMatch(/[ぁ-ん]/)
    expect(structuredClone(finding)).toEqual(finding)
    expect(asFinding).toBeTypeOf('function')
  })

  test('several files as one program, with the headers among them', () => {
    const files: SourceFile[] = [
      { path: 'src/listen.c', content: LISTEN },
      { path: 'src/open.c', content: new TextEncoder().encode(OPEN) },
      { path: 'include/net.h', content: HEADER },
    ]
    const config = { preset: 'off', rules: { 'lifecycle/leak': 'on' } } as const
    expect(found(engine.lintFiles(files, { config }))).toEqual([
      expect.stringMatching(/^src\/listen\.c:\d+:\d+ lifecycle\/leak$/),
    ])
    // Alone the file does not show what net_open() returns.
    expect(found(engine.lintFiles(files.slice(0, 1), { config }))).toEqual([])
    // The header's macro closes it.
    const closed = LISTEN.replace('listen(fd, 5);', 'listen(fd, 5);\n    sock_close(fd);')
    expect(found(engine.lintFiles([{ path: 'src/listen.c', content: closed }, ...files.slice(1)], { config }))).toEqual(
      [],
    )
    expect(found(engine.lintFiles([...files].reverse(), { config }))).toEqual(
      found(engine.lintFiles(files, { config })),
    )
  })

  test('what is no text is an error of its file and costs nothing else', () => {
    const files = [
      { path: 'a.c', content: CAST },
      { path: 'b.c', content: new Uint8Array([1, 0, 2]) },
    ]
    const { findings, errors } = engine.lintFiles(files, { config: CASTS })
    expect(findings).toHaveLength(1)
    expect(errors).toEqual([expect.objectContaining({ file: 'b.c' })])
  })

  test('a configuration counts, and a wrong one is refused with every mistake in both languages', () => {
    expect(engine.lintText(CAST, { config: { preset: 'off' } }).findings).toEqual([])
    const byDefault = engine.lintText(CAST).findings
    expect(found({ findings: byDefault })).toContain('stdin.c:6:28 address/struct-value-cast')
    const rules = { 'address/struct-value-cast': 'info' } as const
    const [finding] = engine.lintText(CAST, { config: { preset: 'off', rules } }).findings
    expect(finding?.severity).toBe('info')
    const wrong = { preset: 'stric', rules: { 'bind/nothing': 'on' } } as unknown as Api.Config
    expect(() => engine.lintText(CAST, { config: wrong })).toThrow(api.ConfigError)
    try {
      engine.lintText(CAST, { config: wrong })
    } catch (error) {
      expect(error).toMatchObject({
        name: 'ConfigError',
        problems: [
          { en: expect.stringContaining('stric') as unknown },
          { ja: expect.stringContaining('bind/nothing') as unknown },
        ],
      })
    }
    expect(() => engine.lintText(CAST, { config: [] as unknown as Api.Config })).toThrow('must be an object')
  })
})

test('options of rules count, are known by name, and wrong ones are refused', () => {
  const rule = 'lifecycle/small-backlog'
  const content = `#include <sys/socket.h>
#include <netinet/in.h>
void f(int fd, const struct sockaddr_in *at)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(s, (const struct sockaddr *)at, sizeof *at) == 0)
        listen(s, 16);
}
`
  const found = (least: number): string[] => {
    const config: Config = { preset: 'off', rules: { [rule]: { severity: 'error', options: { least } } } }
    return engine.lintText(content, { config }).findings.map(({ rule: id, severity }) => `${id} ${severity}`)
  }
  expect(found(16)).toEqual([])
  expect(found(17)).toEqual([`${rule} error`])
  expect(() => found(0)).toThrow('options.least is 0, but must be a whole number from 1 to 4096, such as 128')
  const { options } = engine.rules.find(({ id }) => id === rule) ?? {}
  expect(options?.['least']).toMatchObject({ type: 'integer', default: 5, minimum: 1, maximum: 4096 })
  expect(engine.rules.find(({ id }) => id === 'lifecycle/leak')?.options).toEqual({})
  expect(engine.explain(rule)).toContain('## Options')
})

test('says the same as the command', async () => {
  const project = tree({ 'src/listen.c': LISTEN, 'src/open.c': OPEN, 'include/net.h': HEADER, 'cast.cpp': CAST })
  cpSync(join(ROOT, 'examples'), join(project, 'examples'), { recursive: true })
  const cli = await buildCommand('real')
  const { stdout } = spawnSync(process.execPath, [cli, '--preset', 'strict', '--format', 'json'], {
    cwd: project,
    encoding: 'utf8',
  })
  const told = JSON.parse(stdout) as { diagnostics: { file: string; line: number; column: number; rule: string }[] }
  const files = globSync('**/*.{c,cpp,h}', { cwd: project }).map((path) => ({
    path,
    content: readFileSync(join(project, path)),
  }))
  expect(told.diagnostics.length).toBeGreaterThan(10)
  expect(found(engine.lintFiles(files, { config: { preset: 'strict' } }))).toEqual(
    told.diagnostics.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`),
  )
})

describe('fixing', () => {
  test('a text, until nothing is left that may be mended', () => {
    const { text, applied, result } = engine.fixText(CAST, { config: CASTS, suggestions: true })
    expect(text).toBe(CAST.replace(')addr', ')&addr'))
    expect([applied, result.findings]).toEqual([1, []])
    expect(engine.fixText(text, { config: CASTS })).toMatchObject({ text, applied: 0 })
  })

  test('files: only those that change come back, and what is not UTF-8 is left alone', () => {
    const files = [
      { path: 'a.c', content: new TextEncoder().encode(CAST) },
      { path: 'b.c', content: OPEN },
      { path: 'c.c', content: Buffer.from(`\uFEFF${CAST}`, 'utf16le') },
    ]
    const { changed, applied, result } = engine.fixFiles(files, { config: CASTS, suggestions: true })
    expect(changed.map(({ path }) => path)).toEqual(['a.c'])
    expect(applied).toBe(1)
    expect(found(result)).toEqual(['c.c:6:28 address/struct-value-cast'])
  })
})

test('lists and explains every rule', () => {
  expect(engine.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id).sort())
  for (const { id, title, summary } of engine.rules) {
    expect(
      [title.en, title.ja, summary.en, summary.ja].every((text) => text !== ''),
      id,
    ).toBe(true)
    expect(engine.explain(id)).toMatch(/^# .+\n\n`/)
    expect(engine.explain(id, 'ja')).toContain('## なぜ問題か')
  }
  expect(engine.explain('bind/nothing')).toBeNull()
  expect(engine.explain('toString')).toBeNull()
})
