import type { Directive } from './directives.ts'
import { isOldStylePointer } from './old-style.ts'
import {
  ATTRIBUTE_CALLS,
  ATTRIBUTE_WORD,
  CAPITALS,
  CAPITAL_TYPES,
  CLASS_TRAILING,
  CONVENTIONS,
  DECLARATION_WRAPPERS,
  EXPORT_LIKE,
  FORMAT_MACRO,
  LOOP,
  MESSAGE_MAP_ENTRY,
  NO_RETURN,
  PROTOTYPES,
  QUALIFIERS,
  SAL,
  STATEMENTS,
  TAKES_TYPE,
  TRAILING,
  TYPE_WRAPPERS,
  isListed,
} from './rewrite-list.ts'
import { continuationAt, isBlank, isForeignSpace, isIdentifierStart, skipComment, skipIdentifier } from './scan.ts'
import { TextEdits } from './text-edits.ts'

/**
 * Makes macro-shaped noise parseable without changing the length of the text or a line break: attribute macros
 * become spaces, loops written as macros become `while`, white space no compiler takes becomes plain spaces, and
 * functions in the form of K&R lose the `*` of a result that is a pointer.
 * The lists are in rewrite-list.ts. A word that the file itself defines as more than an attribute is left alone, and
 * nothing is done that could turn a conditional statement into an unconditional one. Directives keep their words.
 */
export function rewriteNoise(text: string, directives: readonly Directive[]): string {
  return new Rewriter(text, directives).run()
}

const MAX_WORD = 80

/** Bodies that make a listed word more than an attribute. */
const MEANS_MORE =
  /[;={}]|\b(?:if|else|for|while|do|switch|case|return|goto|break|continue|int|char|void|short|long|unsigned|signed|float|double|struct|union|enum|typedef)\b/
const CONTROLS_FLOW = /\b(?:if|else|for|while|do|switch|case|return|goto|break|continue)\b/

/** Behind these a word is an operand or a label, never the start of a declaration. */
const NOT_BEFORE_A_DECLARATION = new Set([
  'return',
  'goto',
  'case',
  'else',
  'do',
  'sizeof',
  'throw',
  'new',
  'delete',
  'defined',
])

const STATEMENT_WORDS = new Set(
  'return goto case else do if while for switch sizeof throw new delete default break continue operator'.split(' '),
)

const TYPE_WORDS = new Set(
  'void char short int long float double signed unsigned const volatile struct union enum bool auto'.split(' '),
)

const SPACES = /[\u0000\u001a\u0085\u00a0\u1680\u180e\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\f\v]/

class Rewriter extends TextEdits {
  private readonly bodies = new Map<string, string>()
  /** Whether a word is listed at all, so that the many that are not cost one lookup. */
  private readonly listed = new Map<string, boolean>()
  /** The token before the current one, directives not counted; empty at the start of the text. */
  private previous = ''

  constructor(
    text: string,
    private readonly directives: readonly Directive[],
  ) {
    super(text)
    for (const { kind, name, replacement } of directives) {
      if (kind === 'define' && name !== null) this.bodies.set(name, `${this.bodies.get(name) ?? ''}\n${replacement}`)
    }
  }

  run(): string {
    const { text, directives } = this
    const spaces = SPACES.test(text)
    let nextDirective = 0
    let i = 0
    while (i < text.length) {
      const directive = directives[nextDirective]
      if (directive !== undefined && i >= directive.span.start) {
        if (spaces) this.spacesOfDirective(directive)
        i = Math.max(directive.span.end, i)
        nextDirective++
        continue
      }
      const unit = text.charCodeAt(i)
      if (unit === 0x0a || isBlank(unit)) {
        if (spaces) this.space(i, unit)
        i++
        continue
      }
      const trivia = continuationAt(text, i) || skipComment(text, i) - i
      if (trivia > 0) {
        i += trivia
        continue
      }
      const end = this.scanner.skip(i)
      if (isIdentifierStart(unit)) {
        const after = this.word(i, end)
        // A rewritten word leaves what stood before it as the neighbour of what follows.
        if (after === i) this.previous = text.slice(i, end)
        i = after === i ? end : after
      } else {
        if (unit === 0x2a && /^(?:\*|[\w$]+)$/.test(this.previous) && isOldStylePointer(text, i)) {
          i = this.blank(i, i + 1)
          continue
        }
        const operator = this.previous === ',' ? this.comparisonAt(i) : 0
        this.previous = text[i] ?? ''
        i = operator > 0 ? this.replace(i, i + operator, '0') : end
      }
    }
    return this.apply()
  }

  /** Length of an operator that is an argument by itself: `tt_int_op(a, ==, b)`. Outside of macros no comma follows one. */
  private comparisonAt(at: number): number {
    const length = /^(?:[=!<>]=|[<>])/.exec(this.text.slice(at, at + 2))?.[0].length ?? 0
    return length > 0 && this.text[this.nextAt(at + length)] === ',' ? length : 0
  }

  private space(at: number, unit: number): void {
    if (isForeignSpace(unit) || unit === 0x0b || unit === 0x0c) this.edits.push({ start: at, end: at + 1, keep: ' ' })
  }

  private spacesOfDirective({ span }: Directive): void {
    let i = span.start
    while (i < span.end) {
      const trivia = skipComment(this.text, i) - i
      if (trivia > 0) {
        i += trivia
        continue
      }
      this.space(i, this.text.charCodeAt(i))
      i = this.scanner.skip(i)
    }
  }

  /** Rewrites the word [start, end) if it is listed; the offset to go on from, or `start` when nothing was done. */
  private word(start: number, end: number): number {
    if (end - start < 2 || end - start > MAX_WORD) return start
    const word = this.text.slice(start, end)
    let listed = this.listed.get(word)
    if (listed === undefined) {
      listed = isListed(word)
      this.listed.set(word, listed)
    }
    if (!listed) return start
    const next = this.nextAt(end)
    const mark = this.text[next] ?? ''
    const beforeName = isIdentifierStart(this.text.charCodeAt(next))
    const beforeType = beforeName || mark === '*' || mark === '&'

    if (CONVENTIONS.has(word)) {
      return (beforeType || (mark === '(' && this.previous !== '')) && !this.meansMore(word)
        ? this.blank(start, end)
        : start
    }
    if (ATTRIBUTE_CALLS.has(word) && mark === '(') return this.attributeCall(word, start, next)
    if (NO_RETURN.test(word) && beforeName && !this.meansMore(word)) {
      return this.replace(start, end, word.length >= '_Noreturn'.length ? '_Noreturn' : 'noreturn')
    }
    if (QUALIFIERS.has(word) && beforeType && this.startsDeclaration() && !this.meansMore(word))
      return this.blank(start, end)
    if (CLASS_TRAILING.test(word) && (mark === ':' || this.trails(mark, false))) return this.blank(start, end)
    if (ATTRIBUTE_WORD.test(word) && mark !== '(' && this.startsAttribute() && !this.meansMore(word))
      return this.blank(start, end)
    if (TRAILING.has(word) && this.trails(mark, beforeName) && !this.meansMore(word)) return this.blank(start, end)
    if (STATEMENTS.has(word) || MESSAGE_MAP_ENTRY.test(word)) return this.statement(word, start, end, next)
    if (TYPE_WRAPPERS.has(word) && mark === '(' && this.startsStatement()) return this.typeWrapper(start, next)
    if (PROTOTYPES.has(word) && mark === '(') return this.prototype(start, next)
    if (SAL.test(word) && this.startsDeclaration() && (beforeType || mark === '(' || mark === '[')) {
      const close = mark === '(' ? this.closing(next) : end - 1
      return close < 0 ? start : this.blank(start, close + 1)
    }
    if (EXPORT_LIKE.test(word) && beforeName && this.declares(next) && !this.meansMore(word))
      return this.blank(start, end)
    if (LOOP.test(word) && mark === '(') return this.loop(word, start, end, next)
    if (FORMAT_MACRO.test(word) && (this.previous === '"' || mark === '"') && mark !== '(')
      return this.blank(start, end)
    if (CAPITALS.test(word) && mark === '(' && this.prints(start, end, next)) return end
    if (TAKES_TYPE.has(word) && mark === '(') this.typeArgument(word, next)
    if (DECLARATION_WRAPPERS.has(word) && mark === '(' && this.startsStatement())
      return this.declarationWrapper(start, next)
    if (CAPITALS.test(word) && beforeName && this.precedesFunction(word, start, next) && !this.meansMore(word)) {
      return this.blank(start, end)
    }
    if (word === 'Q_SIGNALS' && mark === ':') return this.replace(start, end, 'public')
    if (
      (word === 'slots' || word === 'Q_SLOTS') &&
      mark === ':' &&
      /^(?:public|protected|private)$/.test(this.previous)
    ) {
      return this.blank(start, end)
    }
    return start
  }

  /** The file itself defines the word as more than an attribute. */
  private meansMore(word: string): boolean {
    const body = this.bodies.get(word)
    return body !== undefined && MEANS_MORE.test(body)
  }

  /** The word stands where the specifiers of a declaration or parameter may stand. */
  private startsDeclaration(): boolean {
    return /^(?:[;{}(,*&>):]?|[\w$]+)$/.test(this.previous) && !NOT_BEFORE_A_DECLARATION.has(this.previous)
  }

  /** The word stands where a statement or an outer declaration begins, and no `if (..)`, `else` or label rules it. */
  private startsStatement(): boolean {
    return this.previous === '' || this.previous === ';' || this.previous === '{' || this.previous === '}'
  }

  private trails(mark: string, beforeName: boolean): boolean {
    if (!/^(?:[)\]}]|[\w$]+)$/.test(this.previous) || NOT_BEFORE_A_DECLARATION.has(this.previous)) return false
    return (mark !== '' && ';{=,)['.includes(mark)) || (beforeName && this.previous === ')')
  }

  /**
   * What begins at `next` is a declaration: two words (`int f`), or one behind a word (`class API Name`). A single
   * word and a parenthesis could be a call behind a statement macro: `ENTER_API close(s);`.
   */
  private declares(next: number): boolean {
    if (NOT_BEFORE_A_DECLARATION.has(this.previous) || !/^(?:[;{}>)]?|[\w$]+)$/.test(this.previous)) return false
    if (/^[\w$]+$/.test(this.previous)) return true
    const first = skipIdentifier(this.text, next)
    if (TYPE_WORDS.has(this.text.slice(next, first))) return true
    let i = this.nextAt(first)
    while (this.text[i] === '*' || this.text[i] === '&' || (this.text[i] === ':' && this.text[i + 1] === ':')) {
      i = this.nextAt(this.text[i] === ':' ? i + 2 : i + 1)
    }
    return isIdentifierStart(this.text.charCodeAt(i))
  }

  /**
   * `TRACE(("format", x))` without a semicolon: the inner parentheses make room for one. A condition does not begin with a
   * text, so the macro prints; what an `if` in front rules stays ruled by it.
   */
  private prints(start: number, end: number, open: number): boolean {
    const inner = this.nextAt(open + 1)
    if (this.text[inner] !== '(' || this.text[this.nextAt(inner + 1)] !== '"' || start === 0) return false
    const innerClose = this.closing(inner)
    const close = innerClose < 0 ? -1 : this.nextAt(innerClose + 1)
    const after = this.nextAt(close + 1)
    const isNext =
      this.text[after] === '}' || this.text[after] === '#' || isIdentifierStart(this.text.charCodeAt(after))
    if (this.text[close] !== ')' || !isNext || !this.text.slice(close, after).includes('\n')) return false
    if (CONTROLS_FLOW.test(this.bodies.get(this.text.slice(start, end)) ?? '')) return false
    this.blank(open, inner)
    this.replace(close, close + 1, ';')
    return true
  }

  private attributeCall(word: string, start: number, open: number): number {
    const close = this.closing(open)
    if (close < 0 || this.meansMore(word) || !this.startsAttribute()) return start
    const isKeyword = word.startsWith('__declspec') || word.startsWith('__attribute') || word === '_declspec'
    if (isKeyword && /\b(?:__)?noreturn(?:__)?\b/.test(this.text.slice(open + 1, close))) return start
    // As a statement of its own a mere macro may be a call.
    const trails = this.previous === ')' || /^[\w$]+$/.test(this.previous)
    const leads = isIdentifierStart(this.text.charCodeAt(this.nextAt(close + 1)))
    if (!isKeyword && !trails && !leads) return start
    return this.blank(start, close + 1)
  }

  /** An attribute follows a declarator, a type, a bracket or a statement; elsewhere the word is a function's name. */
  private startsAttribute(): boolean {
    return /^(?:[;{}(,*&>)\]:]?|[\w$]+)$/.test(this.previous) && !NOT_BEFORE_A_DECLARATION.has(this.previous)
  }

  private statement(word: string, start: number, end: number, next: number): number {
    if (!this.startsStatement()) return start
    const body = this.bodies.get(word)
    if (body !== undefined && CONTROLS_FLOW.test(body)) return start
    const hasArguments = this.text[next] === '('
    if (MESSAGE_MAP_ENTRY.test(word) && !hasArguments) return start
    const close = hasArguments ? this.closing(next) : end - 1
    if (close < 0) return start
    // With a semicolon it is a statement already, and may be one that an `if` rules.
    const mark = this.text[this.nextAt(close + 1)] ?? ''
    return mark !== '' && ';=.-+,)[('.includes(mark) ? start : this.blank(start, close + 1)
  }

  private typeWrapper(start: number, open: number): number {
    const close = this.closing(open)
    if (close < 0 || !isIdentifierStart(this.text.charCodeAt(this.nextAt(close + 1)))) return start
    this.blank(close, close + 1)
    return this.blank(start, open + 1)
  }

  private prototype(start: number, open: number): number {
    const inner = this.nextAt(open + 1)
    if (this.text[inner] !== '(' || !/^(?:\)|[\w$]+)$/.test(this.previous)) return start
    if (NOT_BEFORE_A_DECLARATION.has(this.previous)) return start
    const innerClose = this.closing(inner)
    const close = innerClose < 0 ? -1 : this.nextAt(innerClose + 1)
    if (this.text[close] !== ')') return start
    this.blank(close, close + 1)
    return this.blank(start, open + 1)
  }

  private loop(word: string, start: number, end: number, open: number): number {
    const body = this.bodies.get(word)
    if (body !== undefined && !/\b(?:for|while)\b/.test(body)) return start
    const close = this.closing(open)
    // An `if (..)` in front still rules the loop as a whole.
    if (close < 0 || !/^(?:[;{})]?|else|do)$/.test(this.previous)) return start
    // A first argument with a type of its own is C++, where `while` could not take it.
    if (/^\s*[A-Za-z_$][\w$:<>]*[\s*&]+[A-Za-z_$]/.test(this.text.slice(open + 1, close))) return start
    const after = this.nextAt(close + 1)
    const starts =
      this.text[after] === '{' || this.text[after] === '*' || isIdentifierStart(this.text.charCodeAt(after))
    return starts ? this.replace(start, end, 'while') : start
  }

  /** Of `va_arg(ap, struct conn *)` and `container_of(p, struct conn, link)` the type becomes a number or one word. */
  private typeArgument(word: string, open: number): void {
    const close = this.closing(open)
    const comma = close < 0 ? -1 : this.text.indexOf(',', open)
    if (comma < 0 || comma > close) return
    const start = this.nextAt(comma + 1)
    const second = this.text.indexOf(',', start)
    const end = second < 0 || second > close ? close : second
    if (start >= end || !isIdentifierStart(this.text.charCodeAt(start))) return
    if (word.endsWith('va_arg')) {
      this.replace(start, close, '0')
      return
    }
    const tag = /^(?:struct|union|enum)\s+(?=[\w$]+\s*$)/.exec(this.text.slice(start, end))?.[0]
    if (tag !== undefined) this.blank(start, start + tag.length)
  }

  /** `WORD type *name(`: two words and a parenthesis are no call, so nothing that is executed hangs on the first. */
  private precedesFunction(word: string, start: number, next: number): boolean {
    const before = this.text[start - 1]
    if ((before !== undefined && before !== '\n') || !this.startsStatement() || CAPITAL_TYPES.has(word)) return false
    let i = next
    let count = 0
    let last = ''
    while (count < 8 && isIdentifierStart(this.text.charCodeAt(i))) {
      const end = skipIdentifier(this.text, i)
      last = this.text.slice(i, end)
      if (STATEMENT_WORDS.has(last) || (count === 0 && CAPITALS.test(last) && !CAPITAL_TYPES.has(last))) return false
      count++
      i = this.nextAt(end)
      while (this.text[i] === '*') i = this.nextAt(i + 1)
    }
    return count >= 2 && this.text[i] === '('
  }

  private declarationWrapper(start: number, open: number): number {
    const close = this.closing(open)
    if (close < 0 || this.text[this.nextAt(close + 1)] !== ';') return start
    const inner = this.text.slice(open + 1, close)
    if (!/^\s*[A-Za-z_$][\w$]*(?:\s+|\s*\*+\s*)[A-Za-z_$]/.test(inner)) return start
    this.blank(close, close + 1)
    return this.blank(start, open + 1)
  }
}
