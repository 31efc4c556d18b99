import type { ResourceView } from '../flow/events.ts'
import { Kind, type SyntaxTree } from '../syntax/tree.ts'

const DATAGRAM = /^(?:SOCK_DGRAM|SOCK_RAW|IPPROTO_UDP|recvfrom|sendto|WSARecvFrom|WSASendTo)$/

/** True when the file names something that only sockets without connections have. */
function mentionsDatagrams(tree: SyntaxTree): boolean {
  for (let node = 0; node < tree.size; node++)
    if (tree.is(node, Kind.identifier) && DATAGRAM.test(tree.textOf(node))) return true
  return false
}

/**
 * True for a socket whose bytes come without borders. Of one that came in the type is not known: in a file that knows no
 * datagrams it counts as such where `mayBeGiven`.
 */
export function isStream({ type, origin }: ResourceView, tree: SyntaxTree, mayBeGiven: boolean): boolean {
  if (type !== null) return type === 'stream'
  return mayBeGiven && origin === 'parameter' && !tree.ask(mentionsDatagrams)
}
