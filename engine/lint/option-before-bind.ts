/** The fix of rules that miss an option on a socket: it is set on the lines before the statement that binds it. */
import type { BoundTo, ResourceView } from '../flow/events.ts'
import type { Platform } from '../model/platform.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import type { SourceText } from '../text/source-text.ts'
import type { Span, TextEdit } from '../text/span.ts'
import { blockStatementOf, newlineOf } from './statements.ts'

/** An option that takes an `int`. */
export interface WantedOption {
  readonly level: string
  readonly name: string
  readonly value: number
  /** Name of the variable that holds the value. */
  readonly variable: string
}

interface Place {
  readonly tree: SyntaxTree
  readonly source: SourceText
  readonly file: string
  platformsOf(span: Span): readonly Platform[]
}

/**
 * Edits that set the option of each platform that compiles the bind; a platform without one is left as it is. undefined
 * when the code is not plain: another function binds, the socket is made in the same statement, a name is taken.
 */
export function optionBeforeBind(
  { tree, source, file, platformsOf }: Place,
  resource: ResourceView,
  bound: BoundTo,
  wanted: Readonly<Partial<Record<Platform, WantedOption>>>,
): TextEdit[] | undefined {
  if (bound.file !== undefined || resource.file !== undefined) return undefined
  const call = tree.covering(bound.span.start, bound.span.end)
  const statement = blockStatementOf(tree, call)
  const fn = tree.ancestor(call, Kind.function_definition)
  if (statement === NO_NODE || fn === NO_NODE || tree.hasError(statement)) return undefined
  const { start } = tree.span(statement)
  const isMadeBefore = tree.start(fn) < resource.span.start && resource.span.end <= start
  const isGiven = tree
    .namedChildren(tree.child(call, Field.arguments))
    .some((argument) => tree.textOf(argument) === resource.name)
  const line = source.lastIndexOf('\n', start - 1) + 1
  const indentation = source.slice(line, start)
  if (!isMadeBefore || !isGiven || !/^[ \t]*$/.test(indentation) || isJumpedOver(tree, fn, file)) return undefined

  const platforms = platformsOf(tree.span(statement))
  const taken = source.slice(tree.start(fn), tree.end(fn))
  const used = platforms.flatMap((platform) => wanted[platform] ?? [])
  if (used.length === 0 || used.some(({ variable }) => new RegExp(`\\b${variable}\\b`).test(taken))) return undefined
  const lines = linesFor(platforms, wanted, resource.name)
  const newline = newlineOf(source)
  const newText = lines.map((text) => (text.startsWith('#') ? text : indentation + text) + newline).join('')
  return [{ span: { start: line, end: line }, newText }]
}

/** C++ forbids a jump over the start of a variable's life. */
function isJumpedOver(tree: SyntaxTree, fn: NodeId, file: string): boolean {
  if (file.endsWith('.c')) return false
  for (let node = fn; node < tree.subtreeEnd(fn); node++) if (tree.is(node, Kind.labeled_statement)) return true
  return false
}

function linesFor(
  platforms: readonly Platform[],
  { posix, windows }: Readonly<Partial<Record<Platform, WantedOption>>>,
  descriptor: string,
): string[] {
  const isBoth = platforms.length > 1
  if (!isBoth) {
    const only = platforms[0] === 'windows' ? windows : posix
    return only === undefined ? [] : settingOf(only, descriptor, platforms)
  }
  if (posix !== undefined && posix === windows) return settingOf(posix, descriptor, platforms)
  const there = windows === undefined ? [] : settingOf(windows, descriptor, ['windows'])
  const here = posix === undefined ? [] : settingOf(posix, descriptor, ['posix'])
  if (there.length === 0) return ['#ifndef _WIN32', ...here, '#endif']
  return ['#ifdef _WIN32', ...there, ...(here.length === 0 ? [] : ['#else', ...here]), '#endif']
}

/** Winsock takes the value as `const char *`, which POSIX compilers accept too. */
function settingOf(option: WantedOption, descriptor: string, platforms: readonly Platform[]): string[] {
  const { level, name, value, variable } = option
  const cast = platforms.includes('windows') ? '(const char *)' : ''
  return [
    `int ${variable} = ${value};`,
    `setsockopt(${descriptor}, ${level}, ${name}, ${cast}&${variable}, sizeof(${variable}));`,
  ]
}
