/** The socket API as data. */
export * from './api.ts'
export * from './bind-outcomes.ts'
export * from './bind-wording.ts'
export * from './constants.ts'
export * from './functions.ts'
export * from './platform.ts'
export * from './structures.ts'
export * from './words.ts'
