/** The two families of socket API; every finding names those on which it holds. */
export const PLATFORMS = ['posix', 'windows'] as const
export type Platform = (typeof PLATFORMS)[number]
