import type { Platform } from './platform.ts'

// Pages that are known to exist under these addresses; several functions share one. POSIX.1-2024 XSH.
const POSIX_PAGES: Readonly<Record<string, string>> = pagesOf(
  'accept bind close connect exec fcntl fork freeaddrinfo getnameinfo getpeername getsockname htonl inet_addr inet_ntop listen poll pthread_create recv recvfrom recvmsg select send setsockopt shutdown socket wait write',
  {
    getaddrinfo: 'freeaddrinfo',
    htons: 'htonl',
    ntohl: 'htonl',
    ntohs: 'htonl',
    inet_pton: 'inet_ntop',
    inet_ntoa: 'inet_addr',
    pselect: 'select',
    FD_SET: 'select',
    FD_CLR: 'select',
    FD_ISSET: 'select',
    FD_ZERO: 'select',
  },
)

// Linux man-pages, section 2.
const LINUX_PAGES: Readonly<Record<string, string>> = pagesOf('accept4 epoll_ctl epoll_wait ioctl', {
  accept4: 'accept',
})

// Microsoft Learn, Win32 API: header and page.
const WINDOWS_PAGES: Readonly<Record<string, string>> = {
  ...headerPages(
    'winsock2',
    'accept bind closesocket connect gethostbyname htonl htons inet_addr inet_ntoa listen recv recvfrom select send setsockopt socket WSACleanup WSADuplicateSocketW WSAPoll WSASocketW',
  ),
  ...headerPages('winsock', 'getsockname ioctlsocket sendto shutdown WSAGetLastError WSAStartup'),
  ...headerPages('ws2tcpip', 'getaddrinfo inet_ntop InetPtonW'),
}

function pagesOf(names: string, others: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { ...Object.fromEntries(names.split(' ').map((name) => [name, name])), ...others }
}

function headerPages(header: string, names: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, `${header}/nf-${header}-${name.toLowerCase()}`]))
}

/** A page of a manual that says what a function does. */
export interface Manual {
  readonly label: string
  readonly address: string
}

/** Where a function is documented for a platform; undefined where no page is known. */
export function manualOf(name: string, platform: Platform): Manual | undefined {
  if (platform === 'windows') {
    const page = Object.hasOwn(WINDOWS_PAGES, name) ? WINDOWS_PAGES[name] : undefined
    return page === undefined
      ? undefined
      : { label: `Microsoft Learn, ${name}()`, address: `https://learn.microsoft.com/en-us/windows/win32/api/${page}` }
  }
  const posix = Object.hasOwn(POSIX_PAGES, name) ? POSIX_PAGES[name] : undefined
  if (posix !== undefined)
    return {
      label: `POSIX.1-2024, ${name}()`,
      address: `https://pubs.opengroup.org/onlinepubs/9799919799/functions/${posix}.html`,
    }
  const linux = Object.hasOwn(LINUX_PAGES, name) ? LINUX_PAGES[name] : undefined
  return linux === undefined
    ? undefined
    : { label: `Linux ${name}(2)`, address: `https://man7.org/linux/man-pages/man2/${linux}.2.html` }
}
