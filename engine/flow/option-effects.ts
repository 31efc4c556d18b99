import { optionName } from '../model/index.ts'
import type { NodeId } from '../syntax/tree.ts'
import { argument } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { eitherOf, subject, type Call } from './effect.ts'
import type { OptionSetting } from './events.ts'
import type { Outcome } from './outcomes.ts'
import { isArgument } from './places.ts'
import { pendingKey, type PendingOption, type State } from './state.ts'
import { exactly } from './values.ts'

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
  if (
    asked &&
    resource.pending.length < MAX_PENDING &&
    !resource.pending.some((other) => pendingKey(other) === pendingKey(pending))
  ) {
    state.updateResource(id, { pending: [...resource.pending, pending] })
  }
  if (name === undefined) return
  const place = pending.file === undefined ? { span: pending.span } : { file: pending.file, span: pending.span }
  performOption(context, state, id, { name, value: exactly(pending.value), ...place }, node, via, certain)
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
