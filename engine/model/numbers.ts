/** Members of the API's structures that hold a number in network order: their width in bits. */
const NETWORK_ORDER_MEMBERS: Readonly<Record<string, 16 | 32>> = {
  // POSIX <netinet/in.h>, <netdb.h>; RFC 3493 for the members of IPv6.
  sin_port: 16,
  sin6_port: 16,
  s_port: 16,
  s_addr: 32,
  S_addr: 32,
  sin_addr: 32,
  sin6_flowinfo: 32,
}

/** Width of a member that holds a number in network order; undefined for every other member. */
export function networkOrderBits(member: string): 16 | 32 | undefined {
  return Object.hasOwn(NETWORK_ORDER_MEMBERS, member) ? NETWORK_ORDER_MEMBERS[member] : undefined
}

/** True for numbers that are the same in every byte order of 32 bits or less: 0 and all ones. */
export function isPalindromic(number: number): boolean {
  return number === 0 || number === -1 || number === 0xffffffff || number === 0xffff
}

/** The number that the same 2 or 4 bytes mean to a machine of the other byte order; what exceeds the width is cut off. */
export function swappedBytes(number: number, bits: 16 | 32): number {
  let rest = BigInt.asUintN(bits, BigInt(number))
  let swapped = 0n
  for (let done = 0; done < bits; done += 8, rest >>= 8n) swapped = (swapped << 8n) | (rest & 0xffn)
  return Number(swapped)
}
