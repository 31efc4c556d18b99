import { describe, expect, test } from 'vitest'
import { flagsOf, readCompileCommands, splitCommand } from '../../../engine/lint/compile-commands.ts'
import { joinPath } from '../../../engine/text/paths.ts'

const read = (entries: readonly unknown[], folder = '/p') => readCompileCommands(JSON.stringify(entries), folder)

/** The flags of `/p/a.c` when its command is this. */
function flags(entry: object): { defines: Record<string, string | null>; folders: readonly string[] } {
  const { database, problems } = read([{ directory: '/p/build', file: '/p/a.c', ...entry }])
  expect(problems).toEqual([])
  const found = database.files.get('/p/a.c')
  return { defines: Object.fromEntries(found?.defines ?? []), folders: found?.includeFolders ?? [] }
}

describe('splitCommand', () => {
  test.each<[string, string[]]>([
    ['cc -DA  -c\ta.c', ['cc', '-DA', '-c', 'a.c']],
    [`cc '-DA="x y"' -DB=\\"q\\"`, ['cc', '-DA="x y"', '-DB="q"']],
    ['cc "-DA=\\"x\\\\y\\"" "-I a\\b"', ['cc', '-DA="x\\y"', '-I a\\b']],
    ["cc -D'A'=1'2' ''", ['cc', '-DA=12', '']],
    ['cc "unclosed a', ['cc', 'unclosed a']],
    ['', []],
  ])('POSIX: %j', (command, words) => {
    expect(splitCommand(command, false)).toEqual(words)
  })

  test.each<[string, string[]]>([
    ['cl.exe /IC:\\x\\y a.c', ['cl.exe', '/IC:\\x\\y', 'a.c']],
    ['"C:\\Program Files\\cl.exe" /DA=\\"x\\"', ['C:\\Program Files\\cl.exe', '/DA="x"']],
    ['cl "/Ia b\\\\" /DX', ['cl', '/Ia b\\', '/DX']],
    ["cl /DA='x y'", ['cl', "/DA='x", "y'"]],
  ])('Windows: %j', (command, words) => {
    expect(splitCommand(command, true)).toEqual(words)
  })
})

describe('the flags of a command', () => {
  const words = [
    '-DA',
    '-D',
    'B=2',
    '-UC',
    '-DN=',
    '-DF(x)=x',
    '-Iinc',
    '-I',
    '/p/two',
    '-isystem',
    'sys',
    '-iquoteq',
    'a.c',
  ]
  const expected = {
    defines: { A: '1', B: '2', C: null, N: '' },
    folders: ['/p/build/q', '/p/build/inc', '/p/two', '/p/build/sys'],
  }

  test('as arguments and as a command', () => {
    expect(flags({ arguments: ['cc', ...words] })).toEqual(expected)
    expect(flags({ command: `cc ${words.join(' ').replace('-DF(x)=x', "'-DF(x)=x'")}` })).toEqual(expected)
  })

  test("as Microsoft's compiler takes them, and only there", () => {
    const command = 'C:\\VS\\cl.exe /nologo /DA /D B=2 /UC /I inc /external:I ext a.c'
    expect(flags({ command })).toEqual({
      defines: { A: '1', B: '2', C: null },
      folders: ['/p/build/inc', '/p/build/ext'],
    })
    expect(flags({ arguments: ['cc', '/Data/a.c', '/Include/b.c'] })).toEqual({ defines: {}, folders: [] })
  })

  test('later ones win, and an option at the end without its value is nothing', () => {
    expect(flags({ arguments: ['cc', '-DA', '-UA', '-DB=1', '-DB=2', '-I'] })).toEqual({
      defines: { A: null, B: '2' },
      folders: [],
    })
  })
})

describe('the database', () => {
  test('files are found by their absolute path, relative ones from their directory', () => {
    const { database } = read([
      { directory: 'out', file: '../src/a.c', arguments: ['cc', '-DA'] },
      { file: 'b.c', arguments: ['cc', '-DB'] },
      { directory: 'C:\\w', file: 'c.c', command: 'cl.exe /DC c.c' },
    ])
    expect([...database.files.keys()]).toEqual(['/p/src/a.c', '/p/b.c', 'c:/w/c.c'])
  })

  test('what has no command of its own gets what all commands agree on', () => {
    const { database } = read([
      { file: 'a.c', arguments: ['cc', '-DSAME', '-DV=1', '-DONE', '-Ix', '-Iy'] },
      { file: 'b.c', arguments: ['cc', '-DSAME', '-DV=2', '-Iy', '-Iz'] },
    ])
    const configured = { defines: new Map([['MINE', '7']]), includeFolders: ['/p/mine'] }
    expect(flagsOf('/p/x.h', database, configured)).toEqual({
      defines: new Map([
        ['SAME', '1'],
        ['MINE', '7'],
      ]),
      includeFolders: ['/p/x', '/p/y', '/p/z', '/p/mine'],
    })
  })

  test('a file with two commands: only what both say, the configuration wins', () => {
    const { database } = read([
      { file: 'a.c', arguments: ['cc', '-DSAME', '-DV=1'] },
      { file: 'a.c', arguments: ['cc', '-DSAME', '-DV=2'] },
    ])
    const configured = { defines: new Map([['SAME', null]]), includeFolders: [] }
    expect(flagsOf('/p/a.c', database, configured).defines).toEqual(new Map([['SAME', null]]))
  })

  test.each([
    ['{"a": 1', 'not valid JSON'],
    ['{"file": "a.c"}', 'not a list'],
    ['null', 'not a list'],
  ])('%j is refused with a reason', (text, reason) => {
    const { database, problems } = readCompileCommands(text, '/p')
    expect(database.files.size).toBe(0)
    expect(problems.map(({ en }) => en)).toEqual([expect.stringContaining(reason)])
    expect(problems[0]?.ja).toContain('使用しません')
  })

  test('entries without what is needed are told of, the others count', () => {
    const { database, problems } = read([
      3,
      null,
      { file: 'a.c' },
      { arguments: ['cc'] },
      { file: 'b.c', arguments: ['cc', 4, '-DB'] },
    ])
    expect([...database.files.keys()]).toEqual(['/p/b.c'])
    expect(database.files.get('/p/b.c')?.defines).toEqual(new Map([['B', '1']]))
    expect(problems.map(({ en }) => en)).toEqual([expect.stringContaining('4 of 5 entries')])
  })
})

test.each([
  ['/p', 'a.h', '/p/a.h'],
  ['/p/q', '../a.h', '/p/a.h'],
  ['/p', './x/../../a.h', '/a.h'],
  ['/', '../../a.h', '/a.h'],
  ['/p', '/abs/a.h', '/abs/a.h'],
  ['C:\\w', 'x\\a.h', 'c:/w/x/a.h'],
  ['/p', 'D:/x.h', 'd:/x.h'],
  ['', '../sys/a.h', '../sys/a.h'],
  ['\\\\server\\share', 'a.h', '//server/share/a.h'],
  ['//server/share/x', '../a.h', '//server/share/a.h'],
])('joinPath(%j, %j)', (folder, path, expected) => {
  expect(joinPath(folder, path)).toBe(expected)
})
