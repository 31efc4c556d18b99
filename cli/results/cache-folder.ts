import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where results are kept when nobody says: where the system keeps what can be made again. */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env
  if (platform === 'win32') return join(local ?? join(homedir(), 'AppData', 'Local'), 'socklint', 'Cache')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'socklint')
  // The XDG Base Directory Specification: a relative path counts as not set.
  return join(xdg?.startsWith('/') === true ? xdg : join(homedir(), '.cache'), 'socklint')
}
