/**
 * Compares our flattened trees, node by node, with those of the native binding of tree-sitter: same grammar, other
 * runtime, other way of walking. Run with `npm run test:native`; it is not part of the default run.
 *
 * The test installs tree-sitter 0.25.1 and tree-sitter-c 0.24.1 (the version that package.json pins) in a temporary folder, so
 * that `npm ci` of the project stays free of native code. The install needs the npm registry and, where the prebuilt
 * binary does not fit the system, a C++ compiler and node's headers (about half a minute). --legacy-peer-deps is needed
 * because the grammar asks for an older binding, one that throws on this grammar.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NodeFlag } from '../../engine/syntax/tree.ts'
import { CORPUS } from '../engine/syntax/corpus.ts'
import { treeOf } from '../engine/syntax/source-parser.ts'

/** Type, named, start, end, missing: of every node in preorder. */
type NativeNode = readonly [string, boolean, number, number, boolean]

const SAMPLES = CORPUS.filter((sample) => sample.language === 'c')

/** Runs in the temporary folder, in a process of its own: a crash of the native code must not take the tests along. */
const ORACLE = `
const Parser = require('tree-sitter')
const parser = new Parser()
parser.setLanguage(require('tree-sitter-c'))
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'))
const trees = texts.map((text) => {
  const cursor = parser.parse(text, undefined, { bufferSize: 4 * text.length + 1024 }).walk()
  const nodes = []
  for (;;) {
    const node = cursor.currentNode
    nodes.push([node.type, node.isNamed, node.startIndex, node.endIndex, node.isMissing])
    if (cursor.gotoFirstChild()) continue
    while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) { cursor.done = true; break }
    if (cursor.done) return nodes
  }
})
process.stdout.write(JSON.stringify(trees))
`

let folder = ''
/** What the oracle printed; comparing it with our nodes checks its form too. */
const native = new Map<string, unknown>()

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'socklint-native-'))
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  const packages = ['tree-sitter@0.25.1', 'tree-sitter-c@0.24.1']
  execFileSync('npm', ['install', '--legacy-peer-deps', '--no-audit', '--no-fund', ...packages], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  })
  writeFileSync(join(folder, 'oracle.cjs'), ORACLE)
  // Escaped, because UTF-8 on the way there would replace lone surrogates.
  const input = JSON.stringify(SAMPLES.map((sample) => sample.text))
  const output = execFileSync(process.execPath, ['oracle.cjs'], { cwd: folder, input, maxBuffer: 1 << 30 })
  const trees: unknown = JSON.parse(output.toString())
  for (const [index, sample] of SAMPLES.entries())
    native.set(sample.name, Array.isArray(trees) ? trees[index] : undefined)
})

afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true })
})

test.each(SAMPLES)('$name', async ({ name, text }) => {
  const tree = await treeOf(text)
  const ours = Array.from({ length: tree.size }, (_, node): NativeNode => {
    // A token that shares its name with a node kind of C++ is quoted in our numbering.
    const type = tree.isNamed(node) ? tree.kindName(node) : tree.kindName(node).replace(/^'(\w+)'$/, '$1')
    const missing = ((tree.columns.flags[node] ?? 0) & NodeFlag.Missing) !== 0
    return [type, tree.isNamed(node), tree.start(node), tree.end(node), missing]
  })
  const theirs = native.get(name)
  expect(ours.length).toBeGreaterThan(0)
  expect(ours).toEqual(theirs)
})
