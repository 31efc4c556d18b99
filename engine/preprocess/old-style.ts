/**
 * A definition in the form of K&R whose result is a pointer, `char *name(fd) int fd; { ... }`: the grammar takes that form
 * for any result but a pointer.
 */

const SPACE = String.raw`(?:\s|/\*(?:[^*]|\*(?!/)){0,400}\*/){0,200}`
const NAME = String.raw`[A-Za-z_]\w{0,80}`
const HEAD = `[*\\s]{1,80}${NAME}${SPACE}\\(${SPACE}${NAME}(?:${SPACE},${SPACE}${NAME}){0,40}${SPACE}\\)`
const DECLARATION = `${NAME}[\\s*][\\w\\s*,[\\]]{1,400};`

const DEFINITION = new RegExp(`${HEAD}${SPACE}(?:${DECLARATION}${SPACE}){1,40}\\{`, 'y')

/** True for the `*` in front of the name of such a definition. Inside of functions nothing looks like one. */
export function isOldStylePointer(text: string, at: number): boolean {
  DEFINITION.lastIndex = at
  return DEFINITION.test(text)
}
