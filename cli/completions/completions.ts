import type { Language } from '../../engine/index.ts'
import type { Shell } from '../options.ts'
import { bashCompletions } from './bash.ts'
import { fishCompletions } from './fish.ts'
import { powershellCompletions } from './powershell.ts'
import { completionWords, type CompletionWords } from './words.ts'
import { zshCompletions } from './zsh.ts'

const SHELLS: Readonly<Record<Shell, (words: CompletionWords) => string>> = {
  bash: bashCompletions,
  zsh: zshCompletions,
  fish: fishCompletions,
  powershell: powershellCompletions,
}

/** The script that teaches a shell to complete command lines of ours. */
export function completions(shell: Shell, rules: readonly string[], language: Language): string {
  return SHELLS[shell](completionWords(rules, language))
}
