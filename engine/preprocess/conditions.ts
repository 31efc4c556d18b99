import { type BinaryOperator, type Expression, parseExpression, spell } from './expression.ts'
import { hasHeader } from './headers.ts'
import type { MacroTable } from './macros.ts'
import { type PlatformMacros, RELATIVE } from './platform-macros.ts'

/** Yes, no, or undefined for unknown. */
export type Truth = boolean | undefined

/** What a decision rests on, the weakest link: a vote is weaker than all, a constant needs nothing. */
export type Evidence = 'guard' | 'platform' | 'file' | 'given' | 'vote'

/** What the file itself did to a macro before a place. */
export type FileMacro =
  | { readonly kind: 'defined'; readonly body: string; readonly parameters: readonly string[] | null }
  | { readonly kind: 'undefined' }
  /** Defined or not, depending on a condition nobody can answer. */
  | { readonly kind: 'maybe' }

export interface Assumption {
  readonly value: boolean
  readonly by: Evidence
}

/** Where names get their values; earlier sources win: file, inherited, given, platform, assumed. */
export interface Environment {
  readonly language: 'c' | 'cpp'
  readonly platform: PlatformMacros
  /** Macros from outside (configuration): null means known not to be defined. */
  readonly given: ReadonlyMap<string, string | null>
  readonly file: ReadonlyMap<string, FileMacro>
  /** What the included headers of the project are certain to define. */
  readonly inherited: MacroTable
  /** What is assumed of atoms that nobody knows, by key. */
  readonly assumed: ReadonlyMap<string, Assumption>
}

/** A question nobody answered. `positive`: a yes to it helps the condition to be true. */
export interface Atom {
  readonly key: string
  readonly positive: boolean
  /** Another system of the platform's family, such as `__APPLE__`. */
  readonly relative: boolean
}

export interface Outcome {
  readonly value: Truth
  readonly by: Evidence
  /** The questions it hangs on; empty when the value is known. */
  readonly atoms: readonly Atom[]
}

const STRENGTH: Readonly<Record<Evidence, number>> = { guard: 0, platform: 1, file: 2, given: 3, vote: 4 }

/** Steps that one condition, and all of a file, may cost; macros can make expressions grow exponentially. */
const MAX_STEPS = 4000
const MAX_FILE_STEPS = 4_000_000
const MAX_STEPS_WHEN_EXHAUSTED = 20
const MAX_EXPANSION_DEPTH = 32

/** Parses each text once, and counts what evaluating has cost. */
export class ExpressionCache {
  private readonly expressions = new Map<string, Expression>()
  private spent = 0

  constructor(readonly language: 'c' | 'cpp') {}

  get(text: string): Expression {
    let expression = this.expressions.get(text)
    if (expression === undefined) {
      expression = parseExpression(text, this.language)
      this.expressions.set(text, expression)
    }
    return expression
  }

  /** The bound on the steps of a file was passed: conditions are then hardly evaluated, and are settled by vote. */
  get exhausted(): boolean {
    return this.spent > MAX_FILE_STEPS
  }

  get stepsAllowed(): number {
    return this.exhausted ? MAX_STEPS_WHEN_EXHAUSTED : MAX_STEPS
  }

  spend(steps: number): void {
    this.spent += steps
  }
}

/** Evaluates a condition in three values. Never fails; what is beyond the bounds is unknown. */
export function evaluate(expression: Expression, environment: Environment, cache: ExpressionCache): Outcome {
  const evaluation = new Evaluation(environment, cache)
  const value = evaluation.truth(expression, true)
  cache.spend(evaluation.steps)
  if (value === undefined) return { value, by: 'vote', atoms: [...evaluation.atoms.values()] }
  return { value, by: evaluation.by, atoms: [] }
}

/** A number, or undefined for unknown. Arithmetic is that of the preprocessor: 64 bits, signed. */
type Value = bigint | undefined

class Evaluation {
  by: Evidence = 'guard'
  readonly atoms = new Map<string, Atom>()
  steps = 0
  private readonly maxSteps: number
  private readonly expanding = new Set<string>()

  constructor(
    private readonly environment: Environment,
    private readonly cache: ExpressionCache,
  ) {
    this.maxSteps = cache.stepsAllowed
  }

  private rest(on: Evidence): void {
    if (STRENGTH[on] > STRENGTH[this.by]) this.by = on
  }

  /** Asks for an atom: what is assumed of it, or unknown, and then it is remembered. */
  private ask(key: string, positive: boolean, relative = false): Truth {
    const assumed = this.environment.assumed.get(key)
    if (assumed !== undefined) {
      this.rest(assumed.by)
      return assumed.value
    }
    if (!this.atoms.has(key)) this.atoms.set(key, { key, positive, relative })
    return undefined
  }

  truth(expression: Expression, positive: boolean): Truth {
    if (++this.steps > this.maxSteps) return this.ask(spellBriefly(expression), positive)
    switch (expression.kind) {
      case 'not':
        return negate(this.truth(expression.operand, !positive))
      case 'all':
        return this.series(expression.operands, positive, false)
      case 'any':
        return this.series(expression.operands, positive, true)
      case 'defined':
        return this.defined(expression.name, positive)
      case 'name':
        return this.nameTruth(expression.name, positive)
      case 'choice': {
        const test = this.truth(expression.test, true)
        if (test !== undefined) return this.truth(test ? expression.yes : expression.no, positive)
        return this.ask(spellBriefly(expression), positive)
      }
      case 'call':
        return this.callTruth(expression.name, expression.argument, positive)
      default: {
        const value = this.value(expression)
        return value === undefined ? this.comparison(expression, positive) : value !== 0n
      }
    }
  }

  /** `&&` with `decisive` false, `||` with true: one decisive operand settles it, whatever the unknown ones are. */
  private series(operands: readonly Expression[], positive: boolean, decisive: boolean): Truth {
    const before = this.by
    let unknown = false
    let strongest: Evidence = before
    const asked = this.atoms.size
    for (const operand of operands) {
      this.by = before
      const value = this.truth(operand, positive)
      // One decisive operand is all the result rests on.
      if (value === decisive) {
        this.forgetFrom(asked)
        return value
      }
      if (value === undefined) unknown = true
      if (STRENGTH[this.by] > STRENGTH[strongest]) strongest = this.by
    }
    this.by = strongest
    return unknown ? undefined : !decisive
  }

  /** `A != 1` is the negation of `A == 1`, so that both ask one question. */
  private comparison(expression: Expression, positive: boolean): Truth {
    if (expression.kind === 'binary') {
      const opposite = OPPOSITE[expression.operator]
      if (opposite !== undefined) {
        return negate(this.ask(spellBriefly({ ...expression, operator: opposite }), !positive))
      }
    }
    return this.ask(spellBriefly(expression), positive)
  }

  /** What the file, or a header that it includes, did to a macro. */
  private macro(name: string): FileMacro | undefined {
    const { file, inherited } = this.environment
    const own = file.get(name)
    if (own !== undefined) return own
    const replacement = inherited.get(name)
    return replacement === undefined ? undefined : { kind: 'defined', ...replacement }
  }

  private defined(name: string, positive: boolean): Truth {
    const macro = this.macro(name)
    if (macro !== undefined && macro.kind !== 'maybe') {
      this.rest('file')
      return macro.kind === 'defined'
    }
    const given = macro === undefined ? this.environment.given.get(name) : undefined
    if (given !== undefined) {
      this.rest('given')
      return given !== null
    }
    const setting = macro === undefined ? this.environment.platform.setting(name) : undefined
    if (setting === undefined || setting === RELATIVE) return this.ask(name, positive, setting === RELATIVE)
    this.rest('platform')
    return setting !== false
  }

  /** A bare name as a condition. Unknown, it is one question with `defined`: who sets it sets it to 1. */
  private nameTruth(name: string, positive: boolean): Truth {
    const value = this.nameValue(name)
    if (value !== undefined) return value !== 0n
    return this.ask(name, positive, this.environment.platform.setting(name) === RELATIVE)
  }

  /** The text a name stands for; null when it is known not to be defined, undefined when nobody knows. */
  private bodyOf(name: string): string | null | undefined {
    const { given, platform } = this.environment
    const macro = this.macro(name)
    if (macro?.kind === 'maybe') return undefined
    if (macro?.kind === 'undefined') {
      this.rest('file')
      return null
    }
    if (macro?.kind === 'defined') {
      this.rest('file')
      return macro.parameters === null ? macro.body : undefined
    }
    const outside = given.get(name)
    if (outside !== undefined) {
      this.rest('given')
      return outside
    }
    const setting = platform.setting(name)
    if (setting === undefined || setting === RELATIVE) return undefined
    this.rest('platform')
    return setting === false ? null : setting
  }

  private nameValue(name: string): Value {
    const before = this.by
    const body = this.bodyOf(name)
    if (body === null) return 0n
    const value = body === undefined ? undefined : this.expanded(name, body)
    if (value === undefined) this.by = before
    return value
  }

  private expanded(name: string, body: string): Value {
    // A name within its own expansion is no macro any more, and a name that is none is 0.
    if (this.expanding.has(name)) return 0n
    if (body.trim() === '' || this.expanding.size >= MAX_EXPANSION_DEPTH) return undefined
    this.expanding.add(name)
    const value = this.value(this.cache.get(body))
    this.expanding.delete(name)
    return value
  }

  private value(expression: Expression): Value {
    if (++this.steps > this.maxSteps) return undefined
    switch (expression.kind) {
      case 'number':
        return BigInt.asIntN(64, expression.value)
      case 'name':
        return this.nameValue(expression.name)
      case 'unary': {
        const operand = this.value(expression.operand)
        if (operand === undefined) return undefined
        return BigInt.asIntN(
          64,
          expression.operator === '-' ? -operand : expression.operator === '~' ? ~operand : operand,
        )
      }
      case 'binary': {
        const left = this.value(expression.left)
        const right = left === undefined ? undefined : this.value(expression.right)
        return left === undefined || right === undefined ? undefined : calculate(expression.operator, left, right)
      }
      case 'choice': {
        const test = this.quiet(expression.test)
        return test === undefined ? undefined : this.value(test ? expression.yes : expression.no)
      }
      case 'defined':
      case 'not':
      case 'all':
      case 'any':
      case 'call': {
        const truth = this.quiet(expression)
        return truth === undefined ? undefined : truth ? 1n : 0n
      }
      case 'unreadable':
        return undefined
    }
  }

  /** A truth value inside arithmetic: the comparison as a whole is the question then, not its parts. */
  private quiet(expression: Expression): Truth {
    const asked = this.atoms.size
    const truth = this.truth(expression, true)
    if (truth === undefined) this.forgetFrom(asked)
    return truth
  }

  /** Drops the questions asked after the first `count`. */
  private forgetFrom(count: number): void {
    if (this.atoms.size === count) return
    for (const key of [...this.atoms.keys()].slice(count)) this.atoms.delete(key)
  }

  private callTruth(name: string, argument: string, positive: boolean): Truth {
    if (name === '__has_include' || name === '__has_include_next') {
      // `argument` still has its quotes or angle brackets.
      const has = hasHeader(argument.slice(1, -1).trim(), this.environment.platform.platform)
      if (has !== undefined) {
        this.rest('platform')
        return has
      }
    } else {
      const macro = this.macro(name)
      if (macro?.kind === 'defined' && macro.parameters?.length === 0) {
        this.rest('file')
        const value = this.expanded(name, macro.body)
        if (value !== undefined) return value !== 0n
      }
    }
    return this.ask(`${name}(${argument})`, positive)
  }
}

const OPPOSITE: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = { '!=': '==', '<': '>=', '<=': '>' }

function negate(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}

const MAX_KEY = 400

function spellBriefly(expression: Expression): string {
  return spell(expression).slice(0, MAX_KEY)
}

/** Undefined where C leaves the result undefined. */
function calculate(operator: BinaryOperator, left: bigint, right: bigint): Value {
  const truth = (value: boolean): bigint => (value ? 1n : 0n)
  switch (operator) {
    case '*':
      return BigInt.asIntN(64, left * right)
    case '/':
      return right === 0n ? undefined : BigInt.asIntN(64, left / right)
    case '%':
      return right === 0n ? undefined : left % right
    case '+':
      return BigInt.asIntN(64, left + right)
    case '-':
      return BigInt.asIntN(64, left - right)
    case '<<':
      return right < 0n || right > 63n ? undefined : BigInt.asIntN(64, left << right)
    case '>>':
      return right < 0n || right > 63n ? undefined : left >> right
    case '<':
      return truth(left < right)
    case '>':
      return truth(left > right)
    case '<=':
      return truth(left <= right)
    case '>=':
      return truth(left >= right)
    case '==':
      return truth(left === right)
    case '!=':
      return truth(left !== right)
    case '&':
      return left & right
    case '^':
      return left ^ right
    case '|':
      return left | right
  }
}
