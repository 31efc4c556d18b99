import { SourceText } from '../../../engine/text/source-text.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  blockStatementOf,
  indentationAt,
  insertBefore,
  moveBefore,
  wholeLinesOf,
} from '../../../engine/lint/statements.ts'
import { loadParser, type SourceParser } from '../../../engine/syntax/parser.ts'
import { NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/syntax/tree.ts'
import { readAssets } from '../../support/assets.ts'
import { applyEdits } from '../../support/lint.ts'

let parser: SourceParser
beforeAll(async () => {
  parser = await loadParser(readAssets())
})

function parse(text: string): SyntaxTree {
  const parsed = parser.parse(text, 'c')
  if (!parsed.ok) throw new Error(parsed.reason)
  const tree = parsed.flatten()
  parsed.delete()
  return tree
}

/** The smallest node over the first occurrence of `part`. */
function find(tree: SyntaxTree, part: string): NodeId {
  const start = tree.text.indexOf(part)
  return tree.covering(start, start + part.length)
}

describe('blockStatementOf', () => {
  const statement = (body: string, part: string): string => {
    const tree = parse(`void f(void) { ${body} }`)
    return tree.textOf(blockStatementOf(tree, find(tree, part)))
  }

  test('gives the statement of the innermost block', () => {
    expect(statement('a(); if (x) { b(c()); }', 'c()')).toBe('b(c());')
    expect(statement('if ((p = fork()) == 0) { b(); }', 'fork()')).toBe('if ((p = fork()) == 0) { b(); }')
    expect(statement('switch (fork()) { case 0: b(); }', 'fork()')).toBe('switch (fork()) { case 0: b(); }')
  })

  test('gives nothing across a loop, a case or a label', () => {
    for (const body of [
      'while (x) b();',
      'for (; b(); ) ;',
      'do b(); while (x);',
      'switch (x) { case 0: b(); }',
      'l: b();',
    ]) {
      expect(statement(body, 'b()'), body).toBe('')
    }
    expect(blockStatementOf(parse('int x = b();'), 1)).toBe(NO_NODE)
  })
})

test('indentationAt gives the blanks before the first thing of the line', () => {
  expect(indentationAt(new SourceText('a\n \t x y'), 6)).toBe(' \t ')
  expect(indentationAt(new SourceText('\u00a0 x'), 2)).toBe('\u00a0 ')
  expect(indentationAt(new SourceText('x'), 0)).toBe('')
})

describe('wholeLinesOf', () => {
  const lines = (text: string, part: string): string | undefined => {
    const start = text.indexOf(part)
    const span = wholeLinesOf(new SourceText(text), { start, end: start + part.length })
    return span && text.slice(span.start, span.end)
  }

  test('takes comments behind the span along', () => {
    expect(lines('a;\n  b; // c\nd;\n', 'b;')).toBe('  b; // c\n')
    expect(lines('a;\r\n  b; /* c */ \r\nd;\r\n', 'b;')).toBe('  b; /* c */ \r\n')
    expect(lines('  b {\n  }\nd;\n', 'b {\n  }')).toBe('  b {\n  }\n')
  })

  test('refuses lines that hold something else, or no line end', () => {
    expect(lines('a; b;\n', 'b;')).toBeUndefined()
    expect(lines('b; c;\n', 'b;')).toBeUndefined()
    expect(lines('b; /* c */ d;\n', 'b;')).toBeUndefined()
    expect(lines('b;', 'b;')).toBeUndefined()
  })
})

describe('moveBefore', () => {
  const move = (body: string): string | undefined => {
    const text = `void f(void) {\n${body}\n}\n`
    const tree = parse(text)
    const at = (part: string): NodeId => blockStatementOf(tree, find(tree, part))
    const edits = moveBefore(tree, new SourceText(text), at('late('), at('early('))
    return edits && applyEdits(text, edits)
  }

  test('moves the lines with their indentation and comment', () => {
    expect(move('  early(s);\n  listen(s);\n  late(s, &on); // why')).toBe(
      'void f(void) {\n  late(s, &on); // why\n  early(s);\n  listen(s);\n}\n',
    )
  })

  test('refuses to carry a variable over what sets it', () => {
    expect(move('  early(s);\n  int on = 1;\n  late(s, &on);')).toBeUndefined()
    expect(move('  early(s);\n  on = 1;\n  late(s, &on);')).toBeUndefined()
    expect(move('  early(s);\n  get(&on);\n  late(s, &on);')).toBeUndefined()
    expect(move('  rc = early(s);\n  rc = late(s);')).toBeUndefined()
    expect(move('  early(s, rc);\n  rc = late(s);')).toBeUndefined()
  })

  test('refuses a directive in between, another block, a shared line and the wrong order', () => {
    expect(move('  early(s);\n#ifdef X\n  late(s);\n#endif')).toBeUndefined()
    expect(move('  early(s);\n  if (x) {\n  late(s);\n  }')).toBeUndefined()
    expect(move('  early(s); late(s);')).toBeUndefined()
    expect(move('  late(s);\n  early(s);')).toBeUndefined()
  })
})

describe('insertBefore', () => {
  const inserted = (text: string): string | undefined => {
    const tree = parse(text)
    let statement = find(tree, 'return')
    while (tree.textOf(statement) === 'return') statement = tree.parent(statement)
    const edits = insertBefore(tree, new SourceText(text), statement, ['close(s);', 's = -1;'])
    return edits === undefined ? undefined : applyEdits(text, edits)
  }

  test.each([
    [
      'in a block',
      'void f(void)\n{\n    return;\n}\n',
      'void f(void)\n{\n    close(s);\n    s = -1;\n    return;\n}\n',
    ],
    [
      'a branch on its own line gets braces',
      'void f(void)\n{\n\tif (x)\n\t\treturn;\n}\n',
      'void f(void)\n{\n\tif (x) {\n\t\tclose(s);\n\t\ts = -1;\n\t\treturn;\n\t}\n}\n',
    ],
    [
      'a branch behind its test gets braces',
      'void f(void)\n{\n    if (x) return;\n}\n',
      'void f(void)\n{\n    if (x) {\n        close(s);\n        s = -1;\n        return;\n    }\n}\n',
    ],
    [
      'with the line ends of the text',
      'void f(void)\r\n{\r\n    return;\r\n}\r\n',
      'void f(void)\r\n{\r\n    close(s);\r\n    s = -1;\r\n    return;\r\n}\r\n',
    ],
  ])('%s', (_, before, after) => {
    expect(inserted(before)).toBe(after)
  })

  test.each([
    ['another statement on its line', 'void f(void) { a(); return; }'],
    ['an else', 'void f(void)\n{\n    if (x)\n        return;\n    else\n        b();\n}\n'],
    ['a comment between', 'void f(void)\n{\n    if (x) /* why */\n        return;\n}\n'],
    ['a label', 'void f(void)\n{\nout:\n    return;\n}\n'],
  ])('nothing: %s', (_, text) => {
    expect(inserted(text)).toBeUndefined()
  })
})
