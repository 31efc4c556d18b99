import type { Library } from './library.ts'

/** err.h of the BSDs, which glibc and musl have too. */
export const BSD_ERR: Library = {
  name: 'BSD err.h',
  reference: 'FreeBSD and Linux manual pages err(3)',
  platforms: ['posix'],
  headers: 'any',
  endings: 'err errx verr verrx',
  rows: [{ names: 'warn warnx vwarn vwarnx', effect: 'none', failure: 'never', parameters: '- - - -' }],
}

/** error.h of glibc and gnulib: it ends the program when the status it is given is not 0. */
export const GNU_ERROR: Library = {
  name: 'GNU error.h',
  reference: 'Linux manual page error(3)',
  platforms: ['posix'],
  headers: ['error.h'],
  models: [
    { name: 'error', arguments: ['ends-unless-zero'] },
    { name: 'error_at_line', arguments: ['ends-unless-zero'] },
  ],
}
