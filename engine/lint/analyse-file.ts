import { analyseFunctions, type AnalysedFunction, type FlowInput, type MacroTable } from '../flow/analyse.ts'
import { importsKey } from '../flow/program.ts'
import type { FileFacts, FunctionFacts, ImportedFacts, Note } from '../flow/facts.ts'
import { PLATFORMS, type Platform } from '../model/index.ts'
import { aliasOf, type MacroTable as MacroDefinitions, wrapperOf } from '../preprocess/macros.ts'
import { supportedPlatforms } from '../preprocess/platform-support.ts'
import { hasHeader } from '../preprocess/headers.ts'
import { makeViews, type View, type Views } from '../preprocess/views.ts'
import { Declarations, type KnownTypes } from '../syntax/declarations.ts'
import { type FunctionNode, functionsOf, nameOfNode } from '../syntax/functions.ts'
import { chooseLanguage } from '../syntax/language.ts'
import type { ParseRefusal, SourceParser } from '../syntax/parser.ts'
import { KIND_NAMES } from '../../grammars/kinds.ts'
import { Kind, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import { decodeSource } from '../text/decode.ts'
import { LineIndex } from '../text/line-index.ts'
import type { Localised } from '../text/localised.ts'
import { SourceText } from '../text/source-text.ts'
import type { Span } from '../text/span.ts'
import type { LintConfig } from './config.ts'
import type { AnalysisError } from './diagnostic.ts'
import { Findings } from './findings.ts'
import { FlowReports, type Reported, type Said } from './flow-reports.ts'
import { type HeaderTable, type HeaderTables, headerTables, NO_HEADERS } from './header-table.ts'
import type { Circumstances, KeptFunctions, KeptRun } from './kept-functions.ts'
import { knownTypes, typesOfMacros } from './known-types.ts'
import { type FunctionLifecycles, LifecycleRecorder } from './lifecycles.ts'
import { type ParsedViews, parseViews } from './parse-views.ts'
import type { FileAnalysis, LimitReached, SourceInput } from './project.ts'
import type { Report, Rule, SyntaxContext } from './rule.ts'
import type { OptionValues, RuleOptions } from './rule-options.ts'
import { listeningRules, optionsOf } from './selection.ts'
import { readSuppressions } from './suppressions.ts'

/** Turns one file into findings and facts. Keeps nothing between files by itself. */
export class FileAnalyser {
  constructor(
    private readonly parser: SourceParser,
    private readonly rules: readonly Rule[],
  ) {}

  /** `kept`: what is known of the file from its analyses before; it is brought up to date. */
  analyse(input: SourceInput, config: LintConfig, imports?: ImportedFacts, kept?: KeptFunctions): FileAnalysis {
    const run = this.prepare(input, config, imports, listeningRules(this.rules, config), kept)
    return run instanceof FileRun ? run.run() : run
  }

  /** What becomes of the descriptors of each function; no rule is asked. */
  lifecycles(input: SourceInput, config: LintConfig, imports?: ImportedFacts): FunctionLifecycles[] {
    const run = this.prepare(input, config, imports, [])
    return run instanceof FileRun ? run.lifecycles() : []
  }

  /** Everything up to the run itself; a result where there is nothing to run on. */
  private prepare(
    input: SourceInput,
    config: LintConfig,
    imports: ImportedFacts | undefined,
    rules: readonly Rule[],
    kept?: KeptFunctions,
  ): FileRun | FileAnalysis {
    const decoded =
      typeof input.content === 'string'
        ? { ok: true as const, text: input.content, damaged: false }
        : decodeSource(input.content)
    if (!decoded.ok) return refused(input.path, NOT_TEXT)
    const language = input.language ?? chooseLanguage(input.path, decoded.text)
    const { defines } = input
    const headers = headerTables(input.headers ?? NO_HEADERS, defines)
    const given = defines === undefined ? {} : { defines }
    const views = makeViews(decoded.text, { language, inherited: headers.inherited, ...given })
    const supported = supportedPlatforms(views, { path: input.path })
    const platforms = config.targets === 'auto' ? supported : PLATFORMS.filter((p) => config.targets.includes(p))
    const trees = parseViews(this.parser, views, language, platforms)
    if (!trees.ok) return refused(input.path, REFUSALS[trees.reason])
    const written = { path: input.path, source: decoded.text, supported, platforms }
    const circumstances = (): Circumstances => ({
      texts: [decoded.text, views.views.posix.text, views.views.windows.text],
      headers: input.headers ?? NO_HEADERS,
      others: JSON.stringify([
        ...[input.path, language, config, supported, platforms, [...(defines ?? [])]],
        ...PLATFORMS.map((platform) => typesOfMacros(views.views[platform].macros)),
      ]),
    })
    const keeping = kept?.begin(circumstances(), input.path)
    const run = new FileRun(written, views, trees, headers.tables, rules, config, imports, keeping)
    if (decoded.damaged) run.errors.push({ file: input.path, message: BROKEN_TEXT })
    return run
  }
}

interface WrittenFile {
  readonly path: string
  readonly source: string
  /** What the file is written for. */
  readonly supported: readonly Platform[]
  /** What of that this run looks at. */
  readonly platforms: readonly Platform[]
}

/** Who hears what a rule says through its context. */
interface Hearers {
  readonly functionName: () => string | null
  readonly note: (note: Note) => void
  readonly report: (report: Report<string>) => void
}

class FileRun {
  readonly errors: AnalysisError[] = []
  private readonly limits: LimitReached[] = []
  private readonly lines: LineIndex
  private readonly findings: Findings
  private readonly broken = new Set<Rule>()
  private readonly notes: Partial<Record<Platform, Map<string, Note>>> = {}
  private recorder: LifecycleRecorder | null = null
  private readonly path: string
  private readonly source: string
  private readonly text: SourceText
  private readonly supported: readonly Platform[]
  private readonly platforms: readonly Platform[]
  private readonly options: ReadonlyMap<Rule, OptionValues<RuleOptions>>

  constructor(
    file: WrittenFile,
    private readonly views: Views,
    private readonly trees: ParsedViews,
    private readonly headers: HeaderTables['tables'],
    private readonly rules: readonly Rule[],
    private readonly config: LintConfig,
    private readonly imports: ImportedFacts | undefined,
    private readonly keeping: KeptRun | undefined,
  ) {
    this.path = file.path
    this.source = file.source
    this.text = new SourceText(this.source)
    this.supported = file.supported
    this.platforms = file.platforms
    this.lines = new LineIndex(this.source)
    this.findings = new Findings(this.path, this.lines, config)
    this.options = new Map(rules.map((rule) => [rule, optionsOf(rule, config)]))
  }

  lifecycles(): FunctionLifecycles[] {
    this.recorder = new LifecycleRecorder()
    for (const platform of this.platforms) {
      const tree = this.trees[platform]
      this.flow(platform, tree, new Declarations(tree, this.typesOf(platform)), new Map())
    }
    const silent = new Set(this.limits.map(({ functionName }) => functionName))
    return this.recorder.result(({ name }) => silent.has(name))
  }

  run(): FileAnalysis {
    if (this.views.exhausted) this.limits.push({ functionName: '', limit: 'conditions' })
    const byFunction = new Map<string, FunctionFacts>()
    for (const platform of this.platforms) {
      const tree = this.trees[platform]
      const declarations = new Declarations(tree, this.typesOf(platform))
      this.visit(platform, tree, declarations, 0, tree.size)
      this.flow(platform, tree, declarations, byFunction)
    }
    this.visitUnseen()
    this.keeping?.end(this.errors.length > 0)
    return {
      path: this.path,
      parsed: true,
      diagnostics: this.findings.list((offset) => this.platformsAt({ start: offset, end: offset + 1 }, this.platforms)),
      facts: {
        file: this.path,
        platforms: this.platforms,
        functions: [...byFunction.values()].sort((a, b) => a.span.start - b.span.start),
        notes: this.notesOfRules(),
        importsKey: importsKey(this.imports),
        lineStarts: Array.from({ length: this.lines.lineCount }, (_, line) => this.lines.lineStart(line)),
      },
      suppressions: readSuppressions(this.trees.raw, this.source, this.lines),
      errors: this.errors,
      limits: this.limits,
    }
  }

  /** Those of the platforms whose view contains the code: its first character that is not blank was not masked. */
  private platformsAt(span: Span, among: readonly Platform[]): Platform[] {
    let offset = span.start
    while (offset < span.end - 1 && /\s/.test(this.source[offset] ?? 'x')) offset++
    return among.filter((platform) => !/\s/.test(this.views.views[platform].text[offset] ?? ' '))
  }

  private isMacro(name: string, platform: Platform): boolean | null {
    const view = this.views.views[platform]
    const header = this.headers[platform]
    if (view.macros.has(name) || header.macros.get(name) !== undefined) return true
    if (header.uncertain.has(name)) return null
    const own = view.includes.filter(({ live, angled }) => live && !angled).map((include) => include.name)
    const unread = new Set(own.filter((include) => PLATFORMS.every((p) => hasHeader(include, p) === undefined)))
    return unread.size > header.read ? null : false
  }

  private notesOfRules(): FileFacts['notes'] {
    const kept = ({ rule }: Note): boolean => ![...this.broken].some((broken) => broken.id === rule)
    return Object.fromEntries(
      Object.entries(this.notes).map(([platform, notes]) => [platform, [...notes.values()].filter(kept)]),
    )
  }

  private context(
    rule: Rule,
    platform: Platform,
    tree: SyntaxTree,
    declarations: Declarations,
    { functionName, note, report }: Hearers,
  ): SyntaxContext<string> {
    return {
      options: this.options.get(rule) ?? {},
      platform,
      isCompiled: tree !== this.trees.raw || this.trees.raw === this.trees[platform],
      tree,
      file: this.path,
      source: this.text,
      ...this.factsOf(platform),
      typeOf: (expression) => declarations.typeOf(expression),
      note: (span, tag, text = '') =>
        note({ rule: rule.id, file: this.path, functionName: functionName(), span, tag, text }),
      report,
    }
  }

  /** What the preprocessor knows, for rules. */
  private factsOf(platform: Platform): Pick<SyntaxContext<string>, 'platformsOf' | 'assumptionsAt' | 'isMacro'> {
    return {
      platformsOf: (span) =>
        PLATFORMS.filter((p) => p === platform || this.platformsAt(span, this.supported).includes(p)),
      assumptionsAt: (offset) =>
        this.views.views[platform].decisions
          .filter((d) => d.by === 'vote' && d.value && d.branch.start <= offset && offset < d.branch.end)
          .map((d) => d.condition),
      isMacro: (name) => this.isMacro(name, platform),
    }
  }

  /** Calls the syntax visitors for a range of nodes. */
  private visit(
    platform: Platform,
    tree: SyntaxTree,
    declarations: Declarations,
    from: number,
    to: number,
    platforms: readonly Platform[] = [platform],
  ): void {
    const table = new Map<string, Rule[]>()
    for (const rule of this.rules) {
      if (!rule.platforms.includes(platform)) continue
      for (const kind of Object.keys(rule.visit ?? {})) table.set(kind, [...(table.get(kind) ?? []), rule])
    }
    if (table.size === 0) return
    const byKind = KIND_NAMES.map((name) => table.get(name))
    const names = new EnclosingFunction(tree, declarations)
    for (let node = from; node < to; node++) {
      const rules = byKind[tree.kind(node)]
      if (rules === undefined) continue
      for (const rule of rules) {
        const name = (): string | null => names.of(node)
        const context = this.context(rule, platform, tree, declarations, {
          functionName: name,
          note: (note) => this.keepNote(platform, note),
          report: (report) => this.findings.add(rule, report, platforms, name()),
        })
        this.guarded(rule, tree.start(node), () => rule.visit?.[tree.kindName(node)]?.(node, context))
      }
    }
  }

  /** Code that is in no view (an `#else` nobody takes) still gets the syntax rules, for every platform of the file. */
  private visitUnseen(): void {
    const { raw } = this.trees
    const platform = this.platforms[0]
    if (platform === undefined || (this.views.same && this.views.views.posix.masked.length === 0)) return
    const declarations = new Declarations(raw, this.typesOf(platform))
    let node = 0
    while (node < raw.size) {
      const span = raw.span(node)
      const seen = PLATFORMS.some((p) => this.views.views[p].text.slice(span.start, span.end).trim() !== '')
      if (!seen && span.end > span.start && raw.isNamed(node) && !raw.is(node, Kind.comment)) {
        const end = raw.subtreeEnd(node)
        this.visit(platform, raw, declarations, node, end, this.platforms)
        node = end
      } else node++
    }
  }

  private typesOf(platform: Platform): KnownTypes {
    return knownTypes(this.views.views[platform].macros, this.headers[platform].types)
  }

  private flow(
    platform: Platform,
    tree: SyntaxTree,
    declarations: Declarations,
    byFunction: Map<string, FunctionFacts>,
  ): void {
    const view = this.views.views[platform]
    const listeners = this.rules.filter((rule) => rule.on !== undefined && rule.platforms.includes(platform))
    const functions = functionsOf(tree, declarations)
    const facts = { source: this.text, ...this.factsOf(platform) }
    const keeper = this.keeping?.view(platform, tree, functions, facts)
    const said = new FlowReports(
      listeners,
      (rule, fn, { reports, notes }) => {
        const context = {
          ...this.context(rule, platform, tree, declarations, {
            functionName: () => fn.name,
            note: (note) => notes.push(note),
            report: (given) => reports.push({ rule, given, fn }),
          }),
          functionName: fn.name,
          nameOf: (node: NodeId) => nameOfNode(fn, node),
          damaged: fn.damaged,
        }
        return keeper?.context(context) ?? context
      },
      (rule, offset, work) => this.guarded(rule, offset, work),
    )
    keeper?.listenTo(said)
    let analysed: AnalysedFunction[]
    try {
      analysed = analyseFunctions(
        {
          file: this.path,
          platform,
          tree: keeper?.tree ?? tree,
          declarations,
          functions,
          ...(keeper === undefined ? {} : { keeper }),
          ...outsideOf(view, functions, this.headers[platform]),
          imports: this.imports?.summaries[platform] ?? {},
          noreturn: [...(this.config.noreturn ?? []), ...this.headers[platform].noreturn],
          wrappers: this.config.wrappers ?? {},
          models: this.config.models ?? [],
          forgetsStates: true,
        },
        this.recorder === null ? said.listener : this.recorder.listenerFor(platform),
      )
    } catch (error) {
      this.errors.push({ file: this.path, internal: true, message: internalError(error) })
      return
    }
    this.take(platform, said.of(analysed))
    for (const { node, summary, binds, references, limit, summaryLimit } of analysed) {
      for (const passed of [limit, summaryLimit])
        if (passed !== null) this.limits.push({ functionName: node.name, limit: passed })
      const key = `${node.name} ${node.span.start}`
      const known = byFunction.get(key)
      byFunction.set(key, {
        name: node.name,
        file: this.path,
        span: node.span,
        isStatic: node.isStatic,
        references: [...new Set([...(known?.references ?? []), ...references])].sort(),
        summaries: { ...known?.summaries, [platform]: summary },
        binds: { ...known?.binds, [platform]: binds },
      })
    }
  }

  /** Takes over what the rules said of functions: what depends on what another path says comes last. */
  private take(platform: Platform, { reports, notes }: Said): void {
    for (const note of notes) this.keepNote(platform, note)
    const isNoted = ({ rule, given, fn }: Reported): boolean =>
      notes.some((note) => note.rule === rule.id && note.functionName === fn.name && note.tag === given.unless)
    const counted = reports.filter((reported) => reported.given.unless === undefined || !isNoted(reported))
    const last = counted.filter(({ given }) => given.unless !== undefined)
    for (const { rule, given, fn } of [...counted.filter(({ given: { unless } }) => unless === undefined), ...last])
      if (!this.broken.has(rule)) this.findings.add(rule, given, [platform], fn.name)
  }

  /** Paths through one place tell the same. */
  private keepNote(platform: Platform, note: Note): void {
    const notes = (this.notes[platform] ??= new Map())
    notes.set(`${note.rule} ${note.span.start} ${note.span.end} ${note.tag} ${note.text}`, note)
  }

  /** A rule that throws loses its own results for this file, nothing else. */
  private guarded(rule: Rule, offset: number, work: () => void): void {
    if (this.broken.has(rule)) return
    try {
      work()
    } catch (error) {
      this.broken.add(rule)
      this.findings.drop(rule)
      const reason = error instanceof Error ? error.message : String(error)
      const { line, character } = this.lines.position(offset)
      this.errors.push({
        file: this.path,
        internal: true,
        message: {
          en: `Rule ${rule.id} failed at ${line + 1}:${character + 1} (${reason}); its findings for this file are missing. Please report it.`,
          ja: `ルール ${rule.id} が ${line + 1}:${character + 1} で失敗しました (${reason})。このファイルに対するこのルールの指摘は含まれません。不具合として報告してください。`,
        },
      })
    }
  }
}

/** Name of the function definition around a node, found by walking up once a node. */
class EnclosingFunction {
  private readonly known = new Map<number, string>()

  constructor(
    private readonly tree: SyntaxTree,
    private readonly declarations: Declarations,
  ) {}

  of(node: number): string | null {
    const definition = this.tree.ancestor(node, Kind.function_definition)
    if (definition < 0) return null
    if (this.known.size === 0)
      for (const fn of functionsOf(this.tree, this.declarations)) this.known.set(fn.definition, fn.name)
    return this.known.get(definition) ?? null
  }
}

/** What a file and its headers tell the flow engine beside the code itself. */
export function outsideOf(
  view: View,
  functions: readonly FunctionNode[],
  header: HeaderTable,
): Pick<FlowInput, 'constants' | 'includes' | 'macros'> {
  const live = view.includes.filter((include) => include.live).map((include) => include.name)
  // Headers declare a function where they have no macro for it: a file that defines it is for that case.
  const own = new Set(functions.map(({ name }) => name))
  const macros: MacroDefinitions = {
    get: (name) => view.macros.get(name) ?? (own.has(name) ? undefined : header.macros.get(name)),
  }
  return {
    includes: new Set([...live, ...header.includes]),
    macros: macroTable({ macros }),
    constants: header.constants,
  }
}

/** Macros as the flow engine reads them. */
export function macroTable({ macros }: { readonly macros: MacroDefinitions }): MacroTable {
  return {
    bodyOf: (name: string) => {
      const macro = macros.get(name)
      return macro === undefined || macro.parameters !== null ? undefined : macro.body
    },
    aliasOf: (name: string) => aliasOf(macros, name) ?? undefined,
    wrapperOf: (name: string) => wrapperOf(macros, name) ?? undefined,
  }
}

function refused(path: string, message: Localised): FileAnalysis {
  return {
    path,
    parsed: false,
    diagnostics: [],
    facts: { file: path, platforms: [], functions: [], notes: {}, importsKey: '', lineStarts: [0] },
    suppressions: [],
    errors: [{ file: path, message }],
    limits: [],
  }
}

function internalError(error: unknown): Localised {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    en: `Internal error while following the code (${reason}); findings that depend on it are missing. Please report it.`,
    ja: `コードの追跡中に内部エラーが発生しました (${reason})。これに依存する指摘は含まれません。不具合として報告してください。`,
  }
}

const NOT_TEXT: Localised = {
  en: 'This is a binary file, not C or C++ text; it was skipped.',
  ja: 'C/C++ のテキストではなくバイナリファイルのため、検査しませんでした。',
}

const BROKEN_TEXT: Localised = {
  en: 'The text is not valid UTF-8 (nor EUC-JP or Shift_JIS); broken bytes were replaced before the analysis.',
  ja: 'テキストが UTF-8、EUC-JP、Shift_JIS のいずれとしても正しくないため、不正なバイトを置き換えて解析しました。',
}

const REFUSALS: Readonly<Record<ParseRefusal['reason'], Localised>> = {
  'too-large': {
    en: 'The file is larger than 32 MB and was skipped.',
    ja: 'ファイルが 32 MB を超えるため、検査しませんでした。',
  },
  'too-complex': {
    en: 'The file takes too long to parse (is it generated text or no C at all?) and was skipped.',
    ja: 'ファイルの構文解析に時間がかかりすぎるため、検査しませんでした (自動生成されたテキストか、C 以外のファイルの可能性があります)。',
  },
  'out-of-memory': {
    en: 'There is not enough memory to parse the file; it was skipped.',
    ja: 'ファイルの構文解析に必要なメモリが足りないため、検査しませんでした。',
  },
}
