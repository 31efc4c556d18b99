import type { Localised } from '../engine/index.ts'
import { message } from './messages.ts'

/** The system's code of a failed call, for example `ENOENT`; empty when the error has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** The system refuses what a run cannot do without. */
export class CannotWrite extends Error {
  readonly problem: Localised
  constructor(problem: Localised) {
    super(problem.en)
    this.problem = problem
  }
}

/** Why the system refused, in the user's words; for rare codes in the system's own. */
export function reasonOf(error: unknown): Localised {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return message('permissionDenied')
    case 'ENOENT':
      return message('vanished')
    case 'EISDIR':
      return message('isFolder')
    case 'ELOOP':
      return message('loopOfLinks')
    case 'ENOTDIR':
      return message('noFolder')
    case 'ENOSPC':
    case 'EDQUOT':
      return message('diskFull')
    case 'EROFS':
      return message('readOnlyDisk')
    case 'EMFILE':
    case 'ENFILE':
      return message('tooManyOpen')
    default: {
      const text = error instanceof Error ? error.message : String(error)
      return { en: text, ja: text }
    }
  }
}
