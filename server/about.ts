import type { DescriptorLife, Diagnostic, FunctionLifecycles, LifePath, Span } from '../engine/index.ts'

/**
 * The findings that tell of a descriptor along one of its paths. Messages put the names of what they tell of in quotes: a
 * finding that names descriptors of the function is about those, if one of its places lies on the path. One that names
 * none is about all on whose path it lies: a call that takes a descriptor, or a fork() that doubles several.
 */
export function findingsAbout(
  life: DescriptorLife,
  path: LifePath,
  { descriptors }: Pick<FunctionLifecycles, 'descriptors'>,
  findings: readonly Diagnostic[],
): Diagnostic[] {
  return findings.filter((finding) => {
    if (!holdsFor(finding, life)) return false
    const named = descriptors.filter((other) => holdsFor(finding, other) && isNamed(finding, other))
    if (named.length === 0) return liesOn(finding, path)
    if (!named.includes(life)) return false
    // Calls that leave the state as it is are no steps: there it counts that the path comes by.
    const isPlaced = named.some(({ paths }) => paths.some((each) => liesOn(finding, each)))
    return isPlaced ? liesOn(finding, path) : comesBy(finding, path)
  })
}

function holdsFor({ platforms }: Diagnostic, life: DescriptorLife): boolean {
  return platforms.some((platform) => life.platforms.includes(platform))
}

/** Names are the same in every language. */
function isNamed({ message }: Diagnostic, { name }: DescriptorLife): boolean {
  return message.en.includes(`'${name}'`)
}

/** True where the finding stands at a step, or its story has one; the end of a path is a place of many descriptors. */
function liesOn({ file, related, span }: Diagnostic, { end, steps }: LifePath): boolean {
  const own = end === 'closed' ? steps : steps.slice(0, -1)
  const story = related.filter((step) => step.file === file)
  if (own.some((step) => isInside(span, step.span) || story.some((told) => told.span.start === step.span.start)))
    return true
  return story.length === 0 && steps.some((step) => isInside(span, step.span))
}

function comesBy({ span }: Diagnostic, { steps }: LifePath): boolean {
  return steps.some((step) => step.span.start <= span.start) && steps.some((step) => span.end <= step.span.end)
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}
