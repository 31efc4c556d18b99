import { Field, NO_NODE, type NodeId } from '../syntax/tree.ts'
import { noteListsAtReturn } from './address-lists.ts'
import { BOUNDS } from './bounds.ts'
import type { Block, Edge, Graph, Guard } from './cfg.ts'
import { assume, comparison, narrowed } from './conditions.ts'
import type { FunctionContext } from './context.ts'
import { declare } from './declare.ts'
import { evaluate } from './evaluate.ts'
import { placeOf } from './place-of.ts'
import { noteHandOver, tellStale } from './handed-over.ts'
import { isSharedHeap, giveAway } from './heap.ts'
import { livenessOf, type Liveness } from './liveness.ts'
import { DETAILS, coarser, type Detail } from './merging.ts'
import type { Outcome } from './outcomes.ts'
import { isOutside } from './places.ts'
import { dropClosed, endVariables, escapeAt, isOpen, lossSpan } from './resources.ts'
import { stagesOf, type Stage } from './stages.ts'
import type { State } from './state.ts'
import { UNKNOWN, exactly, refine, type Value } from './values.ts'

/** Holds the value of a block that stands as an expression while the block's variables end. */
const BLOCK_VALUE = '=value'

/** How one path left the function. */
export interface Exit {
  readonly state: State
  readonly result: Value
}

export interface Simulation {
  readonly exits: readonly Exit[]
  /** States at the entry of each block, for `debug -- states`. */
  readonly entries: readonly (readonly State[])[]
  readonly limit: string | null
  /** How many times a state was pushed through a block: what the function cost. */
  readonly steps: number
  /** How many expressions were evaluated for that. */
  readonly work: number
}

/** Runs a block that stands as an expression: its end states with its value. Its events go where the context's go. */
export function simulateBlock(context: FunctionContext, graph: Graph, initial: State): Outcome[] {
  const sink = context.sink
  const simulation = new Run(context, graph, initial, true).simulate(sink)
  context.sink = sink
  if (simulation.limit !== null) context.limit = simulation.limit
  return simulation.exits.map(({ state, result }) => ({ state, value: result }))
}

interface Entry {
  state: State
  visits: number
}

/** The states that reach a block, by their keys of this detail. */
interface Meeting {
  detail: Detail
  readonly table: Map<string, Entry>
}

/**
 * Property simulation (Das, Lerner, Seigle: ESP, PLDI 2002): states that agree on what the rules track are joined,
 * states that differ are kept apart. Stage by stage: a loop first to its fixed point without events, then everything
 * once more, or for the first time, to tell the rules. What was told counts only when no limit was passed in the end.
 */
export function simulate(
  context: FunctionContext,
  graph: Graph,
  initial: State,
  report: FunctionContext['sink'],
): Simulation {
  const run = new Run(context, graph, initial)
  return run.simulate(report)
}

/** Where a state goes at the end of a block. */
type Push = (to: number, state: State) => void

class Run {
  private readonly meetings: Meeting[]
  private steps = 0
  /** How many steps the function may take. */
  private readonly allowed: number
  private exits: Exit[] = []
  private liveness: Liveness | null = null

  constructor(
    private readonly context: FunctionContext,
    private readonly graph: Graph,
    private readonly initial: State,
    private readonly isExpression = false,
  ) {
    this.meetings = graph.blocks.map(() => ({ detail: 'full', table: new Map<string, Entry>() }))
    const { perBlock, least, most } = BOUNDS.steps
    this.allowed = Math.max(least, Math.min(most, perBlock * graph.blocks.length))
  }

  simulate(report: FunctionContext['sink']): Simulation {
    const { context, graph } = this
    if (graph.problem !== null) return this.silent(graph.problem)
    context.sink = null
    this.arrive(graph.entry, this.initial)
    for (const stage of stagesOf(graph)) {
      if (stage.isLoop) this.fixedPoint(stage)
      context.sink = report
      this.tell(stage)
      context.sink = null
      if (context.limit !== null) return this.silent(context.limit)
    }
    context.sink = report
    if (!this.isExpression) tellStale(context)
    context.sink = null
    return {
      exits: this.exits,
      entries: this.states(),
      limit: null,
      steps: this.steps,
      work: context.work,
    }
  }

  private states(): State[][] {
    return this.meetings.map(({ table }) => [...table.values()].map((entry) => entry.state))
  }

  private silent(limit: string): Simulation {
    return { exits: [], entries: this.states(), limit, steps: this.steps, work: this.context.work }
  }

  /** Runs the blocks of a loop until nothing new arrives in them. What leaves the loop is told and followed later. */
  private fixedPoint({ blocks }: Stage): void {
    const { graph, context } = this
    const exits = this.exits.length
    const rank = new Map(blocks.map((id, index) => [id, index]))
    const pending = new Map(blocks.map((id) => [id, new Set(this.meetings[id]?.table.keys())]))
    const push: Push = (to, state) => {
      const keys = pending.get(to)
      if (keys !== undefined) for (const key of this.arrive(to, state)) keys.add(key)
    }
    for (let next = 0; next < blocks.length && context.limit === null; ) {
      const id = blocks[next] as number
      const keys = pending.get(id) ?? new Set()
      if (keys.size === 0) {
        next++
        continue
      }
      pending.set(id, new Set())
      for (const key of keys) {
        // Keys of a table that was made coarser since are gone.
        const entry = this.meetings[id]?.table.get(key)
        if (entry === undefined) continue
        if (this.isSpent()) return
        this.runBlock(graph.blocks[id] as Block, entry.state.copy(), push)
      }
      for (const [to, waiting] of pending) if (waiting.size > 0) next = Math.min(next, rank.get(to) ?? next)
    }
    // Ways out of the function count once the states that take them are final.
    this.exits.length = exits
  }

  /** Runs each block of a stage once for all that arrived in it. */
  private tell({ blocks }: Stage): void {
    const inside = new Set(blocks)
    const push: Push = (to, state) => {
      if (!inside.has(to)) this.arrive(to, state)
    }
    for (const id of blocks) {
      const block = this.graph.blocks[id] as Block
      for (const entry of this.meetings[id]?.table.values() ?? []) {
        if (this.isSpent()) return
        this.runBlock(block, entry.state.copy(), push)
      }
    }
  }

  /** Counts a step; true when the function takes too many. */
  private isSpent(): boolean {
    if (++this.steps > this.allowed) this.context.limit ??= 'steps'
    return this.context.limit !== null
  }

  /** Takes a state in where paths meet; gives the keys of the entries that have to be followed (again). */
  private arrive(to: number, state: State): string[] {
    const meeting = this.meetings[to] as Meeting
    const { table } = meeting
    // A loop on a flag that a signal handler or another thread sets ends although nothing in it changes the flag.
    if (this.graph.blocks[to]?.loopHead) state.forgetGlobals()
    const changed = new Set<string>()
    while (this.isCrowded(meeting)) {
      meeting.detail = coarser(meeting.detail) ?? meeting.detail
      const before = [...table.values()]
      table.clear()
      for (const entry of before) changed.add(this.enter(to, meeting, entry.state, entry.visits) ?? '')
    }
    const key = this.enter(to, meeting, state, 1)
    if (key !== null) changed.add(key)
    if (table.size > BOUNDS.states) this.context.limit = 'states'
    return [...changed]
  }

  /** Many states meet here, or the function needs many steps: time to tell them apart less finely. */
  private isCrowded({ detail, table }: Meeting): boolean {
    if (coarser(detail) === null) return false
    const level = DETAILS.indexOf(detail)
    return (
      table.size >= (BOUNDS.statesOfDetail[level] ?? 0) ||
      this.steps > this.allowed * (BOUNDS.partOfStepsOfDetail[level] ?? 1)
    )
  }

  /** The key of the entry when the state adds something to it, else null. */
  private enter(to: number, { detail, table }: Meeting, state: State, visits: number): string | null {
    if (detail !== 'full') this.forgetDead(to, state)
    const key = state.key(detail)
    const existing = table.get(key)
    if (existing === undefined) {
      table.set(key, { state, visits })
      return key
    }
    const widen = (this.graph.blocks[to]?.loopHead ?? false) && existing.visits >= BOUNDS.roundsBeforeWidening
    const joined = existing.state.joined(state, widen, existing.visits >= BOUNDS.roundsBeforeForgetting)
    if (joined === null) return null
    existing.state = joined
    existing.visits++
    return key
  }

  /** Closed descriptors in variables that are not read any more tell states apart for nothing. */
  private forgetDead(to: number, state: State): void {
    if (this.isExpression) return
    dropClosed(state, (place) => {
      this.liveness ??= livenessOf(this.context, this.graph)
      return !this.liveness.isLive(to, place)
    })
  }

  private runBlock(block: Block, state: State, push: Push): void {
    let states: { state: State; result: Value | null }[] = [{ state, result: null }]
    for (const item of block.items) {
      states = states.flatMap((current) => {
        switch (item.kind) {
          case 'expression':
            return evaluate(this.context, item.node, current.state).map((o) => ({ state: o.state, result: null }))
          case 'declaration':
            return declare(this.context, item.node, current.state).map((s) => ({ state: s, result: null }))
          case 'scope-end':
            endVariables(this.context, current.state, item.node, item.places, 'scope')
            return [current]
          case 'value':
            return evaluate(this.context, item.node, current.state).map((o) => {
              o.state.write(BLOCK_VALUE, o.value)
              return { state: o.state, result: null }
            })
          case 'throw':
            this.leave(current.state, item.node, UNKNOWN)
            return []
          case 'return': {
            const outcomes =
              item.value === NO_NODE
                ? [{ state: current.state, value: UNKNOWN }]
                : evaluate(this.context, item.value, current.state)
            return outcomes.map((o) => {
              // A structure returned by value takes the descriptors in it along.
              const whole = item.value === NO_NODE ? null : placeOf(this.context, item.value, o.state)
              if (whole !== null && o.state.partsOf(whole).length > 0) escapeAt(o.state, whole)
              // So does a pointer take along what the function allocated.
              giveAway(this.context, o.state, [o.value])
              this.leave(o.state, item.node, o.value)
              return { state: o.state, result: o.value }
            })
          }
        }
      })
      if (states.length > 1 && item.kind !== 'return')
        states = merged(states.map((s) => s.state)).map((s) => ({ state: s, result: null }))
      if (states.length > BOUNDS.states) {
        this.context.limit = 'states'
        return
      }
    }
    const returned = block.items.at(-1)?.kind === 'return'
    for (const { state: after, result } of states) {
      if (returned) {
        if (result !== null && this.context.limit === null) this.exits.push({ state: after, result })
        continue
      }
      this.follow(block, after, push)
    }
  }

  private follow(block: Block, state: State, push: Push): void {
    const { graph } = this
    block.edges.forEach((edge, index) => {
      const last = index === block.edges.length - 1
      const own = last ? state : state.copy()
      // Conditions have effects, which the rules must be told once: on the first edge of a pair only.
      const sink = this.context.sink
      if (index > 0) this.context.sink = null
      const states = this.through(edge, own, block.loopHead)
      this.context.sink = sink
      for (const s of states) {
        if (edge.to === graph.exit && this.isExpression) {
          const result = s.read(BLOCK_VALUE)
          s.dropVariable(BLOCK_VALUE)
          this.exits.push({ state: s, result })
        } else if (edge.to === graph.exit) {
          this.leave(s, this.context.body, UNKNOWN)
          this.exits.push({ state: s, result: UNKNOWN })
        } else push(edge.to, s)
      }
    })
  }

  private through(edge: Edge, state: State, isLoop: boolean): State[] {
    const { guard } = edge
    if (guard === null) return [state]
    const { context } = this
    // A path that runs no round of a loop, or takes no case of a switch, may be one that the program never takes.
    if (guard.kind === 'default' || (isLoop && guard.kind !== 'true')) state.forgetUnset()
    switch (guard.kind) {
      case 'true':
        return assume(context, guard.node, state, true)
      case 'false':
        return assume(context, guard.node, state, false)
      case 'counted':
        return assume(context, guard.node, state, false).flatMap((s) =>
          comparison(
            context,
            context.tree.child(guard.node, Field.left),
            '==',
            context.tree.child(guard.node, Field.right),
            s,
          ),
        )
      case 'case':
        return this.inCase(guard, state)
      case 'default':
        return evaluate(context, guard.subject, state).flatMap((o) => {
          let outcomes = [o]
          for (const node of guard.excluded) {
            const other = exactly(evaluate(context, node, o.state.copy())[0]?.value ?? UNKNOWN)
            if (other === null) continue
            outcomes = outcomes.flatMap(({ state: s, value }) =>
              narrowed(context, guard.subject, { state: s, value }, '!=', other).map((after) => ({
                state: after,
                value: refine(value, '!=', other) ?? value,
              })),
            )
          }
          return outcomes.map(({ state: s }) => s)
        })
    }
  }

  /** The states that a case is entered with: a case whose value nobody knows has not that of another one. */
  private inCase({ subject, value, all }: Extract<Guard, { kind: 'case' }>, state: State): State[] {
    const { context } = this
    const numberOf = (node: NodeId): number | null =>
      exactly(evaluate(context, node, state.copy())[0]?.value ?? UNKNOWN)
    if (numberOf(value) === null) {
      const outcomes = evaluate(context, subject, state.copy())
      if (outcomes.some((outcome) => exactly(outcome.value) !== null)) {
        const others = new Set(all.map(numberOf))
        return outcomes.filter(({ value: v }) => !others.has(exactly(v) ?? NaN)).map((outcome) => outcome.state)
      }
    }
    return comparison(context, subject, '==', value, state)
  }

  /** The function ends on this path: what only its variables held is lost, everything else is final here. */
  private leave(state: State, node: NodeId, result: Value): void {
    const { context } = this
    noteHandOver(context, state, node, result)
    if (context.sink !== null) {
      noteListsAtReturn(context, state, node, result)
      const span = lossSpan(context, node, 'return')
      for (const known of [...state.resources]) {
        if (!isOpen(known)) continue
        // What is returned is the caller's from now on.
        const held = state.holders(known.id)
        const returned =
          (result.kind === 'descriptor' && result.resource === known.id) ||
          held.some((place) => isOutside(place) || isSharedHeap(state, place))
        const resource = returned ? { ...known, escaped: true } : known
        const event = { node, span, state, via: null, resource, endsProcess: context.endsProcess }
        const lost = !resource.escaped && resource.input === null && held.length > 0
        if (lost) context.sink('lost', { ...event, reason: 'return' })
        context.sink('ended', event)
      }
    }
  }
}

/** Joins states that agree on what is tracked, in the order of their first appearance; the more there are, the less finely. */
function merged(states: readonly State[]): State[] {
  let result = states
  DETAILS.forEach((detail, level) => {
    if (level > 0 && result.length < (BOUNDS.statesOfDetail[level - 1] ?? 0)) return
    const byKey = new Map<string, State>()
    for (const state of result) {
      const key = state.key(detail)
      const known = byKey.get(key)
      byKey.set(key, known === undefined ? state : (known.joined(state, false) ?? known))
    }
    result = [...byKey.values()]
  })
  return [...result]
}
