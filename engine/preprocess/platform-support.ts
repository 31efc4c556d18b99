import type { Platform } from '../text/platform.ts'
import type { Views } from './views.ts'

export function supportedPlatforms(views: Views): Platform[] {
  const posix = views.views.posix.includes.some((i) => i.live && /winsock|windows\.h/i.test(i.name))
  const windows = views.views.windows.includes.some((i) => i.live && /sys\/socket|unistd/.test(i.name))
  const result: Platform[] = []
  if (!posix) result.push('posix')
  if (!windows) result.push('windows')
  return result
}
