import { NO_NODE } from '../syntax/tree.ts'
import type { Localised } from '../text/localised.ts'
import { dependsOnCaller } from './addresses.ts'
import { enterRole } from './fork-effects.ts'
import { performClose } from './close-effects.ts'
import { performBind } from './bind-effects.ts'
import { receiver } from './effect.ts'
import { bindByMessage } from './connection-effects.ts'
import { judgeClosing, judgeFirstUse, noteCallee, noteEnding } from './misuse.ts'
import { noteUnnamedOption, performOption, performPendingOption } from './option-effects.ts'
import { CalleeOutcomes } from './callee-outcomes.ts'
import { isDiscarded, unknownCall, type ResolvedCall } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { store } from './assignment.ts'
import type { Outcome } from './outcomes.ts'
import { resultClass } from './derive-summary.ts'
import type { OptionSetting, Phase } from './events.ts'
import { isAtCall } from './model-summary.ts'
import { heapRoot, isGlobal, placeName, type Place } from './places.ts'
import { descriptorOf, endProcess, escape, recycle } from './resources.ts'
import { makeResource, type Resource, type State } from './state.ts'
import { alwaysClosed, type FunctionSummary, type Given, type SummaryOutcome } from './summary.ts'
import { isLentToThread } from './thread-effects.ts'
import { UNKNOWN, type Value } from './values.ts'
import { applyBoring } from './apply-boring.ts'

/** Performs a call of a function whose summary is known. */
export function applySummary(
  context: FunctionContext,
  call: ResolvedCall,
  summary: FunctionSummary,
  values: readonly Value[],
  state: State,
): Outcome[] {
  state.forgetGlobals()
  switch (summary.kind) {
    case 'unknown':
      noteEnding(context, state, call.name, call.node)
      return [{ state: unknownCall(context, state, values), value: UNKNOWN }]
    case 'boring':
      return applyBoring(context, call, summary, values, state)
    case 'outcomes': {
      noteCallee(state, values)
      for (const value of values) if (value.kind === 'pointer') state.touch(value.place)
      if (context.sink !== null) new Application(context, call, values, state, summary).judge(summary.outcomes)
      const closed = new Set(alwaysClosed(summary.outcomes))
      for (const { place, call: use } of summary.uses ?? [])
        if (!closed.has(place)) judgeFirstUse(context, state, values[Number(place.slice(1))] ?? UNKNOWN, use, call)
      if (summary.outcomes.length === 0) endProcess(context, call.node, state)
      return summary.outcomes.flatMap((outcome) => {
        const own = new Application(context, call, values, state.copy(), summary)
        const carried = own.run(outcome)
        if (carried === null) return []
        if (isDiscarded(context, call.node)) own.trust(outcome)
        else own.doubt(outcome)
        return carried
      })
    }
  }
}

/** One outcome of a callee carried over to the caller. */
class Application extends CalleeOutcomes {
  /** Tells of descriptors that are closed already and that the callee closes on each of its paths. */
  judge(outcomes: readonly SummaryOutcome[]): void {
    for (const place of alwaysClosed(outcomes)) {
      const given = this.atEntry(place)
      if (given !== null) judgeClosing(this.context, this.state, given, this.node, this.call.name)
    }
  }

  /** null when what the caller knows rules the outcome out. */
  run(outcome: SummaryOutcome): Outcome | null {
    if (!outcome.given.every((condition) => this.mayHold(condition))) return null
    if (outcome.role !== 'sole') enterRole(this.context, this.state, outcome.role, this.node)
    this.doubtUntouched(outcome)
    for (const input of outcome.inputs) this.bringInput(input)
    for (const place of outcome.borrowed) this.known(place)
    const { result } = outcome
    for (const created of outcome.created) {
      const isResult = result.kind === 'descriptor' && result.resource === created.id
      const stored = outcome.stores.find(([, value]) => value.kind === 'descriptor' && value.resource === created.id)
      const target = stored === undefined ? null : this.place(stored[0])
      this.bringCreated(
        created,
        isResult
          ? receiver(this.context, this.node)
          : target === null || target.includes('$') || heapRoot(target) !== null
            ? created.name
            : placeName(target),
        outcome,
      )
    }
    if (outcome.doubtful) this.state.doubtful = true
    for (const input of outcome.inputs) this.replay(input, outcome)
    this.doubtOptions(outcome)
    for (const place of outcome.passedOn)
      if (!this.isLent(place)) escape(this.context, this.state, this.atEntry(place) ?? UNKNOWN)
    for (const [place, value] of outcome.stores) {
      const target = this.place(place)
      if (target === null) continue
      // The result tells the caller whether it failed, in a way that is not understood here.
      const isHidden = value.kind === 'integer' && value.failed !== undefined && this.isTellingUnread(outcome)
      store(this.context, target, isHidden ? UNKNOWN : this.value(value), this.state, this.node, null)
    }
    // It failed by a number that is not known: what the caller compares it with may be another.
    if (
      result.kind === 'integer' &&
      result.except === 0 &&
      result.low < 0 &&
      result.high > 0 &&
      !isDiscarded(this.context, this.node)
    )
      this.state.doubtful = true
    return { state: this.state, value: this.value(result) }
  }

  /**
   * What the callee did is doubtful where its result is not known and another outcome did something else: the caller looks
   * at the result, and understands it when the analysis does not.
   */
  doubt(outcome: SummaryOutcome): void {
    if (!isOpaque(outcome.result)) return
    const others = this.summary.outcomes.filter((other) => other !== outcome)
    const isCommon = (done: (other: SummaryOutcome) => boolean): boolean => others.every(done)
    for (const created of outcome.created) {
      const id = this.ids.get(created.id)
      const isMade = isCommon((other) => other.created.some((same) => same.id === created.id))
      if (id !== undefined && !isMade) this.state.updateResource(id, { escaped: true })
    }
    const inputs = new Set([outcome, ...others].flatMap((one) => one.inputs.map(({ input }) => input)))
    for (const place of inputs) {
      const phaseIn = (one: SummaryOutcome): Phase =>
        one.inputs.find(({ input }) => input === place)?.phase ?? 'unknown'
      const phase = phaseIn(outcome)
      if (place === null || isCommon((other) => phaseIn(other) === phase)) continue
      const id = this.known(place)
      if (id === null) continue
      if (phase === 'closed') this.state.updateResource(id, { closeDoubt: 'failed' })
      else this.state.updateResource(id, { escaped: true })
    }
    for (const { stores, passedOn } of others) {
      const kept = stores.flatMap(([, value]) => (value.kind === 'input' ? [value.place] : []))
      for (const place of [...kept, ...passedOn]) escape(this.context, this.state, this.atEntry(place) ?? UNKNOWN)
    }
  }

  /**
   * What the callee hands over when it succeeds counts as handed over to a caller that could tell by the result and does
   * not ask.
   */
  trust(outcome: SummaryOutcome): void {
    for (const other of this.summary.outcomes) {
      if (resultClass(other.result) === resultClass(outcome.result)) continue
      for (const place of other.passedOn)
        if (!this.isLent(place)) escape(this.context, this.state, this.atEntry(place) ?? UNKNOWN)
    }
  }

  private isLent(place: Place): boolean {
    return isLentToThread(this.context, this.call, this.summary.threads ?? [], place)
  }

  /**
   * `if (c && c->fd >= 0) close(c->fd)` leaves the descriptor alone in two cases that the callee's paths do not tell apart
   * any more: a caller that knows that it is neither cannot tell that it was closed.
   */
  private doubtUntouched(outcome: SummaryOutcome): void {
    for (const other of this.likewise(outcome)) {
      const isApart = outcome.given.some((mine) => other.given.some((theirs) => isOpposite(mine, theirs)))
      if (isApart) continue
      for (const { phase, input } of other.inputs) {
        const isLeft = !outcome.inputs.some((mine) => mine.input === input && mine.phase === 'closed')
        if (phase === 'closed' && input !== null && isLeft && other.given.length > 0)
          escape(this.context, this.state, this.atEntry(input) ?? UNKNOWN)
      }
    }
  }

  /** What another outcome sets that looks the same from here may be set on this path, too. */
  private doubtOptions(outcome: SummaryOutcome): void {
    const touched = [...outcome.created, ...outcome.inputs]
    for (const other of this.likewise(outcome).filter((one) => one !== outcome && this.isPossible(one))) {
      for (const theirs of [...other.created, ...other.inputs]) {
        const mine = touched.find(({ id }) => id === theirs.id)
        const extra = [...theirs.options.values()].find(({ name }) => mine?.options.has(name) !== true)
        if (extra === undefined) continue
        const id = this.ids.get(theirs.id) ?? (theirs.input === null ? null : this.known(theirs.input))
        if (id !== null) noteUnnamedOption(this.state, id, this.codePlace(extra))
      }
    }
  }

  private bringInput(input: Resource): void {
    const id = input.input === null ? null : this.known(input.input)
    if (id !== null) this.ids.set(input.id, id)
  }

  /** The descriptor that the caller has at this place. */
  private known(place: Place): string | null {
    const value = this.atEntry(place)
    const node = this.argumentNode(place)
    return value === null ? null : descriptorOf(this.context, this.state, value, node === NO_NODE ? this.node : node)
  }

  private bringCreated(created: Resource, name: string, outcome: SummaryOutcome): void {
    const { context, state } = this
    const id = `fd${context.nameOf(this.node)}/${created.id.replace(/[^\w.]/g, '_')}`
    this.moveAside(id)
    this.ids.set(created.id, id)
    const listener = created.listener === null ? null : (this.ids.get(created.listener) ?? null)
    const { bound, file: _file, span: _span, ...rest } = created
    state.setResource(
      makeResource(id, name, this.codePlace(created), {
        ...rest,
        id,
        name,
        ...this.kindOf(created, outcome),
        pending: [],
        listener,
        bound: null,
        options: new Map([...(bound?.options ?? created.options)].map(([name, o]) => [name, this.setting(o)])),
        trail: created.trail.map((s) => ({ ...s, ...this.codePlace(s) })),
        untold: created.untold.map(({ after, step }) => ({ after, step: { ...step, ...this.codePlace(step) } })),
        ...(created.closedAt === null ? {} : { closedAt: this.codePlace(created.closedAt) }),
      }),
    )
    this.replayPending(id, created)
    if (bound !== null) this.bind(id, created, isAtCall(bound) || dependsOnCaller(bound.value), outcome)
    const options = new Map(state.resource(id)?.options)
    for (const [name, o] of created.options)
      if (o.value !== null || !options.has(name)) options.set(name, this.setting(o))
    state.updateResource(id, { phase: created.phase, options })
    if (this.mayDiffer(created, outcome)) state.updateResource(id, { phase: 'unknown', disturbed: 'yes' })
    const after = state.resource(id)
    if (after !== undefined && created.origin === 'accepted') {
      context.sink?.('accepted', {
        node: this.node,
        span: context.tree.span(this.node),
        state,
        via: this.call.name,
        resource: after,
        listener: null,
      })
    }
  }

  /** Makes room for what the callee makes: what it was given may have been made by the same call in an earlier round. */
  private moveAside(id: string): void {
    const before = this.state.resource(id)
    const aside = recycle(this.state, id)
    if (before === undefined) return
    for (const [own, given] of this.ids) {
      if (given !== id) continue
      if (aside === null) this.ids.delete(own)
      else this.ids.set(own, aside)
    }
    const moved: Value = aside === null ? UNKNOWN : { kind: 'descriptor', resource: aside }
    this.values = this.values.map((value) => (value.kind === 'descriptor' && value.resource === id ? moved : value))
  }

  private bind(id: string, from: Resource, instantiatedHere: boolean, outcome: SummaryOutcome): void {
    if (from.bound === null) return
    performBind(
      this.context,
      this.state,
      id,
      this.address(from.bound.value),
      this.node,
      this.call.name,
      instantiatedHere,
    )
    const bound = this.state.resource(id)?.bound
    if (bound !== undefined && bound !== null) {
      // The place of the bind is the callee's own unless the call decides what is bound.
      const place = instantiatedHere ? { span: bound.span } : this.codePlace(from.bound)
      const { file: _file, ...plain } = bound
      const retried = bound.retried || from.bound.retried
      const certain =
        from.bound.certain &&
        this.likewise(outcome).every(({ created, inputs }) =>
          [...created, ...inputs].some((other) => other.id === from.id && other.bound !== null),
        )
      this.state.updateResource(id, {
        bound: {
          ...plain,
          ...place,
          retried,
          certain,
          toldInCallee: isAtCall(from.bound) ? new Set() : toldOptions(from),
        },
      })
    }
  }

  /** What the callee did to a descriptor it was given, in the order of a socket's life. */
  private replay(input: Resource, outcome: SummaryOutcome): void {
    const id = this.ids.get(input.id)
    if (id === undefined) return
    const { context, state } = this
    const early = input.bound?.options ?? input.options
    const likewise = this.likewise(outcome)
    const certain = ({ name }: OptionSetting): boolean =>
      likewise.every((other) => other.inputs.some((same) => same.id === input.id && same.options.has(name)))
    // What the caller decides is told by the pending form of the same call.
    const decided = (setting: OptionSetting): boolean => !input.pending.some((p) => p.span.start === setting.span.start)
    for (const setting of [...early.values()].filter(decided))
      performOption(context, state, id, this.setting(setting), this.node, this.call.name, certain(setting))
    this.replayPending(id, input)
    if (input.bound !== null) this.bind(id, input, true, outcome)
    for (const setting of input.options.values()) {
      if (!early.has(setting.name) && decided(setting))
        performOption(context, state, id, this.setting(setting), this.node, this.call.name, certain(setting))
    }
    if (input.hasAccepted) state.updateResource(id, { hasAccepted: true, inherited: null })
    if (input.undrained) state.updateResource(id, { undrained: true })
    if (input.drained) state.updateResource(id, { drained: true })
    if (input.phase === 'unknown' && input.disturbed === 'yes')
      state.updateResource(id, { phase: 'unknown', disturbed: 'yes' })
    if (input.phase === 'unknown' && input.disturbed === 'by-message') bindByMessage(state, id)
    switch (input.phase) {
      case 'closed':
        performClose(context, state, id, this.node, this.call.name)
        break
      case 'listening':
      case 'connected':
      case 'half-closed':
      case 'read-shut':
      case 'shut':
      case 'connecting':
      case 'connect-failed': {
        const before = state.resource(id)
        const said = { span: context.tree.span(this.node), message: calledHere(this.call.name), phase: input.phase }
        const untold = [...(before?.untold ?? []), { after: before?.trail.length ?? 0, step: said }].slice(-MAX_UNTOLD)
        state.updateResource(id, { phase: input.phase, type: before?.type ?? input.type, untold })
        const resource = state.resource(id)
        const event = input.phase === 'listening' ? 'listening' : input.phase === 'connected' ? 'connected' : null
        if (resource !== undefined && event !== null) {
          context.sink?.(event, {
            node: this.node,
            span: context.tree.span(this.node),
            state,
            via: this.call.name,
            resource,
          })
        }
        break
      }
      default:
    }
  }

  private replayPending(id: string, from: Resource): void {
    for (const pending of from.pending) {
      const place = this.codePlace(pending)
      const known = {
        level: this.value(pending.level),
        option: this.value(pending.option),
        value: this.value(pending.value),
      }
      performPendingOption(this.context, this.state, id, { ...known, ...place }, this.node, this.call.name)
    }
  }
}

/** The most that callees may have done to one descriptor without a message that tells of it. */
const MAX_UNTOLD = 8

function calledHere(name: string): Localised {
  return { en: `${name}() does this here`, ja: `ここで ${name}() が行う` }
}

function isOpposite(a: Given, b: Given): boolean {
  return a.place === b.place && a.operator === b.operator && a.bound === b.bound && a.holds !== b.holds
}

/** True for a result that says nothing here: a constant of a header that is not at hand looks like a global variable. */
function isOpaque(result: Value): boolean {
  return result.kind === 'unknown' || (result.kind === 'input' && isGlobal(result.place))
}

/** Names of the options whose meaning for its bind the callee could tell by itself; see `BoundTo.toldInCallee`. */
function toldOptions({ bound, type }: Resource): ReadonlySet<string> {
  if (bound === null || type === null) return new Set()
  return new Set([...bound.options.values()].filter(({ value }) => value !== null).map(({ name }) => name))
}
