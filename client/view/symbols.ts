import type { DescriptorLifecycle, LifecycleStep } from '../../server/protocol.ts'

/** A form of its own for each state, in a square of 16 units: colours alone would tell nothing to many. */
const FORMS: Readonly<Record<LifecycleStep['state'] | DescriptorLifecycle['end'], string>> = {
  created: '<circle cx="8" cy="8" r="5.5"/>',
  bound: '<circle cx="8" cy="8" r="5.5"/><circle class="filled" cx="8" cy="8" r="2"/>',
  listening:
    '<circle class="filled" cx="8" cy="8" r="2"/><path d="M4.8 11.2a4.5 4.5 0 0 1 0-6.4M11.2 4.8a4.5 4.5 0 0 1 0 6.4M2.7 13.3a7.5 7.5 0 0 1 0-10.6M13.3 2.7a7.5 7.5 0 0 1 0 10.6"/>',
  connecting: '<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.6 2"/>',
  connected: '<circle class="filled" cx="8" cy="8" r="5.5"/>',
  'half-closed': '<circle cx="8" cy="8" r="5.5"/><path class="filled" d="M8 2.5a5.5 5.5 0 0 1 0 11z"/>',
  failed: '<path d="M3.5 3.5l9 9M12.5 3.5l-9 9"/>',
  closed: '<circle cx="8" cy="8" r="5.5"/><path d="M4.1 11.9l7.8-7.8"/>',
  'handed-over': '<path d="M2 8h11M9 4l4 4-4 4"/>',
  open: '<path d="M8 2.2l5.8 5.8L8 13.8 2.2 8z"/>',
}

/** The symbol of a state; it says nothing that the text beside it does not. */
export function symbol(state: keyof typeof FORMS): string {
  return `<svg class="symbol" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${FORMS[state]}</svg>`
}
