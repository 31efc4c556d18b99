/**
 * Reads a rule's pages. A page is markdown with a fixed shape:
 *
 *     # Title
 *
 *     One paragraph that says what is wrong.
 *
 *     ## Why it is wrong        (the headings of rules/pages.ts, all of them, in that order)
 *     ...
 *
 * Every code block in Bad and Good is an excerpt of a fixture of the rule, between `// doc-begin` and `// doc-end`, so
 * that what a page shows is what the tests run. Comments of the test (`// want "..."`) are not shown.
 */
import { LANGUAGES, type Language } from '../engine/text/localised.ts'
import { HEADINGS, type Page, SECTIONS, type SectionId } from '../rules/pages.ts'

/** Something wrong with a page. `line` is 1-based. */
export interface PageProblem {
  readonly file: string
  readonly line: number
  readonly message: string
}

/** A file as its parser sees it; `file` is what problems name. */
export interface SourceText {
  readonly file: string
  readonly text: string
}

/** A fenced code block. `line` is the 1-based line of the opening fence. */
export interface CodeBlock {
  readonly section: SectionId | null
  readonly language: string
  readonly code: string
  readonly line: number
}

export interface ParsedPage {
  readonly page: Page
  readonly blocks: readonly CodeBlock[]
  /** 1-based line of each section's heading that was found. */
  readonly headingLines: Readonly<Partial<Record<SectionId, number>>>
  readonly problems: readonly PageProblem[]
}

const WANT_COMMENT = /[ \t]*(?:\/\/|\/\*)\s*want(?:-posix|-windows)?\s+".*$/gm

/** The code without the comments that tell the fixture test what to expect. */
export function withoutWants(code: string): string {
  return code.replace(WANT_COMMENT, '')
}

/** Parses one page. Never throws: whatever is wrong is among the problems. */
export function parsePage(source: SourceText, language: Language): ParsedPage {
  const problems: PageProblem[] = []
  if (source.text.trim() === '') {
    const nothing = { why: '', bad: '', good: '', fix: '', platforms: '', silent: '', references: '' }
    const problem = { file: source.file, line: 1, message: 'the page is missing or empty' }
    return { page: { title: '', summary: '', sections: nothing }, blocks: [], headingLines: {}, problems: [problem] }
  }
  const complain = (line: number, message: string): void => void problems.push({ file: source.file, line, message })
  const lines = source.text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const blocks: CodeBlock[] = []
  const headingLines: Partial<Record<SectionId, number>> = {}
  const bodies: Partial<Record<SectionId, string[]>> = {}
  const intro: string[] = []
  let title = ''
  let section: SectionId | null = null
  let body = intro
  let expected = 0
  let fence: { marker: string; language: string; line: number; code: string[] } | null = null

  lines.forEach((line, index) => {
    const number = index + 1
    const fenceMark = /^(`{3,}|~{3,})\s*(\S*)\s*$/.exec(line)
    if (fence !== null) {
      body.push(line)
      if (fenceMark !== null && fenceMark[2] === '' && (fenceMark[1] ?? '').startsWith(fence.marker)) {
        blocks.push({ section, language: fence.language, code: fence.code.join('\n'), line: fence.line })
        fence = null
      } else {
        fence.code.push(line)
      }
      return
    }
    if (fenceMark !== null) {
      fence = { marker: fenceMark[1] ?? '', language: fenceMark[2] ?? '', line: number, code: [] }
      body.push(line)
      return
    }
    const heading = /^(#{1,2})\s+(.*?)\s*$/.exec(line)
    if (heading === null) {
      body.push(line)
      return
    }
    const text = heading[2] ?? ''
    if (heading[1] === '#') {
      if (title !== '') complain(number, `a second title: "${text}"`)
      else if (section !== null) complain(number, 'the title must come first')
      title = text
      return
    }
    const id = SECTIONS.find((candidate) => HEADINGS[language][candidate] === text)
    if (id === undefined) {
      const known = SECTIONS.map((candidate) => HEADINGS[language][candidate]).join(', ')
      complain(number, `unknown heading "${text}"; a page has: ${known}`)
      body = []
      section = null
      return
    }
    if (headingLines[id] !== undefined) complain(number, `heading "${text}" stands twice`)
    else if (SECTIONS.indexOf(id) < expected) complain(number, `heading "${text}" is out of order`)
    expected = Math.max(expected, SECTIONS.indexOf(id) + 1)
    headingLines[id] = number
    section = id
    body = []
    bodies[id] = body
  })

  const unclosed = fence as { line: number } | null
  if (unclosed !== null) complain(unclosed.line, 'a code block is not closed')
  if (title === '') complain(1, 'the page has no "# Title"')
  const summary = intro.join('\n').trim()
  if (summary === '') complain(1, 'the page has no summary between its title and the first heading')
  else if (/\n\s*\n/.test(summary)) complain(1, 'the summary is more than one paragraph')

  for (const id of SECTIONS) {
    const heading = HEADINGS[language][id]
    const found = bodies[id]
    if (found === undefined) complain(lines.length, `missing heading "## ${heading}"`)
    else if (found.join('').trim() === '') complain(headingLines[id] ?? 1, `section "${heading}" is empty`)
  }
  const textOf = (id: SectionId): string => withoutWants((bodies[id] ?? []).join('\n').trim())
  const page: Page = {
    title,
    // Wrapped lines are one sentence; Japanese has no space at a line's end.
    summary: summary.replace(/\s*\n\s*/g, language === 'ja' ? '' : ' '),
    sections: {
      why: textOf('why'),
      bad: textOf('bad'),
      good: textOf('good'),
      fix: textOf('fix'),
      platforms: textOf('platforms'),
      silent: textOf('silent'),
      references: textOf('references'),
    },
  }
  return { page, blocks, headingLines, problems }
}

/** A piece of a fixture that a page shows. `line` is the 1-based line of `doc-begin`. */
export interface Excerpt {
  readonly file: string
  readonly line: number
  readonly code: string
}

/** The parts of a fixture between `// doc-begin` and `// doc-end`, without the markers, indentation kept. */
export function excerptsOf(source: SourceText): { excerpts: readonly Excerpt[]; problems: readonly PageProblem[] } {
  const excerpts: Excerpt[] = []
  const problems: PageProblem[] = []
  let open: { line: number; code: string[] } | null = null
  source.text.split(/\r?\n/).forEach((line, index) => {
    const number = index + 1
    const mark = line.trim()
    if (mark === '// doc-begin') {
      if (open !== null) problems.push({ file: source.file, line: number, message: 'doc-begin inside doc-begin' })
      open = { line: number, code: [] }
    } else if (mark === '// doc-end') {
      if (open === null) problems.push({ file: source.file, line: number, message: 'doc-end without doc-begin' })
      else excerpts.push({ file: source.file, line: open.line, code: withoutWants(open.code.join('\n')) })
      open = null
    } else {
      open?.code.push(line)
    }
  })
  const unclosed = open as { line: number } | null
  if (unclosed !== null) {
    problems.push({ file: source.file, line: unclosed.line, message: 'doc-begin without doc-end' })
  }
  return { excerpts, problems }
}

/** The files of one rule folder, as far as its pages are concerned. */
export interface RulePages {
  readonly pages: Readonly<Record<Language, SourceText>>
  readonly bad: readonly SourceText[]
  readonly good: readonly SourceText[]
}

/** Parses both pages of a rule and holds them against each other and against the fixtures. */
export function compilePages(rule: RulePages): {
  readonly pages: Readonly<Record<Language, Page>>
  readonly problems: readonly PageProblem[]
} {
  const parsed: Readonly<Record<Language, ParsedPage>> = {
    en: parsePage(rule.pages.en, 'en'),
    ja: parsePage(rule.pages.ja, 'ja'),
  }
  const problems = LANGUAGES.flatMap((language) => parsed[language].problems)
  problems.push(...differences(rule, parsed))

  for (const section of ['bad', 'good'] as const) {
    const found = rule[section].map(excerptsOf)
    problems.push(...found.flatMap((each) => each.problems))
    const excerpts = found.flatMap((each) => each.excerpts)
    const shown = new Set<Excerpt>()
    for (const language of LANGUAGES) {
      const { file } = rule.pages[language]
      const blocks = parsed[language].blocks.filter((block) => block.section === section)
      if (blocks.length === 0 && parsed[language].headingLines[section] !== undefined) {
        const message = `section "${HEADINGS[language][section]}" shows no code`
        problems.push({ file, line: parsed[language].headingLines[section] ?? 1, message })
      }
      for (const block of blocks) {
        const code = withoutWants(block.code)
        const excerpt = excerpts.find((candidate) => candidate.code === code)
        if (excerpt !== undefined) shown.add(excerpt)
        else problems.push({ file, line: block.line, message: notAnExcerpt(section, code, excerpts) })
      }
    }
    for (const excerpt of excerpts) {
      if (shown.has(excerpt)) continue
      problems.push({ file: excerpt.file, line: excerpt.line, message: 'this excerpt stands in no page' })
    }
  }
  return { pages: { en: parsed.en.page, ja: parsed.ja.page }, problems }
}

function differences(rule: RulePages, parsed: Readonly<Record<Language, ParsedPage>>): PageProblem[] {
  const problems: PageProblem[] = []
  const { en, ja } = parsed
  const file = rule.pages.ja.file
  for (let index = 0; index < Math.max(en.blocks.length, ja.blocks.length); index++) {
    const english = en.blocks[index]
    const japanese = ja.blocks[index]
    if (japanese === undefined) {
      problems.push({ file, line: 1, message: `the code block of ${rule.pages.en.file}:${english?.line} is missing` })
    } else if (english === undefined) {
      problems.push({ file, line: japanese.line, message: `this code block is missing in ${rule.pages.en.file}` })
    } else if (english.section !== japanese.section || english.language !== japanese.language) {
      const message = `this code block differs in place or language from ${rule.pages.en.file}:${english.line}`
      problems.push({ file, line: japanese.line, message })
    } else if (withoutWants(english.code) !== withoutWants(japanese.code)) {
      const message = `this code block differs from ${rule.pages.en.file}:${english.line}`
      problems.push({ file, line: japanese.line, message })
    }
  }
  return problems
}

function notAnExcerpt(section: 'bad' | 'good', code: string, excerpts: readonly Excerpt[]): string {
  const wanted = `the code is not an excerpt (// doc-begin ... // doc-end) of a ${section} fixture`
  const lines = code.split('\n')
  // The excerpt that starts like the block is the one that was meant: say where the two part.
  for (const excerpt of excerpts) {
    const other = excerpt.code.split('\n')
    const at = lines.findIndex((line, index) => line !== other[index])
    if (at > 0) {
      return `${wanted}; it differs from ${excerpt.file}:${excerpt.line + 1 + at} at its line ${at + 1}: ${JSON.stringify(lines[at] ?? '')} is not ${JSON.stringify(other[at] ?? '')}`
    }
  }
  return wanted
}

/** `file:line: message`, one a line. */
export function renderProblems(problems: readonly PageProblem[]): string {
  return problems.map((problem) => `${problem.file}:${problem.line}: ${problem.message}`).join('\n')
}
