#include <winsock2.h>
#include <ws2tcpip.h>

// doc-begin
SOCKET open_listener_ok(void)
{
    SOCKADDR_IN addr = {0};
    BOOL on = TRUE;
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, sizeof(on));
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (SOCKADDR *)&addr, sizeof(addr)) != 0 || listen(s, SOMAXCONN) != 0) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}
// doc-end

/* Binds and listens, for the other functions of this file: what it is given says whether it is right. */
static int serve(SOCKET s, unsigned short port, unsigned long host)
{
    SOCKADDR_IN addr = {0};

    addr.sin_family = AF_INET;
    addr.sin_port = htons(port);
    addr.sin_addr.s_addr = htonl(host);
    return bind(s, (SOCKADDR *)&addr, sizeof(addr)) != 0 ? SOCKET_ERROR : listen(s, SOMAXCONN);
}

int exclusive_ok(void)
{
    BOOL on = TRUE;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, sizeof(on));
    if (serve(s, 8080, INADDR_ANY) != 0) {
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return 0;
}

/* Left out after some thought. */
int weighed_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    /* No SO_EXCLUSIVEADDRUSE: a restart must not fail while clients are still connected. */
    if (serve(s, 8080, INADDR_ANY) != 0) {
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return 0;
}

/* Shared: bind/reuseaddr-hijack says what that means. */
int shared_ok(void)
{
    BOOL on = TRUE;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (const char *)&on, sizeof(on)); // drop -> want "'s' is bound without"
    if (serve(s, 8080, INADDR_ANY) != 0) {
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return 0;
}

/* The system chooses a free port. */
int any_port_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    if (serve(s, 0, INADDR_ANY) != 0) {
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return 0;
}

/* Nobody else gets a specific address that is taken. */
int loopback_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    if (serve(s, 8080, INADDR_LOOPBACK) != 0) {
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return 0;
}

/* A client that takes a fixed port. */
int client_ok(const SOCKADDR_IN *server)
{
    SOCKADDR_IN addr = {0};
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8081);
    if (bind(s, (SOCKADDR *)&addr, sizeof(addr)) != 0 || connect(s, (const SOCKADDR *)server, sizeof(*server)) != 0) {
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return 0;
}

/* A datagram socket with one peer gets nothing from others. */
int connected_datagram_ok(const SOCKADDR_IN *server, char *buffer, int size)
{
    SOCKADDR_IN addr = {0};
    int n;
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(5061);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (SOCKADDR *)&addr, sizeof(addr)) != 0 || connect(s, (const SOCKADDR *)server, sizeof(*server)) != 0) {
        closesocket(s);
        return -1;
    }
    n = recv(s, buffer, size, 0);
    closesocket(s);
    return n;
}

/* Members of a multicast group share the port by design. */
int multicast_ok(const struct ip_mreq *group, char *buffer, int size)
{
    SOCKADDR_IN addr = {0};
    int n;
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(5353);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (SOCKADDR *)&addr, sizeof(addr)) != 0) {
        closesocket(s);
        return -1;
    }
    setsockopt(s, IPPROTO_IP, IP_ADD_MEMBERSHIP, (const char *)group, sizeof(*group)); // drop -> want "take the datagrams"
    n = recvfrom(s, buffer, size, 0, NULL, NULL);
    closesocket(s);
    return n;
}

void prepare(SOCKET s);

/* Whoever gets it may set it. */
int escaped_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    prepare(s); // drop -> want "'s' is bound without"
    if (serve(s, 8080, INADDR_ANY) != 0) {
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return 0;
}

/* Options from a table. */
int table_ok(const int *names, int count)
{
    BOOL on = TRUE;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    for (int i = 0; i < count; i++)
        setsockopt(s, SOL_SOCKET, names[i], (const char *)&on, sizeof(on));
    if (serve(s, 8080, INADDR_ANY) != 0) {
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return 0;
}
