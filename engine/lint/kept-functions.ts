/**
 * Functions that need no second judgement. Whoever edits a file changes one function of it and leaves the others alone.
 * What became of those in the analysis before (summary, binds, what the rules said: plain data without nodes) is taken over
 * where it is certain to come out again:
 *
 * - The file's outline is the same: everything outside of the bodies of functions, as text and as a tree, in all views, and
 *   so are the headers, the configuration and what else the analysis was given (`Circumstances`, syntax/bodies.ts).
 * - The function's own body is the same, and so is what the file as a whole says of it (`traits`).
 * - Nobody looked into another body while the function was judged. The flow engine and the rules see the file through a
 *   tree that notices this (syntax/watched-tree.ts); a function for which somebody did look is judged again each time.
 * - All that was asked about the rest of the file has the same answer now: what a called function does, what a macro or
 *   constant means, whether anything in the file mentions datagrams (questions.ts). So when a change of one function
 *   changes what its callers see of it, these are judged again too, and theirs.
 *
 * Places move with the text: data names them by spans, and nothing else (text/moves.ts; `FlowContext.nameOf`). Whatever
 * concerns the whole file is done anew each time: parsing, declarations, syntax visits, and all that comes after the
 * judgement of single functions. An analysis with kept functions gives what one without them gives, byte for byte:
 * `tests/rules/kept-functions.test.ts`.
 */
import type { FileNames } from '../flow/context.ts'
import type { Judgement, Keeper } from '../flow/analyse.ts'
import type { Platform } from '../model/index.ts'
import { Bodies, compareBodies, type Comparison } from '../syntax/bodies.ts'
import type { FunctionNode } from '../syntax/functions.ts'
import type { SyntaxTree } from '../syntax/tree.ts'
import { WatchedTree } from '../syntax/watched-tree.ts'
import { sameData } from '../text/moves.ts'
import type { SourceText } from '../text/source-text.ts'
import type { FlowReports, KeptSaid } from './flow-reports.ts'
import type { IncludedHeaders } from './header-table.ts'
import { type Question, Questioner, repeated, type World } from './questions.ts'
import type { FlowContext } from './rule.ts'

/** The longest text whose functions are kept, in UTF-16 units. */
const MAX_KEPT_LENGTH = 1_000_000

/** What an analysis was given beside the bodies of functions. */
export interface Circumstances {
  /** The file as written, and each view of it. */
  readonly texts: readonly string[]
  readonly headers: IncludedHeaders
  /** Everything else as one text. */
  readonly others: string
}

/** One function after its judgement. */
interface Judged {
  readonly traits: string
  readonly body: number
  readonly judgement: Judgement
  readonly said: KeptSaid
  readonly questions: readonly Question[]
  readonly hasStrayed: boolean
}

/** The functions of one view by the offsets of their bodies. */
interface JudgedView {
  readonly bodies: Bodies
  readonly functions: ReadonlyMap<number, Judged>
}

interface Version {
  readonly circumstances: Circumstances
  readonly views: ReadonlyMap<Platform, JudgedView>
}

/** How many functions of all views an analysis took over, and how many it judged. */
interface KeptCounts {
  readonly kept: number
  readonly judged: number
}

/**
 * What is kept of one file between its analyses: the latest version, and the latest one before with another outline, for a
 * brace that is typed before its partner makes one body of the rest of the file, and the partner undoes that. Each is the
 * trees of the file (27 bytes a node, a node in 4 to 6 units of text) and what became of its functions, of about the same
 * size; of a file longer than `MAX_KEPT_LENGTH` nothing is kept. Hand the same object to each analysis of the file.
 */
export class KeptFunctions {
  private versions: readonly Version[] = []
  /** Of the latest analysis. */
  counts: KeptCounts = { kept: 0, judged: 0 }

  /** Begins an analysis; undefined for a text that is too long. */
  begin(circumstances: Circumstances, path: string): KeptRun | undefined {
    const versions = this.versions.filter((version) => sameCircumstances(version.circumstances, circumstances))
    this.versions = []
    this.counts = { kept: 0, judged: 0 }
    if ((circumstances.texts[0]?.length ?? 0) > MAX_KEPT_LENGTH) return undefined
    return new KeptRun(versions, circumstances, path, (kept, counts) => {
      this.versions = kept
      this.counts = counts
    })
  }
}

function sameCircumstances(a: Circumstances, b: Circumstances): boolean {
  const isSameHeader = (platform: Platform): boolean =>
    a.headers[platform].length === b.headers[platform].length &&
    a.headers[platform].every(({ facts, certain }, index) => {
      const other = b.headers[platform][index]
      return facts === other?.facts && certain === other.certain
    })
  return a.others === b.others && isSameHeader('posix') && isSameHeader('windows')
}

/** One analysis of a file. */
export class KeptRun {
  private readonly keepers = new Map<Platform, ViewKeeper>()
  /** Some view has not the outline that it had in the latest version. */
  private hasOtherOutline = false

  constructor(
    /** The latest one first. */
    private readonly versions: readonly Version[],
    private readonly circumstances: Circumstances,
    private readonly path: string,
    private readonly keep: (versions: readonly Version[], counts: KeptCounts) => void,
  ) {}

  /** The keeper of one view. */
  view(platform: Platform, tree: SyntaxTree, functions: readonly FunctionNode[], rules: World['rules']): ViewKeeper {
    const bodies = new Bodies(tree, functions)
    const keeper = new ViewKeeper(tree, bodies, rules, this.beforeOf(platform, bodies))
    this.keepers.set(platform, keeper)
    return keeper
  }

  /** The latest version of a view that has the same outline. */
  private beforeOf(platform: Platform, bodies: Bodies): Before | undefined {
    for (const [index, { circumstances, views }] of this.versions.entries()) {
      const known = views.get(platform)
      const texts = circumstances.texts.map((text, part) => [text, this.circumstances.texts[part] ?? ''] as const)
      const comparison = known && compareBodies(known.bodies, bodies, texts, this.path)
      if (comparison !== undefined) return { functions: known?.functions ?? new Map(), comparison }
      if (index === 0) this.hasOtherOutline = true
    }
    return undefined
  }

  /** Ends the analysis. What a rule that failed has said is not kept, and for simplicity nothing beside it. */
  end(hasFailed: boolean): void {
    const keepers = [...this.keepers]
    const views = new Map(keepers.map(([platform, keeper]) => [platform, keeper.view]))
    const { circumstances, versions } = this
    const others = this.hasOtherOutline ? versions.slice(0, 1) : versions.slice(1, 2)
    this.keep(hasFailed ? [] : [{ circumstances, views }, ...others], {
      kept: keepers.reduce((sum, [, keeper]) => sum + keeper.kept, 0),
      judged: keepers.reduce((sum, [, keeper]) => sum + keeper.judged, 0),
    })
  }
}

/** What an earlier version knew of a view, and how the view compares to it. */
interface Before {
  readonly functions: ReadonlyMap<number, Judged>
  readonly comparison: Comparison
}

/** Takes functions of one view over, or has them judged and watches. */
class ViewKeeper implements Keeper {
  /** What flow engine and rules have to read instead of the tree itself. */
  readonly tree: WatchedTree
  private readonly text: SourceText
  kept = 0
  judged = 0
  private readonly questioner = new Questioner()
  private readonly functions = new Map<number, Judged>()
  /** Functions of the version before, by where their bodies are now. */
  private readonly before = new Map<number, Judged>()
  private reports: FlowReports | null = null

  constructor(
    private readonly plain: SyntaxTree,
    private readonly bodies: Bodies,
    private readonly rules: World['rules'],
    private readonly earlier: Before | undefined,
  ) {
    this.tree = new WatchedTree(plain, bodies, (question, find) => this.questioner.tree(question, find()))
    this.text = this.questioner.text(rules.source, this.tree)
    for (const [start, judged] of earlier?.functions ?? []) {
      const now = earlier?.comparison.moves.offset(start)
      if (now !== undefined) this.before.set(now, judged)
    }
  }

  get view(): JudgedView {
    return { bodies: this.bodies, functions: this.functions }
  }

  /** Where the rules say what is kept. */
  listenTo(reports: FlowReports): void {
    this.reports = reports
  }

  /** The context of a rule that is told of the events of a function. */
  context(given: FlowContext<string>): FlowContext<string> {
    return this.questioner.context(given, this.tree, this.text)
  }

  judge(fn: FunctionNode, traits: string, names: FileNames, analyse: (names: FileNames) => Judgement): Judgement {
    const start = this.plain.start(fn.body)
    const known = this.before.get(start)
    const kept = known && this.takenOver(known, fn, traits, names)
    if (kept === undefined) this.judged++
    else this.kept++
    const result = kept ?? this.judgedAnew(known, fn, traits, names, analyse)
    this.functions.set(start, result)
    return result.judgement
  }

  private takenOver(known: Judged, fn: FunctionNode, traits: string, names: FileNames): Judged | undefined {
    const { earlier } = this
    const { body, hasStrayed } = known
    if (earlier === undefined || hasStrayed || known.traits !== traits || body !== this.bodies.of(fn.body))
      return undefined
    const { moves, isChanged } = earlier.comparison
    if (isChanged(body)) return undefined
    const world: World = { tree: this.plain, names, rules: this.rules }
    const questions: Question[] = []
    for (const question of known.questions) {
      const now = repeated(question, world, moves)
      if (now === undefined) return undefined
      questions.push(now)
    }
    const judgement = moves.value(known.judgement)
    const notes = moves.value(known.said.notes)
    const given = moves.value(known.said.reports.map((report) => report.given))
    if (judgement === undefined || notes === undefined || given === undefined) return undefined
    const reports = known.said.reports.flatMap(({ rule }, index) => {
      const moved = given.value[index]
      return moved === undefined ? [] : [{ rule, given: moved }]
    })
    const said: KeptSaid = { reports, notes: notes.value }
    if (reports.length + said.notes.length > 0) this.reports?.repeat(fn, said)
    return { ...known, judgement: judgement.value, said, questions }
  }

  private judgedAnew(
    known: Judged | undefined,
    fn: FunctionNode,
    traits: string,
    names: FileNames,
    analyse: (names: FileNames) => Judgement,
  ): Judged {
    const { tree, questioner } = this
    const body = this.bodies.of(fn.body)
    tree.watch(body)
    const { result, questions } = questioner.during(() => analyse(questioner.names(names, tree)))
    const { hasStrayed } = tree
    // Callers compare what they were told by object first: it is the same one where it says the same.
    const before = known && this.earlier?.comparison.moves.value(known.judgement.summary)
    const summary = before !== undefined && sameData(before.value, result.summary) ? before.value : result.summary
    const said = this.reports?.saidOf(fn) ?? { reports: [], notes: [] }
    return { traits, body, judgement: { ...result, summary }, said, questions, hasStrayed }
  }
}
