import { exactly, integer, UNKNOWN, type Value } from './values.ts'

/** Gives the value of a name inside a macro's replacement text; undefined when nobody knows it. */
export type NameValue = (name: string) => Value | undefined

const TOKEN =
  /\s*(0[xX][0-9a-fA-F']+[uUlL]*|0[bB][01']+[uUlL]*|\d[\d']*[uUlLzZ]*|'(?:\\.|[^'\\])'|"(?:\\.|[^"\\])*"|[A-Za-z_]\w*|<<|>>|[-+*/%&|^~!()])/y

/** Words of integer types: only with these is `(name) - 1` a cast of -1 and no difference. */
const NUMBER_TYPE = /^(?:unsigned|signed|char|short|int|long|[a-z]\w*_t|SOCKET)$/

/** Reads an integer literal of C; undefined for floating point and anything else. */
export function numberLiteral(text: string): number | undefined {
  // The grammars take the sign of `== -1` into the literal.
  const sign = /^[-+]/.exec(text)?.[0]
  if (sign !== undefined) {
    const number = numberLiteral(text.slice(1))
    return number === undefined ? undefined : sign === '-' ? 0 - number : number
  }
  const digits = text.replace(/'/g, '').replace(/[uUlLzZ]+$/, '')
  if (/^0[xX][0-9a-fA-F]+$/.test(digits) || /^0[bB][01]+$/.test(digits)) return Number(digits)
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8)
  return /^\d+$/.test(digits) ? Number(digits) : undefined
}

/** The characters of a string literal, with the escapes that occur in addresses and names resolved. */
export function stringLiteral(text: string): string {
  return text
    .replace(/^[A-Za-z0-9]*"/, '')
    .replace(/"$/, '')
    .replace(/\\(["\\'])/g, '$1')
}

/**
 * Value of a constant expression given as text, such as a macro's replacement `(BASE + 1)` or `htons(8080)`'s argument.
 * Casts to type names are skipped. Unknown for anything else.
 */
export function constantText(text: string, nameValue: NameValue): Value {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  const source = text.trim()
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source)
    if (match === null) return UNKNOWN
    tokens.push(match[1] as string)
    if (tokens.length > 64) return UNKNOWN
  }
  let at = 0
  const LEVELS: readonly (readonly string[])[] = [['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '%']]
  const binary = (level: number): Value => {
    const operators = LEVELS[level]
    if (operators === undefined) return unary()
    let left = binary(level + 1)
    while (at < tokens.length && operators.includes(tokens[at] as string)) {
      const operator = tokens[at++] as string
      left = arithmetic(operator, left, binary(level + 1))
    }
    return left
  }
  const unary = (): Value => {
    const token = tokens[at]
    if (token === '-' || token === '~' || token === '+' || token === '!') {
      at++
      const number = exactly(unary())
      if (number === null) return UNKNOWN
      return integer(
        token === '-' ? -number : token === '~' ? ~number : token === '!' ? (number === 0 ? 1 : 0) : number,
      )
    }
    if (token === '(') {
      const close = tokens.indexOf(')', at)
      const inside = tokens.slice(at + 1, close)
      // `(SOCKET) ~0`: names alone in parentheses before another operand are a cast.
      const next = tokens[close + 1]
      const isCast =
        inside.length > 0 &&
        inside.every((t) => /^[A-Za-z_]\w*$|^\*$/.test(t)) &&
        next !== undefined &&
        (/^[\w"'(~!]/.test(next) || (/^[-+]/.test(next) && inside.every((t) => NUMBER_TYPE.test(t)))) &&
        !inside.some((t) => nameValue(t) !== undefined)
      if (isCast) {
        at = close + 1
        return unary()
      }
      at++
      const value = binary(0)
      if (tokens[at] !== ')') return UNKNOWN
      at++
      return value
    }
    if (token === undefined) return UNKNOWN
    at++
    if (token.startsWith('"')) return { kind: 'text', text: stringLiteral(token) }
    if (token.startsWith("'")) return token.length === 3 ? integer(token.charCodeAt(1)) : UNKNOWN
    const number = numberLiteral(token)
    if (number !== undefined) return integer(number)
    return /^[A-Za-z_]/.test(token) ? (nameValue(token) ?? UNKNOWN) : UNKNOWN
  }
  const value = binary(0)
  return at === tokens.length ? value : UNKNOWN
}

/**
 * Exact integer arithmetic of C on 32-bit quantities as far as constants need it; unknown otherwise, except that a number
 * made of one in host order is in host order.
 */
export function arithmetic(operator: string, a: Value, b: Value): Value {
  const orders = [a, b].map((value) => (value.kind === 'integer' ? value.order : null))
  // The bytes of such a number are not those of the number meant.
  if (orders.some((order) => order === 'network' || order === 'twice')) return UNKNOWN
  const result = plainArithmetic(operator, a, b)
  if (!orders.includes('host')) return result
  return result.kind === 'integer' ? { ...result, order: 'host' } : integer(-Infinity, Infinity, 'host')
}

function plainArithmetic(operator: string, a: Value, b: Value): Value {
  const left = exactly(a)
  const right = exactly(b)
  if (left === null || right === null) return UNKNOWN
  switch (operator) {
    case '+':
      return integer(left + right)
    case '-':
      return integer(left - right)
    case '*':
      return integer(left * right)
    case '/':
      return right === 0 ? UNKNOWN : integer(Math.trunc(left / right))
    case '%':
      return right === 0 ? UNKNOWN : integer(left % right)
    case '|':
      return bitwise(left, right, (a, b) => a | b)
    case '&':
      return bitwise(left, right, (a, b) => a & b)
    case '^':
      return bitwise(left, right, (a, b) => a ^ b)
    case '<<':
      return right >= 0 && right < 31 ? integer(left * 2 ** right) : UNKNOWN
    case '>>':
      return right >= 0 && right < 31 ? integer(Math.floor(left / 2 ** right)) : UNKNOWN
    default:
      return UNKNOWN
  }
}

/** Bits of 32-bit quantities: of `int` when both fit, of `unsigned` when neither is negative; else unknown. */
function bitwise(left: number, right: number, operate: (a: number, b: number) => number): Value {
  const low = Math.min(left, right)
  const high = Math.max(left, right)
  if (low >= -(2 ** 31) && high < 2 ** 31) return integer(operate(left, right))
  return low >= 0 && high < 2 ** 32 ? integer(operate(left, right) >>> 0) : UNKNOWN
}
