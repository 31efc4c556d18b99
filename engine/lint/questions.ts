/**
 * What the judgement of one function asked about the rest of its file, and what it was told: as long as a later version of
 * the file gives the same answers, the judgement holds.
 */
import type { Callee, FileNames } from '../flow/context.ts'
import type { SyntaxTree } from '../syntax/tree.ts'
import type { WatchedTree } from '../syntax/watched-tree.ts'
import { type Moves, sameData } from '../text/moves.ts'
import { type SourceText, WatchedText } from '../text/source-text.ts'
import type { Span } from '../text/span.ts'
import type { FlowContext } from './rule.ts'

/** Who answers: one version of a file in one view. */
export interface World {
  readonly tree: SyntaxTree
  readonly names: FileNames
  readonly rules: Pick<FlowContext<string>, 'source' | 'isMacro' | 'platformsOf' | 'assumptionsAt'>
}

export interface Question {
  /** The place that it is about. */
  readonly at: Span | null
  readonly ask: (world: World, at: Span) => unknown
  /** Plain data. */
  readonly answer: unknown
}

type TreeQuestion = (tree: SyntaxTree) => string | number | boolean

const NOWHERE: Span = { start: 0, end: 0 }

/** The question as it is put to a later version; undefined when that gives another answer. */
export function repeated({ at, ask, answer }: Question, world: World, moves: Moves): Question | undefined {
  const before = moves.value({ at, answer })
  if (before === undefined) return undefined
  const now = ask(world, before.value.at ?? NOWHERE)
  return sameData(before.value.answer, now) ? { at: before.value.at, ask, answer: now } : undefined
}

type Ask = Question['ask']

// A question outlives the version that it was asked of: it may hold on to nothing but its words.

type OfNames<T> = (world: Pick<World, 'names'>) => T

const askConstant =
  (...words: Parameters<FileNames['constant']>): OfNames<ReturnType<FileNames['constant']>> =>
  ({ names }) =>
    names.constant(...words)

const askAlias =
  (...words: Parameters<FileNames['resolveAlias']>): OfNames<string> =>
  ({ names }) =>
    names.resolveAlias(...words)

const askMacroCall =
  (...words: Parameters<FileNames['macroCall']>): OfNames<ReturnType<FileNames['macroCall']>> =>
  ({ names }) =>
    names.macroCall(...words)

const askCallee =
  (...words: Parameters<FileNames['callee']>): OfNames<Callee> =>
  ({ names }) =>
    names.callee(...words)

const askBorrowing =
  (...words: Parameters<FileNames['onlyBorrows']>): OfNames<boolean> =>
  ({ names }) =>
    names.onlyBorrows(...words)

const askNumberMember =
  (...words: Parameters<FileNames['isNumberMember']>): OfNames<boolean> =>
  ({ names }) =>
    names.isNumberMember(...words)

const askMacro =
  (name: string): Ask =>
  ({ rules }) =>
    rules.isMacro(name)

const askTree =
  (question: TreeQuestion): Ask =>
  ({ tree }) =>
    tree.ask(question)

const askText =
  (pattern: RegExp): Ask =>
  ({ rules }) =>
    rules.source.has(pattern)

const askPlatforms: Ask = ({ rules }, at) => rules.platformsOf(at)

const askAssumptions: Ask = ({ rules }, { start }) => rules.assumptionsAt(start)

/** Writes down what is asked while one function is judged. */
export class Questioner {
  private asked: Map<string, Question> | null = null
  private readonly aboutTree = new Map<TreeQuestion, number>()

  /** The questions that the work asks, each once. */
  during<T>(work: () => T): { readonly result: T; readonly questions: readonly Question[] } {
    const questions = new Map<string, Question>()
    this.asked = questions
    try {
      return { result: work(), questions: [...questions.values()] }
    } finally {
      this.asked = null
    }
  }

  /** Notes a question and its answer, under a text that is different for different questions. */
  private note<T>(key: string, at: Span | null, ask: Ask, answer: T): T {
    if (this.asked?.has(key) === false) this.asked.set(key, { at, ask, answer })
    return answer
  }

  /** Names that note what they are asked, and look for answers where nobody watches. */
  names(names: FileNames, tree: WatchedTree): FileNames {
    const put = <T>(key: string, ask: OfNames<T>): T =>
      this.note(
        key,
        null,
        ask,
        tree.unwatched(() => ask({ names })),
      )
    return {
      platform: names.platform,
      file: names.file,
      constant: (name) => put(`constant ${name}`, askConstant(name)),
      resolveAlias: (name) => put(`alias ${name}`, askAlias(name)),
      macroCall: (name) => put(`macro ${name}`, askMacroCall(name)),
      callee: (called, from) => {
        const { name, qualifier, on, argumentCount } = called
        return put(`callee ${qualifier ?? '-'} ${name} ${on} ${argumentCount} ${from}`, askCallee(called, from))
      },
      onlyBorrows: (...words) => put(`borrows ${words.join(' ')}`, askBorrowing(...words)),
      isNumberMember: (...words) => put(`number ${words.join(' ')}`, askNumberMember(...words)),
      // Of the function's own nodes, by declarations that it sees: no other body has a part in that.
      castLookalike: (expression) => names.castLookalike(expression),
      readCall: (call) => names.readCall(call),
    }
  }

  /** Notes a question about the whole tree. */
  tree<T extends string | number | boolean>(question: (tree: SyntaxTree) => T, answer: T): T {
    const number = this.aboutTree.get(question) ?? this.aboutTree.size
    this.aboutTree.set(question, number)
    return this.note(`tree ${number}`, null, askTree(question), answer)
  }

  /** A text that does the same, and tells the tree who looks at which part of it. */
  text(source: SourceText, tree: WatchedTree): SourceText {
    return new WatchedText(
      source,
      (start, end) => tree.look(start, end),
      (pattern) => this.note(`text ${String(pattern)}`, null, askText(pattern), source.has(pattern)),
    )
  }

  /** A rule's context that does the same. */
  context(given: FlowContext<string>, tree: WatchedTree, source: SourceText): FlowContext<string> {
    return {
      ...given,
      tree,
      source,
      platformsOf: (span) =>
        this.note(`platforms ${span.start} ${span.end}`, span, askPlatforms, given.platformsOf(span)),
      isMacro: (name) => this.note(`isMacro ${name}`, null, askMacro(name), given.isMacro(name)),
      assumptionsAt: (offset) => {
        const at = { start: offset, end: offset }
        return this.note(`assumptions ${offset}`, at, askAssumptions, given.assumptionsAt(offset))
      },
    }
  }
}
