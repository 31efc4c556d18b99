import type { Format } from '../options.ts'
import { agentReport } from './agent.ts'
import { checkstyleReport } from './checkstyle.ts'
import { gccReport } from './gcc.ts'
import { githubReport } from './github.ts'
import { gitlabReport } from './gitlab.ts'
import { jsonReport } from './json.ts'
import { junitReport } from './junit.ts'
import { rdjsonReport } from './rdjson.ts'
import type { Reporter } from './report.ts'
import { stylishReport } from './stylish.ts'

const REPORTERS: Readonly<Record<Exclude<Format, 'sarif'>, Reporter>> = {
  stylish: stylishReport,
  json: jsonReport,
  github: githubReport,
  gitlab: gitlabReport,
  junit: junitReport,
  checkstyle: checkstyleReport,
  rdjson: rdjsonReport,
  gcc: gccReport,
  agent: agentReport,
}

/** The reporter of a format. SARIF quotes the rules' pages, which are long and loaded for it alone. */
export async function reporterOf(format: Format): Promise<Reporter> {
  return format === 'sarif' ? (await import('../pages.ts')).sarifReport : REPORTERS[format]
}
