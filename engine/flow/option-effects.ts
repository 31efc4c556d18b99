import { optionName } from '../model/index.ts'
import type { NodeId } from '../syntax/tree.ts'
import { argument, argumentNode } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { eitherOf, subject, type Call } from './effect.ts'
import type { CodePlace, OptionSetting } from './events.ts'
import type { Outcome } from './outcomes.ts'
import { isArgument } from './places.ts'
import { pendingKey, type PendingOption, type State } from './state.ts'
import { exactly, UNKNOWN } from './values.ts'

/** What people write for constants alone. */
const CONSTANT = /^[A-Z][A-Z0-9_]+$/

/** More undecided options on one descriptor than this are not carried to callers. */
const MAX_PENDING = 8

export function option(call: Call): Outcome[] {
  const { context, row, values, state } = call
  const result: Outcome[] = [{ state, value: eitherOf(call) }]
  const id = subject(call)
  if (id === null) return result
  // Functions of libraries take the number itself where setsockopt() takes a pointer to it.
  const given = argument(row, values, 'value')
  const number = argument(row, values, 'number')
  // The model has the names of all options that are followed: another constant is one that nobody follows.
  const named = argumentNode(call.call, row, 'option')
  if (exactly(argument(row, values, 'option')) === null && CONSTANT.test(context.tree.textOf(named))) return result
  const pending: PendingOption = {
    level: argument(row, values, 'level'),
    option: argument(row, values, 'option'),
    value: given.kind === 'pointer' ? state.read(given.place) : number,
    span: context.tree.span(call.call.node),
  }
  performPendingOption(context, state, id, pending, call.call.node, null)
  return result
}

/** Sets an option as far as it is known; what the caller has to say is kept for it. */
export function performPendingOption(
  context: FunctionContext,
  state: State,
  id: string,
  pending: PendingOption,
  node: NodeId,
  via: string | null,
  certain = true,
): void {
  const resource = state.resource(id)
  if (resource === undefined) return
  const level = exactly(pending.level)
  const option = exactly(pending.option)
  const name = level === null || option === null ? undefined : optionName(level, option, context.fileNames.platform)
  // An option that nobody follows stays out, so that paths that differ only by it are joined.
  if (level !== null && option !== null && name === undefined) return
  const asked = [pending.level, pending.option, pending.value].some(
    (value) => value.kind === 'input' && isArgument(value.place),
  )
  if (asked) keepPending(state, id, pending)
  if (name === undefined) {
    if (!asked) noteUnnamedOption(state, id, pending)
    return
  }
  const place = pending.file === undefined ? { span: pending.span } : { file: pending.file, span: pending.span }
  performOption(context, state, id, { name, value: exactly(pending.value), ...place }, node, via, certain)
}

/** Some option was set on the descriptor, and neither this function nor a caller can tell which. */
export function noteUnnamedOption(state: State, id: string, { file, span }: CodePlace): void {
  const place = file === undefined ? { span } : { file, span }
  keepPending(state, id, { level: UNKNOWN, option: UNKNOWN, value: UNKNOWN, ...place })
}

function keepPending(state: State, id: string, pending: PendingOption): void {
  const kept = state.resource(id)?.pending
  if (kept === undefined || kept.length >= MAX_PENDING) return
  if (kept.some((other) => pendingKey(other) === pendingKey(pending))) return
  state.updateResource(id, { pending: [...kept, pending] })
}

/** Tells the rules of an option (with the settings before it), then records it. */
export function performOption(
  context: FunctionContext,
  state: State,
  id: string,
  setting: OptionSetting,
  node: NodeId,
  via: string | null,
  certain = true,
): void {
  const resource = state.resource(id)
  if (resource === undefined) return
  const span = context.tree.span(node)
  const { name: option, value } = setting
  context.sink?.('optionSet', { node, span, state, via, resource, option, value, certain })
  const options = new Map(resource.options)
  options.set(setting.name, setting)
  state.updateResource(
    id,
    { options },
    { span, message: { en: `${setting.name} is set here`, ja: `ここで ${setting.name} を設定する` } },
  )
}
