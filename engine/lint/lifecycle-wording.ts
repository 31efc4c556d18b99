/** How messages name what a call on a socket in a wrong phase comes to. */
import type { Platform } from '../model/platform.ts'
import type { Localised } from '../text/localised.ts'

/**
 * The error codes on the platforms a piece of code is for: `EPIPE or ENOTCONN`, `EBADF (on Windows WSAENOTSOCK)`.
 * `errors` as in `MisuseEvent`; a platform where the call may succeed is left out.
 */
export function nameErrors(
  errors: Readonly<Record<Platform, readonly string[]>>,
  platforms: readonly Platform[],
): Localised {
  const on = (platform: Platform, or: string): string => (platforms.includes(platform) ? errors[platform].join(or) : '')
  const [posix, windows] = [on('posix', ' or '), on('windows', ' or ')]
  const [posixJa, windowsJa] = [on('posix', ' または '), on('windows', ' または ')]
  if (posix === '' || windows === '') return { en: posix + windows, ja: posixJa + windowsJa }
  return { en: `${posix} (on Windows ${windows})`, ja: `${posixJa} (Windows では ${windowsJa})` }
}
