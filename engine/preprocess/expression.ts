/** The expressions of #if and #elif, as written: nothing is expanded or evaluated here. */
export type Expression =
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'defined'; readonly name: string }
  /** `KERNEL_VERSION(2, 6, 0)`, `__has_builtin(x)`: `argument` is the text between the parentheses. */
  | { readonly kind: 'call'; readonly name: string; readonly argument: string }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'unary'; readonly operator: '-' | '+' | '~'; readonly operand: Expression }
  | { readonly kind: 'all'; readonly operands: readonly Expression[] }
  | { readonly kind: 'any'; readonly operands: readonly Expression[] }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'choice'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  /** Not an expression, or one beyond the bounds; `text` stands for it. */
  | { readonly kind: 'unreadable'; readonly text: string }

export type BinaryOperator =
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '<<'
  | '>>'
  | '<'
  | '>'
  | '<='
  | '>='
  | '=='
  | '!='
  | '&'
  | '^'
  | '|'

/** Longer or deeper conditions are unreadable: no condition may cost more than it is worth. */
const MAX_TOKENS = 1024
const MAX_DEPTH = 200

const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  '*': 10,
  '/': 10,
  '%': 10,
  '+': 9,
  '-': 9,
  '<<': 8,
  '>>': 8,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '==': 6,
  '!=': 6,
  '&': 5,
  '^': 4,
  '|': 3,
}

/** The alternative spellings of C++; in C they are ordinary names unless iso646.h is included. */
const CPP_WORDS: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  not_eq: '!=',
  bitand: '&',
  bitor: '|',
  xor: '^',
  compl: '~',
}

const TOKEN =
  /\s+|(?<number>\.?\d(?:[eEpP][+-]|'(?=\w)|[\w.])*)|(?<name>(?:[A-Za-z_$]|[^\x00-\x7f])(?:[\w$]|[^\x00-\x7f])*)|(?<character>'(?:[^'\\]|\\.)')|(?<mark>&&|\|\||<<|>>|[<>=!]=|[-+*/%<>!~&^|?:()])/uy

interface Token {
  readonly kind: 'number' | 'name' | 'character' | 'mark'
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Parses a condition (comments and continuations already gone). Never fails: see `unreadable`. */
export function parseExpression(text: string, language: 'c' | 'cpp'): Expression {
  const unreadable: Expression = { kind: 'unreadable', text: text.replace(/\s+/g, ' ').trim() }
  const tokens = tokenise(text, language)
  if (tokens === null || tokens.length === 0 || tokens.length > MAX_TOKENS) return unreadable
  const parser = new Parser(text, tokens)
  return parser.whole() ?? unreadable
}

function tokenise(text: string, language: 'c' | 'cpp'): Token[] | null {
  const tokens: Token[] = []
  let hasHeader = false
  let i = 0
  while (i < text.length) {
    if (hasHeader) {
      // The operand of __has_include is a header name, not tokens.
      const operand = /^\s*\(\s*(?:<[^>]*>|"[^"]*")\s*\)/.exec(text.slice(i, i + 400))?.[0]
      hasHeader = false
      if (operand !== undefined) {
        tokens.push({ kind: 'mark', text: 'header', start: i, end: i + operand.length })
        i += operand.length
        continue
      }
    }
    TOKEN.lastIndex = i
    const match = TOKEN.exec(text)
    if (match === null) return null
    const groups = match.groups ?? {}
    const end = i + match[0].length
    const alternative = language === 'cpp' && Object.hasOwn(CPP_WORDS, match[0]) ? CPP_WORDS[match[0]] : undefined
    if (alternative !== undefined) tokens.push({ kind: 'mark', text: alternative, start: i, end })
    else if (groups['number'] !== undefined) tokens.push({ kind: 'number', text: match[0], start: i, end })
    else if (groups['name'] !== undefined) {
      tokens.push({ kind: 'name', text: match[0], start: i, end })
      hasHeader = match[0] === '__has_include' || match[0] === '__has_include_next' || match[0] === '__has_embed'
    } else if (groups['character'] !== undefined) tokens.push({ kind: 'character', text: match[0], start: i, end })
    else if (groups['mark'] !== undefined) tokens.push({ kind: 'mark', text: match[0], start: i, end })
    i = end
  }
  return tokens
}

/** Recursive descent with a bounded depth; every method gives null when the text is not an expression. */
class Parser {
  private at = 0
  private depth = 0

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {}

  whole(): Expression | null {
    const expression = this.choice()
    return this.at === this.tokens.length ? expression : null
  }

  private mark(): string {
    const token = this.tokens[this.at]
    return token?.kind === 'mark' ? token.text : ''
  }

  private take(mark: string): boolean {
    if (this.mark() !== mark) return false
    this.at++
    return true
  }

  private choice(): Expression | null {
    if (++this.depth > MAX_DEPTH) return null
    const test = this.any()
    let result = test
    if (test !== null && this.take('?')) {
      const yes = this.choice()
      const no = yes !== null && this.take(':') ? this.choice() : null
      result = yes !== null && no !== null ? { kind: 'choice', test, yes, no } : null
    }
    this.depth--
    return result
  }

  private any(): Expression | null {
    return this.series('||', 'any', () => this.series('&&', 'all', () => this.binary(0)))
  }

  private series(mark: '||' | '&&', kind: 'any' | 'all', next: () => Expression | null): Expression | null {
    const first = next()
    if (first === null || this.mark() !== mark) return first
    const operands = [first]
    while (this.take(mark)) {
      const operand = next()
      if (operand === null) return null
      operands.push(operand)
    }
    return { kind, operands }
  }

  private binary(minimum: number): Expression | null {
    let left = this.unary()
    while (left !== null) {
      const operator = this.mark()
      if (!isBinary(operator) || PRECEDENCE[operator] <= minimum) break
      this.at++
      const right = this.binary(PRECEDENCE[operator])
      if (right === null) return null
      left = { kind: 'binary', operator, left, right }
    }
    return left
  }

  private unary(): Expression | null {
    const operators: ('!' | '-' | '+' | '~')[] = []
    for (let mark = this.mark(); mark === '!' || mark === '-' || mark === '+' || mark === '~'; mark = this.mark()) {
      operators.push(mark)
      this.at++
    }
    if (operators.length > MAX_DEPTH) return null
    let operand = this.primary()
    for (const operator of operators.reverse()) {
      if (operand === null) return null
      operand = operator === '!' ? { kind: 'not', operand } : { kind: 'unary', operator, operand }
    }
    return operand
  }

  private primary(): Expression | null {
    const token = this.tokens[this.at]
    if (token === undefined) return null
    this.at++
    switch (token.kind) {
      case 'number':
        return readNumber(token.text)
      case 'character':
        return readCharacter(token.text)
      case 'name':
        if (token.text === 'defined') return this.defined()
        return this.mark() === '(' || this.mark() === 'header'
          ? this.call(token.text)
          : { kind: 'name', name: token.text }
      case 'mark': {
        if (token.text !== '(') return null
        const inner = this.choice()
        return inner !== null && this.take(')') ? inner : null
      }
    }
  }

  private defined(): Expression | null {
    const open = this.take('(')
    const token = this.tokens[this.at]
    if (token?.kind !== 'name') return null
    this.at++
    return open && !this.take(')') ? null : { kind: 'defined', name: token.text }
  }

  private call(name: string): Expression | null {
    const open = this.tokens[this.at]
    if (open === undefined) return null
    if (open.text === 'header') {
      this.at++
      const operand = this.text.slice(open.start, open.end).trim()
      return { kind: 'call', name, argument: operand.slice(1, -1).trim() }
    }
    let depth = 0
    for (; this.at < this.tokens.length; this.at++) {
      const mark = this.mark()
      if (mark === '(') depth++
      else if (mark === ')' && --depth === 0) break
    }
    const close = this.tokens[this.at]
    if (close === undefined) return null
    this.at++
    return { kind: 'call', name, argument: this.text.slice(open.end, close.start).replace(/\s+/g, ' ').trim() }
  }
}

function isBinary(mark: string): mark is BinaryOperator {
  return Object.hasOwn(PRECEDENCE, mark)
}

/** An integer literal; floating-point and absurdly long ones are no preprocessor numbers. */
function readNumber(text: string): Expression | null {
  const digits = text.replace(/'/g, '').replace(/(?:[uU]|[lL]{1,2}|[zZ]|i64|I64){1,2}$/, '')
  if (digits.length > 40) return null
  if (/^0[xX][\da-fA-F]+$|^0[bB][01]+$|^(?:0|[1-9]\d*)$/.test(digits)) return { kind: 'number', value: BigInt(digits) }
  if (/^0[0-7]+$/.test(digits)) return { kind: 'number', value: BigInt(`0o${digits.slice(1)}`) }
  return null
}

function readCharacter(text: string): Expression | null {
  const inner = text.slice(1, -1)
  if (inner.startsWith('\\')) return inner === '\\0' ? { kind: 'number', value: 0n } : null
  return { kind: 'number', value: BigInt(inner.codePointAt(0) ?? 0) }
}

/** The expression in one canonical spelling: equal expressions give equal texts. */
export function spell(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value)
    case 'name':
      return expression.name
    case 'defined':
      return `defined(${expression.name})`
    case 'call':
      return `${expression.name}(${expression.argument})`
    case 'not':
      return `!${spell(expression.operand)}`
    case 'unary':
      return `${expression.operator}${spell(expression.operand)}`
    case 'all':
      return `(${expression.operands.map(spell).join(' && ')})`
    case 'any':
      return `(${expression.operands.map(spell).join(' || ')})`
    case 'binary':
      return `(${spell(expression.left)} ${expression.operator} ${spell(expression.right)})`
    case 'choice':
      return `(${spell(expression.test)} ? ${spell(expression.yes)} : ${spell(expression.no)})`
    case 'unreadable':
      return expression.text
  }
}
