/**
 * A rule of make that says what a file is made from, for build systems that read such (`depfile` in Ninja, `DEPFILE` in
 * CMake): when one of these changes, the file is made anew.
 */
export function dependencies(target: string, sources: readonly string[]): string {
  return `${escaped(target)}:${sources.map((source) => ` \\\n  ${escaped(source)}`).join('')}\n`
}

/** What make reads as a part of one name, as GCC writes it. */
function escaped(path: string): string {
  return path.replaceAll('\\', '/').replaceAll('$', '$$$$').replace(/[ #]/g, '\\$&')
}
