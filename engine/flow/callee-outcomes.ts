/** Which of a callee's ways to return a call can take, and what they tell of what it made. */
import { NO_NODE, type NodeId } from '../syntax/tree.ts'
import { CallerTerms } from './caller-terms.ts'
import { isDiscarded, type ResolvedCall } from './calls.ts'
import type { FunctionContext } from './context.ts'
import { isChosen, kindAsked } from './creation-effects.ts'
import { resultClass } from './derive-summary.ts'
import { isArgument, type Place } from './places.ts'
import type { Asked } from './resource.ts'
import { inputSubject, type Resource, type State } from './state.ts'
import type { FunctionSummary, Given, SummaryOutcome } from './summary.ts'
import { compare, integer, type Value } from './values.ts'

/** The ways to return of one callee, as one call of it sees them. */
export abstract class CalleeOutcomes extends CallerTerms {
  constructor(
    context: FunctionContext,
    call: ResolvedCall,
    values: readonly Value[],
    state: State,
    protected readonly summary: Extract<FunctionSummary, { kind: 'outcomes' }>,
  ) {
    super(context, call, values, state)
  }

  /** The caller looks at a result of which nothing is known, and which other outcomes give as well. */
  protected isTellingUnread(outcome: SummaryOutcome): boolean {
    const isUnread = outcome.result.kind === 'unknown' && this.likewise(outcome).length > 1
    return isUnread && !isDiscarded(this.context, this.node)
  }

  protected mayHold({ place, operator, bound, holds }: Given): boolean {
    const value = this.atEntry(place)
    if (value === null) return true
    const decided = compare(value, operator, integer(bound))
    if (decided !== undefined) return decided === holds
    const subject = inputSubject(value)
    if (subject === null) return true
    const known = this.state.recall({ subject, operator, bound })
    if (known !== undefined) return known === holds
    // What the callee asked of the caller's own argument is known from here on.
    this.state.learn({ subject, operator, bound, holds })
    return true
  }

  /** What this call passes where the callee has a parameter; NO_NODE for other places. */
  protected argumentNode(place: Place): NodeId {
    return isArgument(place) ? (this.call.argumentNodes[Number(place.slice(1))] ?? NO_NODE) : NO_NODE
  }

  /** What the callee made is, by what this call asks for; what the callee itself found out of it stays. */
  protected kindOf(created: Resource, outcome: SummaryOutcome): Partial<Resource> {
    const family = this.certainFamily(created, outcome)
    const { asked } = created
    if (asked === null) return { family }
    const kind = this.kindAskedHere(asked)
    const node =
      asked.type.kind === 'input' && isArgument(asked.type.place) ? this.argumentNode(asked.type.place) : NO_NODE
    return {
      ...kind,
      family,
      isLookedUp: created.isLookedUp || kind.isLookedUp,
      type: created.type ?? kind.type,
      protocol: created.protocol ?? kind.protocol,
      typeVaries: node === NO_NODE ? created.typeVaries : isChosen(this.context, node),
    }
  }

  private kindAskedHere({ family, type, protocol }: Asked): ReturnType<typeof kindAsked> {
    const asked = { family: this.value(family), type: this.value(type), protocol: this.value(protocol) }
    return kindAsked(asked, this.context.fileNames.platform)
  }

  /** The family of a descriptor that is returned; null where the callee can as well return one of another family. */
  private certainFamily(created: Resource, outcome: SummaryOutcome): Resource['family'] {
    const familyOf = ({ family, asked }: Resource): Resource['family'] =>
      family ?? (asked === null ? null : this.kindAskedHere(asked).family)
    const returned = ({ result, created }: SummaryOutcome): Resource | undefined =>
      created.find(({ id }) => result.kind === 'descriptor' && result.resource === id)
    const own = familyOf(created)
    if (returned(outcome) !== created) return own
    const others = this.summary.outcomes.filter((other) => this.isPossible(other)).map(returned)
    return others.every((other) => other === undefined || familyOf(other) === null || familyOf(other) === own)
      ? own
      : null
  }

  /** Whether what the caller passes decides a condition of the callee. */
  private decide({ place, operator, bound }: Given): boolean | undefined {
    const value = this.atEntry(place)
    return value === null ? undefined : compare(value, operator, integer(bound))
  }

  /** What the caller passes does not rule the outcome out. */
  protected isPossible(outcome: SummaryOutcome): boolean {
    return !outcome.given.some((condition) => this.decide(condition) === !condition.holds)
  }

  /** The outcomes that a caller cannot tell from this one by the result. */
  protected likewise(outcome: SummaryOutcome): SummaryOutcome[] {
    const result = resultClass(outcome.result)
    return this.summary.outcomes.filter((other) => resultClass(other.result) === result)
  }

  /** True when the callee can return the same way with this descriptor in another phase: only it knows why. */
  protected mayDiffer(created: Resource, outcome: SummaryOutcome): boolean {
    const others = this.likewise(outcome).filter((other) => this.isPossible(other))
    return (
      created.phase !== 'closed' &&
      others.some((other) =>
        other.created.some(({ id, phase }) => id === created.id && phase !== created.phase && phase !== 'closed'),
      )
    )
  }
}
