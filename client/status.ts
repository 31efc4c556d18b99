import { l10n, languages, LanguageStatusSeverity, type Disposable, type LanguageStatusItem } from 'vscode'
import type { StatusParams } from '../server/protocol.ts'
import { SELECTOR } from './documents.ts'

/** The quiet way to say how the server is: an item beside the language, and no notifications. */
export class Status implements Disposable {
  readonly #item: LanguageStatusItem = languages.createLanguageStatusItem('socklint.status', SELECTOR)

  constructor() {
    this.#item.name = 'Socklint'
    this.show('starting')
  }

  show(state: StatusParams['state']): void {
    const item = this.#item
    item.busy = state === 'starting'
    item.text = state === 'failed' ? l10n.t('Socklint: not running') : 'Socklint'
    item.severity = state === 'failed' ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information
    item.command =
      state === 'failed'
        ? { command: 'socklint.restart', title: l10n.t('Restart') }
        : { command: 'socklint.showOutput', title: l10n.t('Show Output') }
  }

  dispose(): void {
    this.#item.dispose()
  }
}
