import { beforeAll, describe, expect, test } from 'vitest'
import { copiedText, isLengthTested, memberWritten } from '../../../engine/lint/copied-text.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../../../engine/syntax/tree.ts'
import { type FlowHarness, loadHarness } from '../flow/harness.ts'

let harness: FlowHarness
beforeAll(async () => {
  harness = await loadHarness()
})

/** What is told of the copies in a function that gets `a`, `path` and `n`: kind, length and bound. */
function copies(body: string): string[] {
  const text = `void f(struct sockaddr_un *a, const char *path, int n, int s) { char small[64]; ${body} close(s); }`
  const found: string[] = []
  const types: Record<string, { base: string; pointers: number; array: boolean }> = {
    path: { base: 'char', pointers: 1, array: false },
  }
  let tree: SyntaxTree | undefined
  tree = harness.parse(text)
  const typeOf = (node: NodeId): (typeof types)[string] | undefined => types[tree.textOf(node)]
  harness.run(text, {
    listener: (name, event) => {
      const copy = name === 'called' && 'row' in event ? copiedText(event, { tree, typeOf }) : undefined
      if (copy === undefined) return
      const bound = copy.isMeasured ? 'measured' : copy.bound === null ? '' : `${copy.bound.low}-${copy.bound.high}`
      found.push(`${copy.kind} ${copy.length.low}-${copy.length.high} ${bound}`.trim())
    },
  })
  return found
}

describe('copiedText', () => {
  test.each([
    ['strcpy(a->sun_path, "/tmp/s");', 'whole 6-6'],
    ['strcpy(a->sun_path, "\u00e9");', 'whole 2-2'],
    ['strcpy(a->sun_path, path);', 'whole 0-Infinity'],
    ['strcpy(a->sun_path, small);', 'whole 0-63'],
    ['strncpy(a->sun_path, path, sizeof a->sun_path);', 'bounded 0-Infinity 92-108'],
    ['strncpy(a->sun_path, path, sizeof(a->sun_path) - 1);', 'bounded 0-Infinity'],
    ['memcpy(a->sun_path, path, strlen(path) + 1);', 'bytes 0-Infinity measured'],
    ['sprintf(a->sun_path, "/tmp/%d.s", n);', 'formatted 8-18'],
    ['sprintf(a->sun_path, "%s/s%%", path);', 'formatted 3-Infinity'],
    ['sprintf(a->sun_path, "%.5s", path);', 'formatted 0-5'],
  ])('%s', (body, expected) => {
    expect(copies(body)).toEqual([expected])
  })

  test('says nothing of a source of which nothing is known', () => {
    expect(copies('strcpy(a->sun_path, PATH); strcpy(a->sun_path, NULL); sprintf(a->sun_path, "%*d", n, n);')).toEqual(
      [],
    )
  })
})

describe('isLengthTested', () => {
  function isTested(before: string): boolean {
    const tree = harness.parse(`void f(char *to, char *path, int n) { ${before} strcpy(to, path); }`)
    const call = tree.ancestor(
      tree.covering(tree.text.indexOf('to, path)'), tree.text.indexOf('to, path)') + 2),
      Kind.call_expression,
    )
    const source = tree.namedChildren(tree.child(call, Field.arguments))[1] ?? NO_NODE
    return isLengthTested(tree, call, source)
  }

  test.each([
    'if (strlen(path) > 90) return;',
    'int l = strlen(path); if (l > 90) return;',
    'if (n > sizeof to) return;',
    'if (n >= UNIX_PATH_MAX) return;',
  ])('%s', (before) => {
    expect(isTested(before)).toBe(true)
  })

  test.each(['', 'if (n > 1) return;', 'int l = strlen(path);', 'if (strlen(other) > 90) return;'])(
    'not: %s',
    (before) => {
      expect(isTested(before)).toBe(false)
    },
  )
})

test('memberWritten', () => {
  const of = (argument: string): string => {
    const tree = harness.parse(`void f(void) { g(${argument}); }`)
    const start = tree.text.indexOf(argument)
    const written = memberWritten(tree, tree.covering(start, start + argument.length))
    return written === null ? 'none' : `${tree.textOf(written.member)} ${written.name} ${written.offset}`
  }
  expect(['a.m', '(char *)a->m', '&a.m[2]', 'a.m + 1', 'm', 'a.m + n'].map(of)).toEqual([
    'a.m m 0',
    'a->m m 0',
    'a.m m 2',
    'a.m m 1',
    'none',
    'none',
  ])
})
