/** The import graph holds the table of ARCHITECTURE.md, and the checker sees a wrong import. */
import { describe, expect, test } from 'vitest'
import { importsOf, violations } from './imports.ts'
import { sourceTexts } from './sources.ts'

const sources = sourceTexts(['{grammars,engine,rules,configuration,server,cli,client}/**/*.ts'])

test('every layer imports only what it may', () => {
  // Guards the glob itself: an empty graph has no wrong import.
  for (const folder of ['grammars', 'engine', 'rules', 'configuration', 'server', 'cli', 'client']) {
    expect(
      [...sources.keys()].some((path) => path.startsWith(`${folder}/`)),
      folder,
    ).toBe(true)
  }
  expect(violations(sources)).toEqual([])
})

describe('the checker', () => {
  const check = (file: string, ...lines: string[]): string[] => violations(new Map([[file, lines.join('\n')]]))

  test.each([
    ['engine/text/span.ts', "import { Kind } from '../syntax/tree.ts'", 'text lies below syntax'],
    ['engine/flow/cfg.ts', "import type { Rule } from '../lint/rule.ts'", 'flow lies below lint'],
    ['engine/preprocess/view.ts', "export * from '../flow/cfg.ts'", 'preprocess lies below flow'],
    ['engine/model/index.ts', "const x = await import('../flow/cfg.ts')", 'model lies below flow'],
    ['engine/lint/run.ts', "import { rules } from '../../rules/index.ts'", 'the engine imports only grammars'],
    ['engine/lint/run.ts', "import { x } from '../index.ts'", 'no layer imports a facade'],
    ['engine/extra/x.ts', "import { x } from '../text/span.ts'", 'no layer of the engine'],
    ['engine/lint/run.ts', "import { readFileSync } from 'node:fs'", 'no IO'],
    ['engine/lint/run.ts', "import { readFileSync } from 'fs'", 'no IO'],
    ['engine/flow/cfg.ts', "import Parser from 'web-tree-sitter'", 'only engine/syntax may import'],
    ['rules/bind/a/rule.ts', "import b from '../b/rule.ts'", 'rules do not import each other'],
    ['rules/bind/a/rule.ts', "import { x } from '../../../engine/flow/cfg.ts'", 'only engine/rule-api.ts'],
    ['rules/bind/a/rule.ts', "import { x } from '../../../engine/index.ts'", 'only engine/rule-api.ts'],
    ['rules/bind/a/rule.ts', "import { join } from 'path'", 'no IO'],
    ['server/core.ts', "import { x } from '../engine/flow/cfg.ts'", 'engine/index.ts and rules/index.ts only'],
    ['server/core.ts', "import { x } from '../cli/lint.ts'", 'engine/index.ts and rules/index.ts only'],
    ['server/core.ts', "import * as vscode from 'vscode'", 'only client may import'],
    ['cli/lint.ts', "import { Diagnostic } from 'vscode-languageserver/node'", 'only server may import'],
    ['cli/lint.ts', "import { x } from '../client/node.ts'", 'the server only'],
    ['configuration/a.ts', "import { x } from '../server/core.ts'", 'engine/index.ts only'],
    ['configuration/a.ts', "import { readFileSync } from 'node:fs'", 'no IO'],
    ['rules/bind/a/rule.ts', "import { x } from '../../../configuration/a.ts'", 'only engine/rule-api.ts'],
    ['client/common.ts', "import { x } from '../server/protocol.ts'", 'takes only types'],
    ['client/common.ts', "import { type A, b } from '../server/protocol.ts'", 'takes only types'],
    ['client/common.ts', "import type { A } from '../server/core.ts'", 'server/protocol.ts only'],
    ['client/common.ts', "import type { A } from '../engine/index.ts'", 'server/protocol.ts only'],
    ['client/common.ts', "import type { A } from './other'", 'relative imports end in .ts'],
    ['grammars/kinds.ts', "import { x } from '../engine/index.ts'", 'grammars import nothing of ours'],
  ])('refuses in %s: %s', (file, line, why) => {
    expect(check(file, '// a comment', line)).toEqual([expect.stringMatching(new RegExp(`^${file}:2: `))])
    expect(check(file, line)[0]).toContain(why)
  })

  test.each([
    ['engine/lint/run.ts', "import { x } from '../flow/cfg.ts'"],
    ['engine/syntax/tree.ts', "import { Kind } from '../../grammars/kinds.ts'"],
    ['engine/syntax/parser.ts', "import { Parser } from 'web-tree-sitter'"],
    ['engine/preprocess/view.ts', "import type { Platform } from '../text/platform.ts'"],
    ['engine/index.ts', "export * from './lint/project.ts'"],
    ['rules/bind/a/rule.ts', "import { defineRule } from '../../../engine/rule-api.ts'"],
    ['rules/generated/registry.ts', "import a from '../bind/a/rule.ts'"],
    ['server/node.ts', "import { createConnection } from 'vscode-languageserver/node'"],
    ['server/node.ts', "import { readFile } from 'node:fs/promises'"],
    ['cli/main.ts', "import { rules } from '../rules/index.ts'"],
    ['cli/main.ts', "import { x } from '../configuration/jsonc.ts'"],
    ['server/core.ts', "import { x } from '../configuration/jsonc.ts'"],
    ['configuration/a.ts', "import ignore from 'ignore'"],
    ['client/common.ts', "import type { A } from '../server/protocol.ts'"],
    ['client/common.ts', "import { type A } from '../server/protocol.ts'"],
    ['scripts/x.ts', "import { x } from '../engine/flow/cfg.ts'"],
  ])('allows in %s: %s', (file, line) => {
    expect(check(file, line)).toEqual([])
  })

  test('sees every form of import, and none in comments and strings', () => {
    const text = [
      "import './a.ts'",
      "import type { B } from './b.ts'",
      "import c, { type D } from './c.ts'",
      "export { d } from './d.ts'",
      "export type { E } from './e.ts'",
      "let f: import('./f.ts').F",
      "void import('./g.ts')",
      "const h = require('./h.ts')",
      "// import './not.ts'",
      'const text = "import \'./not.ts\'"',
    ].join('\n')
    expect(importsOf(text).map((each) => `${each.line} ${each.specifier} ${each.typeOnly ? 'type' : 'value'}`)).toEqual(
      [
        '1 ./a.ts value',
        '2 ./b.ts type',
        '3 ./c.ts value',
        '4 ./d.ts value',
        '5 ./e.ts type',
        '6 ./f.ts type',
        '7 ./g.ts value',
        '8 ./h.ts value',
      ],
    )
  })
})
