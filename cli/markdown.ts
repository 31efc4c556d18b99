import { lexer, type MarkedToken, type Token } from 'marked'
import pc from 'picocolors'
import { joinsWithoutSpace, padded, widthOf } from './width.ts'

type Paint = ReturnType<typeof pc.createColors>

/** Markdown as the rules' pages use it, for a terminal: code indented, tables aligned, links written out. */
export function renderMarkdown(markdown: string, paint: Paint): string {
  return blocks(lexer(markdown), paint)
}

type TokenOf<K extends MarkedToken['type']> = Extract<MarkedToken, { type: K }>

function is<K extends MarkedToken['type']>(token: Token, type: K): token is TokenOf<K> {
  return token.type === type
}

function blocks(tokens: readonly Token[], paint: Paint): string {
  return tokens
    .map((token) => block(token, paint))
    .filter((text) => text !== '')
    .join('\n\n')
}

function block(token: Token, paint: Paint): string {
  if (is(token, 'space') || is(token, 'def')) return ''
  if (is(token, 'code')) return indented(paint.cyan(token.text), '    ')
  if (is(token, 'heading')) return paint.bold(inline(token.tokens, paint))
  if (is(token, 'blockquote')) return indented(blocks(token.tokens, paint), '│ ')
  if (is(token, 'list')) return list(token, paint)
  if (is(token, 'table')) return table(token, paint)
  if (is(token, 'hr')) return '─'.repeat(20)
  if (is(token, 'paragraph')) return inline(token.tokens, paint)
  if (is(token, 'text') && token.tokens !== undefined) return inline(token.tokens, paint)
  return token.raw.trim()
}

function list(token: TokenOf<'list'>, paint: Paint): string {
  return token.items
    .map((item, index) => {
      const mark = token.ordered ? `${Number(token.start) + index}. ` : '• '
      const text = item.loose ? blocks(item.tokens, paint) : item.tokens.map((part) => block(part, paint)).join('\n')
      return mark + indented(text, ' '.repeat(mark.length)).trimStart()
    })
    .join('\n')
}

function table(token: TokenOf<'table'>, paint: Paint): string {
  // Widths are counted on text without escape sequences, so cells stay unpainted.
  const plain = pc.createColors(false)
  const rows = [token.header, ...token.rows].map((row) => row.map((cell) => inline(cell.tokens, plain)))
  const widths = token.header.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const [head = '', ...body] = lines
  return [paint.bold(head), widths.map((width) => '─'.repeat(width)).join('  '), ...body].join('\n')
}

function inline(tokens: readonly Token[], paint: Paint): string {
  return tokens.map((token) => inlinePart(token, paint)).join('')
}

function inlinePart(token: Token, paint: Paint): string {
  if (is(token, 'strong')) return paint.bold(inline(token.tokens, paint))
  if (is(token, 'em')) return paint.italic(inline(token.tokens, paint))
  if (is(token, 'codespan')) return paint.cyan(token.text)
  if (is(token, 'br')) return '\n'
  if (is(token, 'image')) return token.text
  if (is(token, 'link')) {
    const text = inline(token.tokens, paint)
    return text === token.href ? text : `${text} ${paint.dim(`<${token.href}>`)}`
  }
  if (is(token, 'text') && token.tokens !== undefined) return inline(token.tokens, paint)
  if (is(token, 'text') || is(token, 'escape')) return unwrapped(token.text)
  return token.raw
}

/** A paragraph's line breaks are spaces, and between Japanese characters nothing; the terminal wraps by itself. */
function unwrapped(text: string): string {
  return text.replace(/(.)\n(.)/gu, (_, before: string, after: string) =>
    joinsWithoutSpace(before, after) ? before + after : `${before} ${after}`,
  )
}

function indented(text: string, indent: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : indent + line))
    .join('\n')
}
