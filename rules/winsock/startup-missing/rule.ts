import {
  calleeName,
  defineRule,
  type FlowContext,
  loopAround,
  mayMatter,
  NO_NODE,
  type Note,
  type ProgramFacts,
  type ProgramRun,
} from '../../../engine/rule-api.ts'

const STARTUP = 'startup'
const USE = 'use'
/** The use stands in a loop: a start behind it comes before its next round. */
const REPEATED = 'repeated'
/** Code that may start Winsock where nobody sees it. */
const UNCLEAR = 'unclear'

const ENTRIES = /^(?:w?main|_tmain|w?WinMain|_tWinMain)$/

/** A constructor that the headers of the project declare can do it. */
function isUnclear({ tree, isMacro }: FlowContext<string>): boolean {
  return tree.language === 'cpp' && isMacro('WSAStartup') === null
}

/** The first use in the order of files and places. */
function isBefore(a: Note, b: Note): boolean {
  return a.file === b.file ? a.span.start < b.span.start : a.file < b.file
}

/** True when the one start of a program stands behind the use in the same entry point, so that it comes too late. */
function comesLate({ notes }: ProgramRun, use: Note): boolean {
  const starts = notes.filter(({ tag }) => tag === STARTUP)
  if (starts.length === 0 || !ENTRIES.test(use.functionName ?? '')) return false
  if (notes.some(({ tag, file, span }) => tag === REPEATED && file === use.file && span.start === use.span.start))
    return false
  return starts.every(
    (start) => start.file === use.file && start.functionName === use.functionName && use.span.start < start.span.start,
  )
}

/** Starts that no program of the run is known to reach: of global objects, libraries, other entries. */
function startsOutside(facts: ProgramFacts): boolean {
  return facts.notes.some((note) => note.tag === STARTUP && facts.programsOf(note).length === 0)
}

export default defineRule({
  id: 'winsock/startup-missing',
  since: '0.1.0',
  severity: 'error',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['windows'],
  merge: 'any',
  cwe: [],
  messages: {
    missing: {
      en: 'No part of this program calls WSAStartup(), so that on Windows {callee}() fails with WSANOTINITIALISED (10093), as does every other call of Winsock. Call WSAStartup() first.',
      ja: 'このプログラムのどこにも WSAStartup() の呼び出しがないため、Windows では {callee}() も、ほかの Winsock の呼び出しも WSANOTINITIALISED (10093) で失敗します。先に WSAStartup() を呼び出してください。',
    },
    late: {
      en: 'WSAStartup() is called only behind this line, so that on Windows {callee}() fails here with WSANOTINITIALISED (10093). Call WSAStartup() first.',
      ja: 'WSAStartup() を呼び出すのはこの行より後であるため、Windows ではここの {callee}() が WSANOTINITIALISED (10093) で失敗します。先に WSAStartup() を呼び出してください。',
    },
  },
  on: {
    called({ node, row, span }, context) {
      const { tree } = context
      if (row.name === 'WSAStartup') context.note(span, STARTUP)
      const isUse = row.effect === 'create' || row.effect === 'resolve' || row.name === 'gethostbyname'
      if (!isUse || !/^(?:sys\/socket|winsock2|netdb|ws2tcpip|arpa\/inet)\.h$/.test(row.header)) return
      if (context.damaged || isUnclear(context)) context.note(span, UNCLEAR)
      if (loopAround(tree, node) !== NO_NODE) context.note(span, REPEATED)
      context.note(span, USE, calleeName(tree, node))
    },
  },
  program(facts, context) {
    if (startsOutside(facts)) return
    const reported: Note[] = []
    const uses = facts.notes.filter(({ tag }) => tag === USE).sort((a, b) => (isBefore(a, b) ? -1 : 1))
    for (const use of uses) {
      const programs = facts.programsOf(use)
      // One that several programs share is missing in all of them, or it is not clear which of them runs.
      const isCertain = programs.every(
        ({ notes, unknown }) => !mayMatter(unknown) && !notes.some(({ tag }) => tag === UNCLEAR),
      )
      if (programs.length === 0 || !isCertain) continue
      const isMissing = programs.every(({ notes }) => !notes.some(({ tag }) => tag === STARTUP))
      const isLate = programs.every((program) => comesLate(program, use))
      if (!isMissing && !isLate) continue
      // The others of a program fail for the same reason.
      if (programs.some(({ notes }) => notes.some((note) => reported.includes(note)))) continue
      reported.push(use)
      context.report({
        file: use.file,
        span: use.span,
        message: isMissing ? 'missing' : 'late',
        parameters: { callee: use.text === '' ? 'socket' : use.text },
      })
    }
  },
})
