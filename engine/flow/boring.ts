/** Functions that touch no socket: what callers have to know of them, by the look of the text and on the safe side. */
import { isRegisteringCommand, mayEndProgram, parameterIndex, type ApiFunction, type Platform } from '../model/index.ts'
import type { FunctionNode } from '../syntax/functions.ts'
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'
import type { Callee } from './context.ts'
import { madeNonBlocking } from './non-blocking-flags.ts'
import { argumentPlace, pointee, type Place } from './places.ts'
import type { BoringSummary } from './summary.ts'

/** What a plain name means in a call of the function. */
export type CalleeOf = (name: string) => Callee

export function boringSummary(
  fn: FunctionNode,
  tree: SyntaxTree,
  platform: Platform,
  calleeOf: CalleeOf,
): BoringSummary {
  return new Look(fn, tree, platform, calleeOf).summary()
}

/** True for a call after which others hold the descriptor too. */
function isKeeping(row: ApiFunction, argumentTexts: readonly string[]): boolean {
  return (
    row.effect === 'register' ||
    row.effect === 'share' ||
    isRegisteringCommand(argumentTexts[parameterIndex(row, 'command')] ?? '')
  )
}

class Look {
  constructor(
    private readonly fn: FunctionNode,
    private readonly tree: SyntaxTree,
    private readonly platform: Platform,
    private readonly calleeOf: CalleeOf,
  ) {}

  summary(): BoringSummary {
    const { fn, tree } = this
    const passedOn = new Set<Place>()
    const handles = new Set<Place>()
    for (let node = fn.body; node < tree.subtreeEnd(fn.body); node++) {
      if (!tree.is(node, Kind.identifier)) continue
      const index = fn.parameters.findIndex((p) => p.name !== '' && p.name === tree.textOf(node))
      if (index < 0) continue
      if (this.givesAway(node)) passedOn.add(argumentPlace(index))
      const part = this.partAround(node)
      if (part !== node && this.givesAway(part)) passedOn.add(pointee(argumentPlace(index)))
      if (this.isHandled(node)) handles.add(argumentPlace(index))
    }
    return {
      kind: 'boring',
      passedOn: [...passedOn].sort(),
      returns: !this.mayEnd(),
      handles: [...handles].sort(),
      nonBlocking: this.nonBlocking(),
    }
  }

  /** Arguments that it makes return at once, whatever else it is given. */
  private nonBlocking(): Place[] {
    const { fn, tree, platform } = this
    const found = new Map<Place, boolean>()
    for (let node = fn.body; node < tree.subtreeEnd(fn.body); node++) {
      const called = tree.is(node, Kind.call_expression) ? tree.child(node, Field.function) : NO_NODE
      if (!tree.is(called, Kind.identifier)) continue
      const callee = this.calleeOf(tree.textOf(called))
      if (callee.kind !== 'api') continue
      const made = madeNonBlocking(tree, fn.body, node, { row: callee.row, platform })
      if (made === undefined) continue
      const index = fn.parameters.findIndex(({ name }) => name !== '' && name === tree.textOf(made.descriptor))
      if (index < 0) continue
      const place = argumentPlace(index)
      found.set(place, (found.get(place) ?? true) && made.isSure && !this.isDecided(node, index))
    }
    return [...found].filter(([, isSure]) => isSure).map(([place]) => place)
  }

  /** True for a place that runs only for some values of another argument. */
  private isDecided(node: NodeId, index: number): boolean {
    const { fn, tree } = this
    const others = new Set(fn.parameters.filter((_, other) => other !== index).map(({ name }) => name))
    for (let inner = node, at = tree.parent(node); at !== NO_NODE; inner = at, at = tree.parent(at)) {
      const condition = tree.child(at, Field.condition)
      if (condition === NO_NODE || condition === inner) continue
      for (let part = condition; part < tree.subtreeEnd(condition); part++)
        if (tree.is(part, Kind.identifier) && others.has(tree.textOf(part))) return true
    }
    return false
  }

  /** True when it calls a function that may end the program, as far as its name tells. */
  private mayEnd(): boolean {
    const { fn, tree } = this
    for (let node = fn.body; node < tree.subtreeEnd(fn.body); node++) {
      const called = tree.is(node, Kind.call_expression) ? tree.child(node, Field.function) : NO_NODE
      if (called === NO_NODE) continue
      const callee = tree.is(called, Kind.identifier) ? this.calleeOf(tree.textOf(called)) : null
      if (callee?.kind === 'api') continue
      if (callee?.kind === 'function' && callee.summary.kind === 'boring' && callee.summary.returns) continue
      if (mayEndProgram(tree.textOf(called))) return true
    }
    return false
  }

  /** The widest expression for a part of what a variable leads to, or for its address: `&c->link` of `c`. */
  private partAround(variable: NodeId): NodeId {
    const { tree } = this
    let node = variable
    for (;;) {
      const parent = tree.parent(node)
      const leads =
        tree.is(parent, Kind.field_expression) ||
        tree.is(parent, Kind.pointer_expression) ||
        (tree.is(parent, Kind.subscript_expression) && tree.fieldOf(node) === Field.argument) ||
        tree.is(parent, Kind.parenthesized_expression) ||
        tree.is(parent, Kind.cast_expression)
      if (!leads) return node
      node = parent
    }
  }

  private givesAwayVariable(variable: NodeId): boolean {
    const { tree, fn } = this
    const name = tree.textOf(variable)
    for (let node = variable + 1; node < tree.subtreeEnd(fn.body); node++)
      if (tree.is(node, Kind.identifier) && tree.textOf(node) === name && this.givesAway(node)) return true
    return false
  }

  /** Stored, returned or passed to a function that is not known to leave it alone. */
  private givesAway(use: NodeId): boolean {
    const { tree } = this
    let node = use
    let parent = tree.parent(node)
    while (tree.is(parent, Kind.parenthesized_expression) || tree.is(parent, Kind.cast_expression)) {
      node = parent
      parent = tree.parent(node)
    }
    switch (tree.kind(parent)) {
      case Kind.argument_list: {
        const called = tree.child(tree.parent(parent), Field.function)
        if (!tree.is(called, Kind.identifier)) return true
        const callee = this.calleeOf(tree.textOf(called))
        if (callee.kind === 'api')
          return isKeeping(
            callee.row,
            tree.namedChildren(parent).map((argument) => tree.textOf(argument)),
          )
        if (callee.kind !== 'function' || callee.summary.kind !== 'boring') return true
        const place = argumentPlace(tree.namedChildren(parent).indexOf(node))
        return callee.summary.passedOn.some((other) => other === place || other === pointee(place))
      }
      case Kind.assignment_expression:
        return tree.child(parent, Field.right) === node
      case Kind.init_declarator: {
        // What a variable of the function is given, that variable may give away.
        const variable = tree.child(parent, Field.declarator)
        return !tree.is(variable, Kind.identifier) || this.givesAwayVariable(variable)
      }
      case Kind.initializer_list:
      case Kind.initializer_pair:
      case Kind.return_statement:
      case Kind.conditional_expression:
      case Kind.comma_expression:
        return true
      default:
        return false
    }
  }

  /** Given as a descriptor to a call of the model, or to a function that does so. */
  private isHandled(use: NodeId): boolean {
    const { tree } = this
    const list = tree.parent(use)
    if (!tree.is(list, Kind.argument_list)) return false
    const called = tree.child(tree.parent(list), Field.function)
    if (!tree.is(called, Kind.identifier)) return false
    const index = tree.namedChildren(list).indexOf(use)
    const callee = this.calleeOf(tree.textOf(called))
    if (callee.kind === 'api') return callee.row.parameters[index] === 'descriptor'
    return (
      callee.kind === 'function' &&
      callee.summary.kind === 'boring' &&
      callee.summary.handles.includes(argumentPlace(index))
    )
  }
}
