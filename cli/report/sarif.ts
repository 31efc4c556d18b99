import type {
  CodeFlow,
  Fix as SarifFix,
  Location,
  Log,
  Notification,
  PhysicalLocation,
  Region,
  ReportingDescriptor,
  Result,
} from 'sarif'
import type { Diagnostic, Fix, Language, Range, RelatedStep } from '../../engine/index.ts'
import { pages, renderPage, ruleAddress, rules } from '../../rules/index.ts'
import { fingerprints } from './fingerprint.ts'
import { withPlatforms } from './gcc.ts'
import type { Report, ReportContext, Reporter } from './report.ts'

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const

/** What GitHub shows of a rule's description at the most, in characters. */
const LONGEST_DESCRIPTION = 1024

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as code scanning of GitHub and others read it. A rule that
 * reports comes with its page; the trail of a finding is its code flow; the platforms on which it holds stand in its properties. Paths
 * start at the top of the repository.
 */
export const sarifReport: Reporter = (report, context) => `${JSON.stringify(logOf(report, context), null, 1)}\n`

function logOf(report: Report, context: ReportContext): Log {
  const { language } = context
  const found = [...new Set(report.diagnostics.map(({ rule }) => rule))].sort()
  const known = fingerprints(report.diagnostics, context.sources, context.repositoryPath)
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Socklint',
            version: report.version,
            semanticVersion: report.version,
            language,
            rules: found.map((id) => descriptorOf(id, language)),
          },
        },
        language,
        columnKind: 'utf16CodeUnits',
        automationDetails: { id: 'socklint/' },
        invocations: [
          {
            executionSuccessful: report.errors.every(({ internal }) => internal !== true),
            toolExecutionNotifications: report.errors.map((error): Notification => {
              const place = error.file === '' ? {} : { locations: [{ physicalLocation: fileOf(error.file, context) }] }
              return { level: 'error', message: { text: error.message[language] }, ...place }
            }),
          },
        ],
        results: report.diagnostics.map((diagnostic, index) =>
          resultOf(diagnostic, found.indexOf(diagnostic.rule), known[index] ?? '', context),
        ),
      },
    ],
  }
}

function descriptorOf(id: string, language: Language): ReportingDescriptor {
  const rule = rules.find((candidate) => candidate.id === id)
  const page = pages[id]?.[language]
  if (rule === undefined || page === undefined) return { id }
  const markdown = renderPage(id, page, language, rule.options)
  return {
    id,
    name: id,
    shortDescription: { text: page.title },
    fullDescription: { text: page.summary.slice(0, LONGEST_DESCRIPTION) },
    helpUri: ruleAddress(id, language),
    help: { text: `${page.title}\n\n${page.summary}\n\n${page.sections.why}\n\n${page.sections.fix}`, markdown },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      precision: rule.precision,
      platforms: rule.platforms,
      tags: [id.slice(0, id.indexOf('/')), ...rule.cwe.map((cwe) => `external/cwe/${cwe.toLowerCase()}`)],
    },
  }
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number, fingerprint: string, context: ReportContext): Result {
  const { file, range, rule, severity, platforms, functionName, related, fixes } = diagnostic
  const { language } = context
  // Steps are linked from the text by their number, which makes them visible where no code flow is shown.
  const links = related.map((_, index) => `[${index + 1}](${index + 1})`)
  const text = withPlatforms(diagnostic, language) + (links.length === 0 ? '' : ` (${links.join(', ')})`)
  const sarifFixes = fixes.flatMap((fix) => fixOf(fix, file, context))
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text },
    locations: [
      {
        physicalLocation: placeOf(file, range, context),
        ...(functionName === null ? {} : { logicalLocations: [{ name: functionName, kind: 'function' }] }),
      },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((step, index) => ({ id: index + 1, ...locationOf(step, context) })),
          codeFlows: [codeFlowOf(diagnostic, context)],
        }),
    partialFingerprints: { 'socklint/v1': fingerprint },
    ...(sarifFixes.length === 0 ? {} : { fixes: sarifFixes }),
    properties: { platforms },
  }
}

/** The steps in their order, the finding itself where it stands among those of its file. */
function codeFlowOf(diagnostic: Diagnostic, context: ReportContext): CodeFlow {
  const { file, range, message } = diagnostic
  const self: RelatedStep = { file, range, span: diagnostic.span, message }
  const steps = [...diagnostic.related]
  const later = steps.findIndex((step) => step.file === file && step.span.start > self.span.start)
  steps.splice(later < 0 ? steps.length : later, 0, self)
  return { threadFlows: [{ locations: steps.map((step) => ({ location: locationOf(step, context) })) }] }
}

function locationOf(step: RelatedStep, context: ReportContext): Location {
  return {
    physicalLocation: placeOf(step.file, step.range, context),
    message: { text: step.message[context.language] },
  }
}

function placeOf(file: string, range: Range, context: ReportContext): PhysicalLocation {
  return { ...fileOf(file, context), region: firstLineOf(file, range, context) }
}

function fileOf(file: string, { repositoryPath }: ReportContext): PhysicalLocation {
  // Every part of a path may hold characters that mean something in an address.
  return { artifactLocation: { uri: repositoryPath(file).split('/').map(encodeURIComponent).join('/') } }
}

/** All four members, on one line: viewers mark nothing, or whole pages, when a region has several lines. */
function firstLineOf(file: string, { start, end }: Range, { sources }: ReportContext): Region {
  const lineEnd = end.line === start.line ? end.character : sources.of(file)?.line(start.line)?.length
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: start.line + 1,
    endColumn: Math.max(lineEnd ?? 0, start.character) + 1,
  }
}

function fixOf({ title, edits }: Fix, file: string, context: ReportContext): SarifFix[] {
  const source = context.sources.of(file)
  if (source === undefined || edits.length === 0) return []
  const replacements = edits.map(({ span, newText }) => {
    const { start, end } = source.range(span)
    return {
      deletedRegion: {
        startLine: start.line + 1,
        startColumn: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      },
      ...(newText === '' ? {} : { insertedContent: { text: newText } }),
    }
  })
  const { artifactLocation } = fileOf(file, context)
  if (artifactLocation === undefined) return []
  return [{ description: { text: title[context.language] }, artifactChanges: [{ artifactLocation, replacements }] }]
}
