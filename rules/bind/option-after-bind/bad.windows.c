#include <winsock2.h>
#include <ws2tcpip.h>

SOCKET exclusive_bad(const SOCKADDR_IN *addr)
{
    BOOL on = TRUE;
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    if (bind(s, (const SOCKADDR *)addr, sizeof(*addr)) == SOCKET_ERROR) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, sizeof(on)); // want "SO_EXCLUSIVEADDRUSE is set on 's' after bind() and has no effect"
    return s;
}

SOCKET dual_stack_bad(const SOCKADDR_IN6 *addr)
{
    DWORD off = 0;
    SOCKET s = socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    if (bind(s, (const SOCKADDR *)addr, sizeof(*addr)) == SOCKET_ERROR) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, (const char *)&off, sizeof(off)); // want "IPV6_V6ONLY is set on 's' after bind()"
    return s;
}
