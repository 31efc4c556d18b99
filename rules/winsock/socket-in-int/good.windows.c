#include <stdint.h>
#include <stdio.h>
#include <winsock2.h>

// doc-begin
int open_server_ok(const struct sockaddr *address, int size)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return 1;
    if (bind(s, address, size) == 0)
        listen(s, SOMAXCONN);
    closesocket(s);
    return 0;
}
// doc-end

/* As wide as a pointer. */
int wide_ok(void)
{
    intptr_t s = (intptr_t)socket(AF_INET, SOCK_STREAM, 0);
    UINT_PTR other = socket(AF_INET, SOCK_DGRAM, 0);

    closesocket((SOCKET)s);
    closesocket(other);
    return 0;
}

/* The answer of a comparison is an int. */
int status_ok(SOCKET s, const struct sockaddr *peer, int length)
{
    int failed = connect(s, peer, length);
    int none = socket(AF_INET, SOCK_STREAM, 0) == INVALID_SOCKET;

    return failed || none;
}

void log_ok(SOCKET s, int id)
{
    printf("socket %llu of client %d\n", (unsigned long long)s, id);
    printf("%zu %Iu %d\n", s, s, (int)s);
    printf("%*d %s\n", id, id, "free");
}

extern void keep(SOCKET s);

void escape_ok(void)
{
    keep(socket(AF_INET, SOCK_STREAM, 0));
}
