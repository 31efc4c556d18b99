import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { CONFIGURATIONS_ON_DISK } from '../../cli/configuration/configurations.ts'
import { loadConfigFile } from '../../configuration/config-file.ts'
import { configText } from '../../configuration/first-config.ts'
import { surveyProject } from '../../cli/init/survey.ts'
import { wrappersIn } from '../../configuration/wrappers.ts'
import { knownRules } from '../../engine/index.ts'
import { rules } from '../../rules/index.ts'
import { buildCommand, run, tree } from './command.ts'

let cli = ''
beforeAll(async () => {
  cli = await buildCommand('fake')
})

const RULES = knownRules(rules)

const PROJECT = {
  'CMakeLists.txt': '',
  'src/unix.c': '#include <sys/socket.h>\nbad\n',
  'src/win.c': '#  include <WinSock2.h>\n',
  'src/net.h':
    '#ifdef _WIN32\n#include <winsock2.h>\n#define net_close(s) closesocket(s)\n#else\n#include <sys/socket.h>\n#define net_close(s) close(s)\n#endif\n',
  'src/plain.c': 'int x;\n',
  'third_party/zlib/z.c': '#include <sys/socket.h>\n#define zclose close\n',
  'lib/vendor/y.c': '',
  'tests/t.c': '',
  'cmake-build-debug/compile_commands.json': '[]',
}

describe('what a project looks like', () => {
  test('is seen in its files', () => {
    expect(surveyProject(tree(PROJECT))).toEqual({
      files: 7,
      posix: 1,
      windows: 1,
      both: 1,
      vendored: ['lib/vendor/', 'third_party/'],
      tests: ['tests/'],
      hasCMake: true,
      databases: ['cmake-build-debug/compile_commands.json'],
      wrappers: [{ name: 'net_close', calls: ['close', 'closesocket'], file: 'src/net.h', line: 3 }],
    })
  })

  test.each([
    ['#define my_close close', ['my_close close']],
    ['#define my_close(fd) (close(fd))', ['my_close close']],
    ['#define my_send( s , b,n ) send(s, b, n)', ['my_send send']],
    ['static int my_close(int fd)\n{\n    return close(fd);\n}', ['my_close close']],
    [
      'ssize_t net_send(int s, const void *buf, size_t len, int flags) { return send(s, buf, len, flags); }',
      ['net_send send'],
    ],
    // Other arguments are another call.
    ['#define my_send(s, b, n) send(s, b, n, 0)', []],
    ['int my_close(int fd) { return close(fd + 1); }', []],
    ['int two(int a, int b) { return bind(b, a); }', []],
    ['#define close closesocket', []],
    ['#define my_close other', []],
    ['#define my_alloc malloc', []],
    ['int my_close(void) { return close(); }', []],
  ])('%s', (text, expected) => {
    expect(wrappersIn(text).map(({ name, calls }) => `${name} ${calls.join()}`)).toEqual(expected)
  })
})

describe('the file', () => {
  test.each(['en', 'ja'] as const)('is right and changes nothing but what it says (%s)', (language) => {
    const folder = tree(PROJECT)
    const survey = surveyProject(folder)
    const text = configText(survey, language)
    const file = join(tree({ 'x.json': text }), 'x.json')
    const { layers, problems } = loadConfigFile(file, RULES, CONFIGURATIONS_ON_DISK)
    expect(problems).toEqual([])
    expect(layers).toMatchObject([
      {
        config: { preset: 'recommended', targets: 'auto', rules: {}, wrappers: {}, noreturn: [], models: [] },
        overrides: [],
        ignore: [{ patterns: ['lib/vendor/', 'third_party/'] }],
      },
    ])
    expect(text).toContain('net_close: close, closesocket (src/net.h:3)')
    expect(text).toContain('"compileCommands": "cmake-build-debug/compile_commands.json"')
    // With every example taken out of its comment it is right too.
    const { problems: others } = loadConfigFile(
      join(tree({ 'x.json': text.replace(/^( *)\/\/ (?="[\w/-]+": |\{ )/gm, '$1') }), 'x.json'),
      RULES,
      CONFIGURATIONS_ON_DISK,
    )
    expect(others).toEqual([])
    const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/
    if (language === 'ja') expect(text).toMatch(japanese)
    else expect(text).not.toMatch(japanese)
  })

  test('is written by "socklint init" and by --init, once', async () => {
    for (const args of [['init'], ['--init'], ['init', '--lang', 'ja']]) {
      const cwd = tree(PROJECT)
      const first = await run(cli, args, { cwd })
      expect(first).toMatchObject({ code: 0, stderr: '' })
      expect(first.stdout).toContain('.socklintrc.json')
      const text = readFileSync(join(cwd, '.socklintrc.json'), 'utf8')
      // The file holds: what is wrong with it would be told.
      expect(await run(cli, ['-f', 'gcc'], { cwd })).toMatchObject({ code: 1, stderr: '' })
      const second = await run(cli, args, { cwd })
      expect(second.code).toBe(2)
      expect(readFileSync(join(cwd, '.socklintrc.json'), 'utf8')).toBe(text)
    }
    const { code, stderr } = await run(cli, ['init', 'x'], { cwd: tree({}) })
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('unexpected argument "x"') as string,
    })
  })
})
