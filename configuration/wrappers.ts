import { API_FUNCTION_NAMES, DESCRIPTOR_CALL_NAMES } from '../engine/index.ts'

/** A name of a project for a socket call. */
export interface FoundWrapper {
  readonly name: string
  readonly calls: readonly string[]
  /** Counted from 1. */
  readonly line: number
}

const ALIAS = /^[ \t]*#[ \t]*define[ \t]+(\w+)[ \t]+\(?(\w+)\)?[ \t]*$/gm
const MACRO = /^[ \t]*#[ \t]*define[ \t]+(\w+)\(([\w \t,]*)\)[ \t]+\(*(\w+)[ \t]*\(([^()\n]*)\)\)*[ \t]*$/gm
const FUNCTION =
  /^[ \t]*(?:[\w*]+[ \t\n]+\**)+(\w+)[ \t]*\(([^(){};]*)\)\s*\{\s*return\s+(\w+)\s*\(([^(){};]*)\);\s*\}/gm

/** Macros and functions of a text that are a socket call by another name: the same arguments, passed on. */
export function wrappersIn(text: string): FoundWrapper[] {
  const found: FoundWrapper[] = []
  const add = (at: number, name: string, call: string): void => {
    // A name of the API for another one replaces it for good reason; what it means is known.
    if (!DESCRIPTOR_CALL_NAMES.has(call) || API_FUNCTION_NAMES.has(name)) return
    found.push({ name, calls: [call], line: text.slice(0, at).split('\n').length })
  }
  for (const match of text.matchAll(ALIAS)) add(match.index, match[1] ?? '', match[2] ?? '')
  for (const match of text.matchAll(MACRO)) {
    const [, name = '', parameters = '', call = '', given = ''] = match
    if (names(parameters, /^(\w+)$/).join() === names(given, /^(\w+)$/).join()) add(match.index, name, call)
  }
  for (const match of text.matchAll(FUNCTION)) {
    const [, name = '', parameters = '', call = '', given = ''] = match
    const declared = names(parameters, /(\w+)\s*(?:\[\s*\])?$/)
    if (declared.length > 0 && declared.join() === names(given, /^(\w+)$/).join()) add(match.index, name, call)
  }
  return found
}

/** The name in each part of a list; the part itself where there is none. */
function names(list: string, name: RegExp): string[] {
  return list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => name.exec(part)?.[1] ?? `?${part}`)
}
