#include <winsock2.h>

int winsock_only_bad(void)
{
    SOCKADDR_IN addr = {0};
    BOOL on = TRUE;
    SOCKET s = socket(PF_INET, SOCK_STREAM, IPPROTO_TCP);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (const char *)&on, sizeof(on)); // want "SO_REUSEADDR on 's'"
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (SOCKADDR *)&addr, sizeof(addr)) == SOCKET_ERROR) {
        closesocket(s);
        return 1;
    }
    listen(s, SOMAXCONN);
    closesocket(s);
    return 0;
}

/* Which one is chosen when the program is built; built with the first, it can be hijacked. */
int chosen_at_build_bad(const SOCKADDR_IN *addr)
{
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

#ifdef OWN_THE_PORT
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
#endif
#ifdef SHARE_THE_PORT
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on)); // want "SO_REUSEADDR on 's'"
#endif
    bind(s, (const SOCKADDR *)addr, sizeof(*addr));
    closesocket(s);
    return 0;
}

/* The second option is refused, so the first one holds. */
int exclusive_too_late_bad(const SOCKADDR_IN *addr)
{
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on)); // want "SO_REUSEADDR on 's'"
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    bind(s, (const SOCKADDR *)addr, sizeof(*addr));
    closesocket(s);
    return 0;
}
