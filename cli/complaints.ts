import { nearest, type AnalysisError, type Localised } from '../engine/index.ts'
import { message } from './messages.ts'

/** An error with its place before it. What concerns no file in particular has none. */
export function placed({ file, position, message: text }: AnalysisError): Localised {
  if (file === '') return text
  const place = position === undefined ? '' : `:${position.line + 1}:${position.character + 1}`
  return { en: `${file}${place}: ${text.en}`, ja: `${file}${place}: ${text.ja}` }
}

/** What is said of a rule that does not exist. */
export function unknownRule(rule: string, known: readonly string[]): Localised[] {
  const alike = nearest(rule, known)
  return [
    message('unknownRule', { rule }),
    ...(alike.length === 0 ? [] : [message('didYouMean', { names: alike.join(', ') })]),
    message('seeRules'),
  ]
}
