import { PLATFORMS, type Platform } from '../text/platform.ts'
import type { Span } from '../text/span.ts'
import { type Conditionals, readConditionals } from './conditionals.ts'
import {
  type Assumption,
  type Environment,
  type Evidence,
  ExpressionCache,
  type FileMacro,
  type Outcome,
  type Truth,
  evaluate,
} from './conditions.ts'
import { type Directive, scanText } from './directives.ts'
import type { MacroDefinition, MacroTable } from './macros.ts'
import { mayBeGiven, PlatformMacros } from './platform-macros.ts'
import { rewriteNoise } from './rewrite.ts'
import { blanked } from './scan.ts'

export interface ViewOptions {
  readonly language: 'c' | 'cpp'
  /** Macros from a configuration or a compilation database; null means: known not to be defined. See `mayBeGiven`. */
  readonly defines?: Defines
  /** What the included headers of the project are certain to define. */
  readonly inherited?: Readonly<Record<Platform, MacroTable>>
}

/** Macros by name with their text; null means: known not to be defined. */
export type Defines = ReadonlyMap<string, string | null>

export interface Include {
  /** Without its `<>` or quotes. */
  readonly name: string
  readonly angled: boolean
  readonly span: Span
  /** False when the platform's conditions switch it off. */
  readonly live: boolean
}

/** How one condition was settled for a platform. Conditions that are never reached have no decision. */
export interface Decision {
  /** The directive. */
  readonly span: Span
  /** What it governs: from behind the directive to the next one of its chain. */
  readonly branch: Span
  /** The condition as written, without comments; `else` for #else. */
  readonly condition: string
  readonly value: boolean
  /**
   * The weakest thing it rests on. `guard`: a constant, an include guard or a default definition; `platform`: the
   * platform's macros; `file`: the file's own; `given`: the caller's; `vote`: nobody knows it, and the branch with
   * more code was taken.
   */
  readonly by: Evidence
}

/** A text as one platform's compiler sees it. All offsets are those of the original text. */
export interface View {
  readonly platform: Platform
  /**
   * The text, rewritten (see rewrite.ts), with switched-off lines and all conditional directives blanked by spaces.
   * Same length, same newlines. #include and #define lines of live code stay.
   */
  readonly text: string
  /** The switched-off regions, sorted, not touching each other; directives between two of them belong to them. */
  readonly masked: readonly Span[]
  readonly includes: readonly Include[]
  /** The last live definition of each macro. */
  readonly macros: ReadonlyMap<string, MacroDefinition>
  readonly decisions: readonly Decision[]
}

export interface Views {
  readonly directives: readonly Directive[]
  /** The whole text, rewritten only: what the raw tree is parsed from. */
  readonly raw: string
  readonly views: Readonly<Record<Platform, View>>
  /** Both platforms see the same text. */
  readonly same: boolean
  /** The conditions were so costly that some were settled by vote without being evaluated. */
  readonly exhausted: boolean
}

/** Makes the two platforms' views of a text. Never fails; linear in the text but for the bounded cost of conditions. */
export function makeViews(text: string, options: ViewOptions): Views {
  const { directives, code } = scanText(text)
  const raw = rewriteNoise(text, directives)
  const file = new FileConditions(directives, code, options)
  const assumed = file.assumptions()
  const view = (platform: Platform): View => file.view(platform, assumed[platform], raw)
  const views = { posix: view('posix'), windows: view('windows') }
  return { directives, raw, views, same: views.posix.text === views.windows.text, exhausted: file.exhausted }
}

/** One open chain of conditionals while walking. */
interface Frame {
  /** Is what surrounds the chain live? */
  readonly parent: Truth
  /** Was no branch of the chain taken yet? */
  open: Truth
  /** Is the current branch live? */
  live: Truth
  /** What the last decision of the chain rests on. */
  by: Evidence
}

export interface Walk {
  readonly platform: Platform
  readonly assumed: ReadonlyMap<string, Assumption>
  /** A condition that is reached and unknown: its value, or undefined to leave it open. */
  unknown(index: number, outcome: Outcome): Truth
  decided?(index: number, value: boolean, by: Evidence): void
  /** After each directive: whether the code behind it is live. */
  after?(index: number, live: Truth): void
}

const NO_MACROS: MacroTable = new Map()

/** The directives of one file with what decides its conditions. */
export class FileConditions {
  private readonly conditionals: Conditionals
  private readonly cache: ExpressionCache
  private readonly macros: Readonly<Record<Platform, PlatformMacros>>
  private readonly given: Readonly<Record<Platform, Defines>>

  constructor(
    private readonly directives: readonly Directive[],
    code: number,
    private readonly options: ViewOptions,
  ) {
    this.conditionals = readConditionals(directives, code)
    this.cache = new ExpressionCache(options.language)
    const conditions = directives.filter((_, i) => this.isCondition(i)).map((directive) => directive.argument)
    this.macros = {
      posix: new PlatformMacros('posix', options.language, conditions),
      windows: new PlatformMacros('windows', options.language, conditions),
    }
    const given = (platform: Platform): Defines =>
      new Map([...(options.defines ?? [])].filter(([name, value]) => mayBeGiven(name, value, platform)))
    this.given = { posix: given('posix'), windows: given('windows') }
  }

  get exhausted(): boolean {
    return this.cache.exhausted
  }

  private isCondition(index: number): boolean {
    const role = this.conditionals.role[index]
    return (role === 'open' || role === 'branch') && this.directives[index]?.kind !== 'else'
  }

  /** What to assume of macros nobody knows: one value a file, for both platforms, by the code that hangs on it. */
  assumptions(): Readonly<Record<Platform, ReadonlyMap<string, Assumption>>> {
    const ballot = new Ballot(this.directives, this.conditionals)
    for (const platform of PLATFORMS) {
      this.walk({
        platform,
        assumed: new Map(),
        unknown: (index, outcome) => {
          ballot.cast(platform, index, outcome)
          return undefined
        },
      })
    }
    return { posix: ballot.result('posix'), windows: ballot.result('windows') }
  }

  view(platform: Platform, assumed: ReadonlyMap<string, Assumption>, raw: string): View {
    const { directives, conditionals } = this
    const masked: Span[] = []
    const includes: Include[] = []
    const macros = new Map<string, MacroDefinition>()
    const decisions: Decision[] = []
    let deadSince = -1
    this.walk({
      platform,
      assumed,
      unknown: (index) => (conditionals.weight[index] ?? 0) > (conditionals.heaviestAfter[index] ?? 0),
      decided: (index, value, by) => {
        const directive = directives[index]
        if (directive === undefined) return
        const next = directives[conditionals.next[index] ?? directives.length]
        const condition = directive.kind === 'else' ? 'else' : conditionOf(directive)
        const branch = { start: directive.span.end, end: next?.span.start ?? raw.length }
        decisions.push({ span: directive.span, branch, condition, value, by })
      },
      after: (index, live) => {
        const directive = directives[index]
        if (directive === undefined) return
        const { span, name, angled, parameters } = directive
        if (live === true && deadSince >= 0) {
          masked.push({ start: deadSince, end: span.start })
          deadSince = -1
        } else if (live !== true && deadSince < 0) {
          deadSince = span.end
        }
        if (name === null) return
        if (directive.kind === 'include') includes.push({ name, angled, span, live: live === true })
        else if (directive.kind === 'define' && live === true) {
          macros.set(name, { name, parameters, body: directive.replacement, span })
        }
      },
    })
    if (deadSince >= 0) masked.push({ start: deadSince, end: raw.length })
    const regions = masked.filter((span) => raw.slice(span.start, span.end).trim() !== '')
    return { platform, text: this.blank(raw, regions), masked: regions, includes, macros, decisions }
  }

  /** Blanks the regions and every conditional directive. */
  private blank(text: string, regions: readonly Span[]): string {
    const spans = [...regions]
    for (const [i, directive] of this.directives.entries()) {
      if (this.conditionals.role[i] !== null) spans.push(directive.span)
    }
    if (spans.length === 0) return text
    spans.sort((a, b) => a.start - b.start)
    let result = ''
    let copied = 0
    for (const { start, end } of spans) {
      if (end <= copied) continue
      const from = Math.max(start, copied)
      result += text.slice(copied, from) + blanked(text.slice(from, end))
      copied = end
    }
    return result + text.slice(copied)
  }

  /** Goes through the directives in order, keeping the file's macros and what is live. */
  walk(walk: Walk): void {
    const { directives, conditionals } = this
    const file = new Map<string, FileMacro>()
    const environment = {
      language: this.options.language,
      platform: this.macros[walk.platform],
      given: this.given[walk.platform],
      file,
      inherited: this.options.inherited?.[walk.platform] ?? NO_MACROS,
      assumed: walk.assumed,
    }
    const stack: Frame[] = []
    for (const [i, directive] of directives.entries()) {
      const top = stack.at(-1)
      switch (conditionals.role[i]) {
        case 'open': {
          const frame: Frame = { parent: top === undefined ? true : top.live, open: true, live: true, by: 'guard' }
          stack.push(frame)
          this.enter(i, frame, environment, walk)
          break
        }
        case 'branch':
          if (top !== undefined) this.enter(i, top, environment, walk)
          break
        case 'stray':
          // A branch behind #else can never be taken; a stray #else or #endif outside any chain changes nothing.
          if (top !== undefined && directive.kind !== 'endif') top.live = false
          break
        case 'close':
          stack.pop()
          break
        default: {
          const live = top === undefined ? true : top.live
          if (directive.name !== null) define(environment, file, directive, directive.name, live)
        }
      }
      const now = stack.at(-1)
      walk.after?.(i, now === undefined ? true : now.live)
    }
  }

  private enter(index: number, frame: Frame, environment: Environment, walk: Walk): void {
    const directive = this.directives[index]
    const reached = both(frame.parent, frame.open)
    frame.live = false
    if (directive === undefined || reached === false) return
    let value: Truth = true
    if (directive.kind !== 'else') {
      const outcome = evaluate(this.cache.get(conditionOf(directive)), environment, this.cache)
      value = outcome.value
      frame.by = outcome.by
      if (value === undefined && this.conditionals.isGuard[index] === 1) {
        value = true
        frame.by = 'guard'
      } else if (value === undefined) {
        value = walk.unknown(index, outcome)
      }
    }
    frame.live = both(reached, value)
    if (value === true) frame.open = false
    else if (value === undefined && frame.open === true) frame.open = undefined
    if (value !== undefined) walk.decided?.(index, value, frame.by)
  }
}

function both(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false
  return a === undefined || b === undefined ? undefined : true
}

function conditionOf(directive: Directive): string {
  const { kind, name, argument } = directive
  if (kind === 'ifdef' || kind === 'elifdef') return name === null ? argument : `defined(${name})`
  if (kind === 'ifndef' || kind === 'elifndef') return name === null ? argument : `!defined(${name})`
  return argument
}

/** What a #define or #undef, live or not, makes of a macro. */
function define(
  { given, inherited, platform }: Pick<Environment, 'given' | 'inherited' | 'platform'>,
  file: Map<string, FileMacro>,
  directive: Directive,
  name: string,
  live: Truth,
): void {
  if (directive.kind !== 'define' && directive.kind !== 'undef') return
  if (live === true) {
    const { replacement, parameters } = directive
    file.set(
      name,
      directive.kind === 'undef' ? { kind: 'undefined' } : { kind: 'defined', body: replacement, parameters },
    )
  } else if (file.has(name) || inherited.get(name) !== undefined) {
    // Under a condition that does not hold, or that nobody answered: what was certain before stays.
  } else if (live === undefined) {
    file.set(name, { kind: 'maybe' })
  } else if (directive.kind === 'define' && !given.has(name) && platform.setting(name) === undefined) {
    // The file defines it itself, but elsewhere: `#ifdef _WIN32`, `#define ON_WINDOWS`.
    file.set(name, { kind: 'undefined' })
  }
}

interface Votes {
  yes: number
  no: number
  relative: boolean
}

/** Collects what speaks for and against each unknown question. */
class Ballot {
  private readonly votes = new Map<string, Votes>()
  private readonly excluded: Readonly<Record<Platform, Map<string, boolean | null>>> = {
    posix: new Map(),
    windows: new Map(),
  }

  constructor(
    private readonly directives: readonly Directive[],
    private readonly conditionals: Conditionals,
  ) {}

  cast(platform: Platform, index: number, outcome: Outcome): void {
    const taken = this.conditionals.weight[index] ?? 0
    const otherwise = this.conditionals.heaviestAfter[index] ?? 0
    for (const { key, positive, relative } of outcome.atoms) {
      let votes = this.votes.get(key)
      if (votes === undefined) {
        votes = { yes: 0, no: 0, relative: false }
        this.votes.set(key, votes)
      }
      votes.yes += positive ? taken : otherwise
      votes.no += positive ? otherwise : taken
      votes.relative ||= relative
    }
    const [only] = outcome.atoms
    if (only !== undefined && outcome.atoms.length === 1) this.exclude(platform, index, only.key, only.positive)
  }

  /**
   * `#ifdef OUR_NET_WIN` with winsock2.h in one branch and sys/socket.h in the other is a platform condition under a
   * private name: the branch whose headers the platform lacks is not its branch.
   */
  private exclude(platform: Platform, index: number, key: string, positive: boolean): void {
    const { includesOf, next } = this.conditionals
    const other = platform === 'posix' ? 'windows' : 'posix'
    const foreign = (i: number): boolean => includesOf[other][i] === 1 && includesOf[platform][i] !== 1
    const after = next[index] ?? -1
    if (foreign(index)) this.note(platform, key, !positive)
    if (this.directives[after]?.kind === 'else' && foreign(after)) this.note(platform, key, positive)
  }

  /** Contradicting evidence is no evidence. */
  private note(platform: Platform, key: string, value: boolean): void {
    const known = this.excluded[platform]
    known.set(key, known.has(key) && known.get(key) !== value ? null : value)
  }

  result(platform: Platform): ReadonlyMap<string, Assumption> {
    const assumed = new Map<string, Assumption>()
    for (const [key, { yes, no, relative }] of this.votes) {
      // Another Unix is the exception wherever the file also has code for the rest.
      assumed.set(key, { value: yes > 0 && (relative ? no === 0 : yes >= no), by: 'vote' })
    }
    for (const [key, value] of this.excluded[platform]) {
      if (value !== null) assumed.set(key, { value, by: 'platform' })
    }
    return assumed
  }
}
