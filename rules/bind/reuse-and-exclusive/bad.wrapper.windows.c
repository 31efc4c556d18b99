#include <winsock2.h>

static void set_reuse(SOCKET s)
{
    int on = 1;

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on));
}

static void set_exclusive(SOCKET s)
{
    int on = 1;

    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
}

/* Reported here, where both are, and not again in those who call it. */
static void set_all_bad(SOCKET s)
{
    set_reuse(s);
    set_exclusive(s); // want "SO_EXCLUSIVEADDRUSE is set on 's', which already has SO_REUSEADDR"
}

SOCKET one_wrapper_bad(void)
{
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    set_exclusive(s);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on)); // want "SO_REUSEADDR is set on 's'"
    return s;
}

SOCKET exclusive_only_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    set_exclusive(s);
    return s;
}
