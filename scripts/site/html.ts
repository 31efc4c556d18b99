/** Text as HTML: nothing in it is markup. */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** The anchor of a heading: letters and digits of any script, the rest as hyphens. */
export function slug(text: string): string {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
  return plain.replace(/^-|-$/g, '') || 'section'
}

/** Gives each text a slug that no earlier one has. */
export class Slugs {
  readonly #taken = new Map<string, number>()

  of(text: string): string {
    const base = slug(text)
    const count = this.#taken.get(base) ?? 0
    this.#taken.set(base, count + 1)
    return count === 0 ? base : `${base}-${count}`
  }
}
