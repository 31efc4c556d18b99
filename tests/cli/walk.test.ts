import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FileReader } from '../../cli/read.ts'
import { readableName, walk, type FolderEntry, type ListFolder } from '../../cli/walk.ts'
import { temporaryFolder } from './command.ts'

/** A made-up file system: folders by path; a string is the code of the error that listing it gives. */
function listing(folders: Readonly<Record<string, readonly string[] | string>>): ListFolder {
  return (folder) => {
    const entries = folders[String(folder)] ?? 'ENOENT'
    if (typeof entries === 'string') throw Object.assign(new Error(entries), { code: entries })
    return entries.map((entry): FolderEntry => {
      const kind = entry.endsWith('/') ? 'folder' : entry.endsWith('@') ? 'other' : 'file'
      return { name: entry.replace(/[/@]$/, ''), kind }
    })
  }
}

describe('walk', () => {
  test('order does not depend on the system', () => {
    const one = listing({ '/r': ['b.c', 'a/', 'a.h'], '/r/a': ['z.cc', 'B.hpp'] })
    const other = listing({ '/r': ['a.h', 'a/', 'b.c'], '/r/a': ['B.hpp', 'z.cc'] })
    const paths = ['src/a.h', 'src/a/B.hpp', 'src/a/z.cc', 'src/b.c']
    for (const list of [one, other]) expect(walk('/r', 'src/', null, list).files.map(({ path }) => path)).toEqual(paths)
  })

  test('a folder that cannot be read or vanishes loses nothing else', () => {
    const list = listing({ '/r': ['shut/', 'gone/', 'broken/', 'a.c'], '/r/shut': 'EACCES', '/r/broken': 'EIO' })
    const { files, errors } = walk('/r', '', null, list)
    expect(files).toEqual([{ path: 'a.c', raw: '/r/a.c' }])
    expect(errors.map(({ file, message }) => [file, message.en])).toEqual([
      ['broken', 'cannot read this folder: EIO'],
      ['gone', 'cannot read this folder: it no longer exists'],
      ['shut', 'cannot read this folder: permission denied'],
    ])
  })

  test('links, devices, other endings, .git and node_modules are left out', () => {
    const list = listing({
      '/r': ['link.c@', 'a.txt', 'c', '.git/', 'node_modules/', '.hidden/'],
      '/r/.hidden': ['x.ipp'],
    })
    expect(walk('/r', '', null, list)).toEqual({
      files: [{ path: '.hidden/x.ipp', raw: '/r/.hidden/x.ipp' }],
      errors: [],
    })
  })

  test('a deep chain of folders is no recursion', () => {
    let depth = 0
    const { files } = walk('/r', '', null, () =>
      ++depth < 20_000 ? [{ name: 'd', kind: 'folder' }] : [{ name: 'x.c', kind: 'file' }],
    )
    expect(files).toHaveLength(1)
  })
})

test.each([
  [[0x61, 0xe9, 0x62], 'a\\xE9b'],
  [[...Buffer.from('日本'), 0xff], '日本\\xFF'],
  [[0xe6, 0x97], '\\xE6\\x97'],
  [[0xef, 0xbf, 0xbd, 0x80], '\ufffd\\x80'],
  [[...Buffer.from('𠮷.c')], '𠮷.c'],
])('the name %j is shown as %s', (bytes, name) => {
  expect(readableName(Uint8Array.from(bytes))).toBe(name)
})

describe('FileReader', () => {
  const folder = temporaryFolder()

  test('uses one buffer for many sizes and leaves nothing of the file before', () => {
    const reader = new FileReader()
    const sizes = [0, 10, 300_000, 262_144, 262_145, 5]
    for (const size of sizes) {
      const file = join(folder, `${size}.c`)
      const content = Buffer.alloc(size, String(size))
      writeFileSync(file, content)
      expect(reader.read(file)).toEqual({ ok: true, length: size })
      expect(reader.buffer.subarray(0, size).equals(content)).toBe(true)
    }
  })

  test('says why a file cannot be read', () => {
    const reader = new FileReader()
    const reason = (path: string): unknown => {
      const result = reader.read(path)
      return result.ok ? result : result.message.en
    }
    const vanished = join(folder, 'vanished.c')
    writeFileSync(vanished, 'x')
    rmSync(vanished)
    expect(reason(vanished)).toBe('cannot read this file: it no longer exists')
    mkdirSync(join(folder, 'folder.c'))
    expect(reason(join(folder, 'folder.c'))).toBe('cannot read this file: it is a folder')
  })
})
