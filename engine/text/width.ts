/** Characters that terminals draw two columns wide: East Asian Wide and Fullwidth as far as Japanese text uses them. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{20000}-\u{3fffd}]/u

/** Columns a text takes in a terminal. The text holds no escape sequences. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += WIDE.test(character) ? 2 : 1
  return width
}

/** True when a line break between these two characters stands for nothing: Japanese is written without spaces. */
export function joinsWithoutSpace(before: string, after: string): boolean {
  return WIDE.test(before) && WIDE.test(after)
}
