import { describe, expect, test } from 'vitest'
import { RULE_ID, rulesFirst } from '../../client/rule-order.ts'
import { walk, type Entry } from '../../client/walk.ts'
import { isListedName } from '../../server/remote-files.ts'

type Tree = { readonly [name: string]: Tree | 'file' | 'link' }

/** Lists folders of a tree by `/`-joined path; a name that is missing is a folder that cannot be listed. */
function lister(tree: Tree): (folder: string) => Promise<readonly Entry[]> {
  return (folder) => {
    let at: Tree | 'file' | 'link' | undefined = tree
    for (const name of folder.split('/').filter(Boolean)) at = typeof at === 'object' ? at[name] : undefined
    if (typeof at !== 'object') return Promise.reject(new Error('cannot be listed'))
    return Promise.resolve(
      Object.entries(at).map(([name, entry]) => ({
        name,
        path: `${folder}/${name}`,
        kind: entry === 'file' ? ('file' as const) : entry === 'link' ? ('other' as const) : ('folder' as const),
      })),
    )
  }
}

describe('the walk through a workspace', () => {
  const TREE: Tree = {
    'z.c': 'file',
    'a.H': 'file',
    'notes.txt': 'file',
    '.socklintrc.json': 'file',
    'link.c': 'link',
    src: { 'b.cpp': 'file', deep: { 'c.hh': 'file', '.socklintrc.json': 'file' } },
    node_modules: { 'no.c': 'file' },
    '.git': { 'no.c': 'file' },
    '.ci': { 'd.c': 'file', compile_commands: 'file' },
  }

  test('finds sources and settings, by name, and passes over what is not the project’s', async () => {
    expect(await walk([''], lister(TREE), () => false)).toEqual({
      files: [
        ...['/.git', '/.socklintrc.json', '/a.H', '/z.c'],
        ...['/.ci/d.c', '/src/b.cpp', '/src/deep/.socklintrc.json', '/src/deep/c.hh'],
      ],
      complete: true,
    })
  })

  test('goes on where a folder cannot be listed', async () => {
    expect((await walk(['/gone', '/src'], lister(TREE), () => false)).files).toContain('/src/b.cpp')
  })

  test('names a file once when one root lies in another', async () => {
    const { files } = await walk(['/src', '/src/deep'], lister(TREE), () => false)
    expect(files).toEqual([...new Set(files)])
  })

  test('ends when it is cancelled, and says so', async () => {
    let calls = 0
    const { files, complete } = await walk([''], lister(TREE), () => ++calls > 1)
    expect(complete).toBe(false)
    expect(files).toEqual(['/.git', '/.socklintrc.json', '/a.H', '/z.c'])
  })

  test('ends in a folder that holds itself', async () => {
    const list = (folder: string): Promise<Entry[]> =>
      Promise.resolve([{ name: 'again', path: `${folder}/a`, kind: 'folder' }])
    expect((await walk([''], list, () => false)).complete).toBe(false)
  })

  test('lists what the server takes for listed, and nothing else', async () => {
    const names = ['a.c', 'A.C', 'b.h', 'c.cc', 'd.cpp', 'e.cxx', 'f.c++', 'g.hh', 'h.hpp', 'i.hxx', 'j.h++']
    const others = [
      'k.inc',
      'l.inl',
      'm.ipp',
      'n.def',
      'o.m',
      'p.txt',
      'Makefile',
      '.socklintrc.json',
      'q.socklintrc.json',
    ]
    const settings = ['.gitignore', 'compile_commands.json', '.git', '.svn', 'team.json']
    const all = [...names, ...others, ...settings]
    const { files } = await walk(
      ['/w'],
      () => Promise.resolve(all.map((name) => ({ name, path: `/w/${name}`, kind: 'file' as const }))),
      () => false,
    )
    const listed = all.filter((name) => isListedName(`/w/${name}`)).map((name) => `/w/${name}`)
    expect(files.toSorted()).toEqual(listed.toSorted())
    expect(listed).toHaveLength(18)
  })
})

describe('rules to choose from', () => {
  const rules = ['a/one', 'b/two', 'c/three'].map((id) => ({ id }))

  test('those at the cursor come first, in their order and once', () => {
    const { first, others } = rulesFirst(rules, ['c/three', 'a/one', 'c/three', 'src/main'])
    expect(first.map(({ id }) => id)).toEqual(['c/three', 'a/one'])
    expect(others.map(({ id }) => id)).toEqual(['b/two'])
  })

  test.each([
    ['// socklint-disable-line bind/port-in-dynamic-range -- why', 'bind/port-in-dynamic-range'],
    ['"winsock/startup-missing": "off"', 'winsock/startup-missing'],
    ['int x = y / z;', undefined],
  ])('an id in %s', (text, id) => {
    expect(RULE_ID.exec(text)?.[0]).toBe(id)
  })
})
