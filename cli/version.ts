/** Set by the build, from package.json. */
declare const SOCKLINT_VERSION: string | undefined

export const VERSION: string = typeof SOCKLINT_VERSION === 'string' ? SOCKLINT_VERSION : '0.0.0-source'
