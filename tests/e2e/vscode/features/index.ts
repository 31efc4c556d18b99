import type { Step } from '../../lib/report.ts'
import type { FeatureContext } from './context.ts'
import { explanationSteps } from './explanations.ts'
import { fixSteps } from './fixes.ts'
import { panelSteps } from './panel.ts'
import { settingsSteps } from './settings.ts'
import { workspaceSteps } from './workspace.ts'

/** What a person does after the first findings. The saved files are the mended cast and the mixed binds. */
export function featureSteps(context: FeatureContext): Step[] {
  return [panelSteps, explanationSteps, fixSteps, settingsSteps, workspaceSteps].flatMap((steps) => steps(context))
}
