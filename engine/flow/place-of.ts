/** Which memory an expression names or points to. */
import { TRANSPARENT_MEMBERS } from '../model/index.ts'
import { Field, Kind, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { assumeNotNull } from './conditions.ts'
import { numberLiteral } from './constants.ts'
import type { FunctionContext } from './context.ts'
import { initialise } from './declare.ts'
import { nested } from './outcomes.ts'
import { element, member, pointee, varyingElement, type Place } from './places.ts'
import { escapeAt } from './resources.ts'
import type { State } from './state.ts'
import { indexVariable } from './tables.ts'
import { tellDereferenced } from './tell.ts'
import { exactly } from './values.ts'

/** Removes parentheses and casts, which change neither place nor value here. */
export function stripped(context: FunctionContext, node: NodeId): NodeId {
  const { tree } = context
  let current = node
  for (;;) {
    if (tree.is(current, Kind.parenthesized_expression)) {
      const inner = tree.namedChildren(current)[0] ?? NO_NODE
      if (tree.is(inner, Kind.compound_statement)) return current
      current = inner
    } else if (tree.is(current, Kind.cast_expression)) current = tree.child(current, Field.value)
    else {
      const operand = castOperand(context, current)
      if (operand === NO_NODE) return current
      current = operand
    }
  }
}

/** The operand of `static_cast<T>(x)`, `int(x)`, `(T)(x)` and their like, which the grammar sees as calls; NO_NODE for anything else. */
export function castOperand(context: FunctionContext, node: NodeId): NodeId {
  const { tree } = context
  if (!tree.is(node, Kind.call_expression)) return NO_NODE
  const cast = context.fileNames.castLookalike(node)
  if (cast !== undefined) return cast.operand
  const called = tree.child(node, Field.function)
  const isType = tree.is(called, Kind.primitive_type)
  if (
    !isType &&
    (!tree.is(called, Kind.template_function) || !/^(static|reinterpret|const)_cast\b/.test(tree.textOf(called)))
  )
    return NO_NODE
  return tree.namedChildren(tree.child(node, Field.arguments))[0] ?? NO_NODE
}

/** The memory an lvalue names; null when the analysis cannot tell. Evaluates nothing that has effects. */
export function placeOf(context: FunctionContext, node: NodeId, state: State): Place | null {
  return nested(context, () => placeNow(context, node, state)) ?? null
}

function placeNow(context: FunctionContext, node: NodeId, state: State): Place | null {
  const { tree } = context
  const target = stripped(context, node)
  switch (tree.kind(target)) {
    case Kind.identifier: {
      if (!context.names.isLocal(target)) {
        const alias = context.fileNames.constant(tree.textOf(target))
        if (alias !== undefined) return null
      }
      return context.names.placeOf(target)
    }
    case Kind.this:
      return pointee('::this')
    case Kind.field_expression: {
      const name = tree.textOf(tree.child(target, Field.field))
      const argument = tree.child(target, Field.argument)
      const arrow = tree.children(target).some((c) => tree.is(c, Kind['->']))
      // A member of the object itself is what its bare name means.
      if (arrow && tree.is(argument, Kind.this)) return context.names.memberOfThis(name)
      const base = arrow ? pointedPlace(context, argument, state) : placeOf(context, argument, state)
      if (base === null) return null
      return TRANSPARENT_MEMBERS.has(name) ? base : member(base, name)
    }
    case Kind.subscript_expression: {
      const base = placeOf(context, tree.child(target, Field.argument), state)
      if (base === null) return null
      const value = state.read(base)
      const isGiven = value.kind === 'input' && !value.place.includes('::')
      const array = value.kind === 'pointer' ? value.place : isGiven ? pointee(value.place) : base
      const index =
        tree.child(target, Field.index) === NO_NODE
          ? tree.namedChildren(tree.child(target, Field.indices))[0]
          : tree.child(target, Field.index)
      const constant = index === undefined ? null : constantIndex(context, index)
      if (constant !== null) return element(array, constant)
      // It may be any element: whatever is done to it may be done to each of those that are known.
      escapeAt(state, array)
      const variable = indexVariable(context, index)
      if (variable === null) return null
      state.noteVarying()
      return varyingElement(array, variable)
    }
    case Kind.pointer_expression:
      if (tree.textOf(tree.child(target, Field.operator)) === '&') return null
      return pointedPlace(context, tree.child(target, Field.argument), state)
    case Kind.assignment_expression:
      return placeOf(context, tree.child(target, Field.left), state)
    case Kind.compound_literal_expression: {
      const place = `literal${target}`
      // What an evaluation left there stays: the descriptors in it exist, those of another look at it would not.
      if (state.partsOf(place).some(([, part]) => part.kind === 'descriptor')) return place
      initialise(context, place, tree.child(target, Field.value), state, tree.textOf(tree.child(target, Field.type)))
      return place
    }
    default:
      return null
  }
}

/** Only constants count: the value of `i` in `fds[i]` tells rounds of a loop apart, which would never end. */
function constantIndex(context: FunctionContext, node: NodeId): number | null {
  const { tree } = context
  if (tree.is(node, Kind.number_literal)) return numberLiteral(tree.textOf(node)) ?? null
  if (!tree.is(node, Kind.identifier) || context.names.isLocal(node)) return null
  const constant = context.fileNames.constant(tree.textOf(node))
  return constant === undefined ? null : exactly(constant)
}

/** The memory that a pointer-valued expression points to. */
export function pointedPlace(context: FunctionContext, node: NodeId, state: State): Place | null {
  const { tree } = context
  const target = stripped(context, node)
  if (tree.is(target, Kind.pointer_expression) && tree.textOf(tree.child(target, Field.operator)) === '&') {
    return placeOf(context, tree.child(target, Field.argument), state)
  }
  const place = placeOf(context, target, state)
  if (place === null) return null
  const value = state.read(place)
  tellDereferenced(context, state, target, value)
  assumeNotNull(context, target, value, state)
  if (value.kind === 'pointer') return value.place
  if (value.kind === 'input') return pointee(value.place)
  return pointee(place)
}
