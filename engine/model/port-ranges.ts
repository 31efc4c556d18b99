import type { Platform } from './platform.ts'

/** The ports a system hands out by itself: to connect() without bind(), to bind() with port 0. Both ends belong to it. */
export interface DynamicPortRange {
  readonly system: string
  readonly platform: Platform
  readonly low: number
  readonly high: number
  /** In wide use today; the others are told in tables but do not make a finding. */
  readonly common: boolean
  readonly source: string
}

/** The defaults; an administrator can move every one of them. */
export const DYNAMIC_PORT_RANGES: readonly DynamicPortRange[] = [
  {
    system: 'Windows Vista / Server 2008+',
    platform: 'windows',
    low: 49152,
    high: 65535,
    common: true,
    source: 'Microsoft Learn, bind() and KB 929851',
  },
  {
    system: 'Windows 2000 / XP / Server 2003',
    platform: 'windows',
    low: 1025,
    high: 5000,
    common: false,
    source: 'Microsoft Learn, bind() and KB 929851',
  },
  {
    system: 'Linux',
    platform: 'posix',
    low: 32768,
    high: 60999,
    common: true,
    source: 'Linux ip(7) and ip-sysctl, ip_local_port_range',
  },
  {
    system: 'macOS',
    platform: 'posix',
    low: 49152,
    high: 65535,
    common: true,
    source: 'macOS (xnu) in_pcb.c, net.inet.ip.portrange.first and .last',
  },
  {
    system: 'FreeBSD',
    platform: 'posix',
    low: 10000,
    high: 65535,
    common: false,
    source: 'FreeBSD in_pcb.c, net.inet.ip.portrange.first and .last',
  },
  {
    system: 'OpenBSD',
    platform: 'posix',
    low: 1024,
    high: 49151,
    common: false,
    source: 'OpenBSD sysctl net.inet.ip.portfirst and .portlast',
  },
  {
    system: 'NetBSD',
    platform: 'posix',
    low: 49152,
    high: 65535,
    common: false,
    source: 'NetBSD <netinet/in.h>, IPPORT_ANONMIN and IPPORT_ANONMAX',
  },
  {
    system: 'Solaris',
    platform: 'posix',
    low: 32768,
    high: 65535,
    common: false,
    source: 'Oracle Solaris 11.2 Tunable Parameters, smallest_anon_port and largest_anon_port',
  },
]
