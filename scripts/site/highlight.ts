import { escape } from './html.ts'

const KEYWORDS = new Set(
  'alignas auto bool break case catch char class const constexpr continue default delete do double else enum extern false float for goto if inline int long namespace new nullptr operator private protected public register return short signed sizeof static struct switch template this throw true try typedef typename union unsigned using virtual void volatile while'.split(
    ' ',
  ),
)

const TOKEN =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?<directive>^[ \t]*#[ \t]*\w+)|(?<word>[A-Za-z_]\w*)|(?<number>\b(?:0[xX][\da-fA-F]+|\d[\d.]*)\w*)/gm

/** C and C++ as HTML with what is not code set apart. Only colours depend on it, so being right most of the time is enough. */
export function highlightC(code: string): string {
  let html = ''
  let at = 0
  for (const match of code.matchAll(TOKEN)) {
    const [text] = match
    const { comment, string, directive, word, number } = match.groups ?? {}
    const kind =
      comment !== undefined
        ? 'comment'
        : string !== undefined
          ? 'string'
          : directive !== undefined || (word !== undefined && KEYWORDS.has(word))
            ? 'keyword'
            : number !== undefined
              ? 'number'
              : null
    html += escape(code.slice(at, match.index))
    html += kind === null ? escape(text) : `<span class="${kind}">${escape(text)}</span>`
    at = match.index + text.length
  }
  return html + escape(code.slice(at))
}
