import type { SourceText } from '../text/source-text.ts'

/**
 * TCP/IP stacks of small devices: lwIP (`lwip/sockets.h`, `LWIP_` options), FreeRTOS+TCP, TI's NDK (`ti/ndk/`), Zephyr
 * (`zephyr/net/`). They have the calls of sockets, and restart together with the program that uses them: what an operating
 * system keeps of old connections is not there any more.
 */
const HEADERS =
  /^[ \t]*#[ \t]*include[ \t]*[<"](?:lwip\/|FreeRTOS|freertos\/|ti\/(?:ndk|net|sysbios|drivers)\/|zephyr\/)/m

/** True for a file that shows that it is for such a stack. */
export function isForDeviceStack(source: SourceText): boolean {
  return source.has(HEADERS) || source.has(/\bLWIP_[A-Z0-9_]+\b/)
}
