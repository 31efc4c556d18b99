import type { Platform } from './platform.ts'

/** Bytes that a type takes: the least and the most over the data models and systems of a platform. */
export interface SizeRange {
  readonly low: number
  readonly high: number
}

/** Names after commas, bytes on POSIX systems, bytes on Windows when they differ; `[low, high]` where systems differ. */
type Row = readonly [
  names: string,
  posix: number | readonly [number, number],
  windows?: number | readonly [number, number],
]

// Sources: the data models ILP32, LP64 and LLP64; Linux, FreeBSD and macOS headers; Microsoft Learn, "Data Type Ranges"
// and the Winsock structures; RFC 3493 for those of IPv6.
const ROWS: readonly Row[] = [
  ['char, signed char, unsigned char, bool, _Bool, int8_t, uint8_t, u_char, u_int8_t, BYTE, UCHAR, CHAR', 1],
  ['short, unsigned short, short int, unsigned short int, short unsigned int, int16_t, uint16_t, u_int16_t', 2],
  ['u_short, in_port_t, WORD, USHORT', 2],
  ['int, unsigned, unsigned int, signed, signed int, int32_t, uint32_t, u_int, u_int32_t, in_addr_t, socklen_t', 4],
  ['DWORD, BOOL, INT, UINT, ULONG, LONG', 4],
  ['long, unsigned long, long int, unsigned long int, long unsigned int, u_long', [4, 8], 4],
  ['long long, unsigned long long, long long int, unsigned long long int, int64_t, uint64_t, u_int64_t', 8],
  ['double', 8],
  ['float', 4],
  ['size_t, ssize_t, intptr_t, uintptr_t, ptrdiff_t, SOCKET, SIZE_T, SSIZE_T', [4, 8]],
  ['struct sockaddr, struct sockaddr_in', 16],
  ['struct sockaddr_in6', 28],
  ['struct sockaddr_storage', 128],
  ['struct sockaddr_un', [106, 110], 110],
  ['struct in_addr', 4],
  ['struct in6_addr', 16],
  ['struct ip_mreq', 8],
  ['struct ipv6_mreq', 20],
  ['struct linger', 8, 4],
  ['struct timeval', [8, 16], 8],
]

const byName = new Map(
  ROWS.flatMap(([names, posix, windows = posix]) =>
    names.split(', ').map((name) => [name, { posix: range(posix), windows: range(windows) }] as const),
  ),
)

function range(size: number | readonly [number, number]): SizeRange {
  return typeof size === 'number' ? { low: size, high: size } : { low: size[0], high: size[1] }
}

/** Names of numbers without a sign: those of C, of <stdint.h> and <sys/types.h>, of the Windows headers. */
const UNSIGNED =
  /^(?:(?:unsigned|long unsigned|short unsigned)\b.*|_?[Bb]ool|u_?int(?:8|16|32|64|max|ptr)_t|(?:size|socklen|in_addr|in_port)_t|u_(?:char|short|int|long)|SIZE_T|[BD]?WORD|BYTE|U(?:CHAR|SHORT|INT|LONG)|(?:std::)?(?:size_t|uint(?:8|16|32|64)_t))$/

/** True for the name of a type of the language or the headers that cannot be below 0. Of `char` nobody knows. */
export function isUnsignedName(name: string): boolean {
  return UNSIGNED.test(name)
}

/** Size of a type of the language or the headers by its name without pointers; undefined for any other. */
export function sizeOfName(name: string, platform: Platform): SizeRange | undefined {
  return byName.get(name)?.[platform]
}

const WIDE_UNSIGNED =
  /^(unsigned( (int|long( int)?|long long( int)?))?|long unsigned int|u?_?int(32|64)_t|u_(int|long)(32_t|64_t)?|size_t|SIZE_T|uintptr_t|socklen_t|in_addr_t|DWORD|UINT|ULONG)$/

/** True for a type that is unsigned and at least as wide as `int`, by its name without pointers. */
export function isWideUnsignedName(name: string): boolean {
  return WIDE_UNSIGNED.test(name) && !/^int/.test(name)
}

/**
 * Bytes of arrays in structures of the headers. `sun_path`: 108 on Linux and Windows, 104 on the BSDs and macOS, 92 on
 * some systems (unix(7), NOTES); `ifr_name`: IFNAMSIZ (netdevice(7)).
 */
const MEMBER_SIZES: ReadonlyMap<string, SizeRange> = new Map([
  ['sun_path', { low: 92, high: 108 }],
  ['ifr_name', { low: 16, high: 16 }],
])

/** Size of an array in a structure of the headers by the name of the member; undefined for any other. */
export function sizeOfMember(name: string): SizeRange | undefined {
  return MEMBER_SIZES.get(name)
}

export const POINTER_SIZE: SizeRange = { low: 4, high: 8 }
