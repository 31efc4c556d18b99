#include <winsock2.h>

// doc-begin
int open_server_ok(const SOCKADDR_IN *addr)
{
    BOOL on = TRUE;
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    if (bind(s, (const SOCKADDR *)addr, sizeof(*addr)) == SOCKET_ERROR) {
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return 0;
}
// doc-end

void one_or_the_other_ok(SOCKET s, int share)
{
    int on = 1;

    if (share)
        setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on));
    else
        setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
}

/* Which one is chosen when the program is built; nobody defines both. */
void chosen_at_build_ok(SOCKET s)
{
    int on = 1;

#ifdef SHARE_THE_PORT
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on));
#endif
#ifdef OWN_THE_PORT
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
#endif
}

void switched_off_first_ok(SOCKET s)
{
    int on = 1, off = 0;

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on));
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&off, sizeof(off)); // drop -> want "which already has SO_REUSEADDR"
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
}

void two_sockets_ok(SOCKET shared, SOCKET own)
{
    int on = 1;

    setsockopt(shared, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on));
    setsockopt(own, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
}

/* What the caller asks for is not known here: it may be one of the two, never both. */
void values_from_outside_ok(SOCKET s, int reuse, int exclusive)
{
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&reuse, sizeof(reuse));
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&exclusive, sizeof(exclusive));
}

SOCKET open_socket(void);
void set_default_options(SOCKET s);

/* What an unknown function sets is unknown. */
void escaped_ok(void)
{
    int on = 1;
    SOCKET s = open_socket();

    set_default_options(s);
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
}
