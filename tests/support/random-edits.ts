/** Random edits of C text as people and tools make them; the same seed gives the same edits on every machine. */

/** Puts `insert` in the place of `remove` units at `at`; both are cut to the text they meet. */
export interface RandomEdit {
  readonly at: number
  readonly remove: number
  readonly insert: string
}

/** A number from 0 up to, without, `below`. */
export type Random = (below: number) => number

export function applied(text: string, { at, remove, insert }: RandomEdit): string {
  const start = Math.min(at, text.length)
  return text.slice(0, start) + insert + text.slice(start + remove)
}

const SNIPPETS = [
  '{',
  '}',
  '(',
  ')',
  ';',
  '"',
  '/*',
  '*/',
  '//',
  '\\\n',
  '\n',
  'é',
  '𝒳',
  '#ifdef _WIN32\n',
  '#else\n',
  '#endif\n',
  '#if defined(FOO) && BAR > 2\n',
  '#define close closesocket\n',
  'if (x) ',
  'else ',
  'while (1) ',
  'goto out;',
  'out: ',
  'return -1;',
  'break;',
  'close(s);',
  'closesocket(s);',
  's = socket(AF_INET, SOCK_STREAM, 0);',
  'setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);',
  'static int helper(int s) { if (s < 0) return -1; close(s); return 0; }\n',
  '\n#ifdef _WIN32\nint only_windows(SOCKET s) { return closesocket(s); }\n#else\nint only_posix(int s) { return close(s); }\n#endif\n',
]

/**
 * `count` edits, each of the text as those before it left it: characters, tokens, lines and functions that are typed,
 * deleted, doubled or replaced, conditionals around lines, unbalanced braces; one in six takes the one before it back.
 */
export function randomEdits(text: string, random: Random, count: number): RandomEdit[] {
  const edits: RandomEdit[] = []
  let current = text
  let undo: RandomEdit | null = null
  for (let i = 0; i < count; i++) {
    const edit: RandomEdit = undo !== null && random(6) === 0 ? undo : oneEdit(current, random)
    const start = Math.min(edit.at, current.length)
    undo = { at: start, remove: edit.insert.length, insert: current.slice(start, start + edit.remove) }
    current = applied(current, edit)
    edits.push(edit)
  }
  return edits
}

function oneEdit(text: string, random: Random): RandomEdit {
  const at = random(text.length + 1)
  const snippet = SNIPPETS[random(SNIPPETS.length)] ?? ''
  const [from, to] = random(2) === 0 ? around(text, at, /\w+|\s+|[^\w\s]/g) : around(text, at, /[^\n]*\n?/g)
  switch (random(8)) {
    case 0:
      return { at, remove: 0, insert: snippet }
    case 1:
      return { at, remove: 1 + random(3), insert: '' }
    case 2:
      return { at: from, remove: to - from, insert: '' }
    case 3:
      return { at: from, remove: to - from, insert: snippet }
    case 4:
      return { at: from, remove: 0, insert: text.slice(from, to) }
    case 5: {
      const [start, end] = around(text, at, /[^\n]*\n?/g)
      return { at: start, remove: end - start, insert: `#ifdef _WIN32\n${text.slice(start, end)}#endif\n` }
    }
    case 6: {
      const [start, end] = around(text, at, /[^]*?\n\}\n|[^]+$/g)
      return { at: start, remove: end - start, insert: random(2) === 0 ? '' : text.slice(start, end).repeat(2) }
    }
    default:
      return { at: from, remove: 0, insert: `${snippet}\n` }
  }
}

/** The match that holds the offset: a token, a line, a function. */
function around(text: string, at: number, pattern: RegExp): [number, number] {
  for (const { index, 0: whole } of text.matchAll(pattern)) {
    if (whole !== '' && index <= at && at < index + whole.length) return [index, index + whole.length]
  }
  return [text.length, text.length]
}

/** A shortest list of edits for which `fails` still holds, found by leaving out what is not needed. */
export async function shrunk(
  edits: readonly RandomEdit[],
  fails: (edits: readonly RandomEdit[]) => Promise<boolean>,
): Promise<readonly RandomEdit[]> {
  let current = edits
  for (let size = Math.ceil(edits.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < current.length; ) {
      const without = [...current.slice(0, from), ...current.slice(from + size)]
      if (await fails(without)) current = without
      else from += size
    }
  }
  return current
}

/** The same list in an order that the numbers decide (Fisher and Yates). */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const result = [...list]
  for (let i = result.length - 1; i > 0; i--) {
    const j = random(i + 1)
    const kept = result[i] as T
    result[i] = result[j] as T
    result[j] = kept
  }
  return result
}
