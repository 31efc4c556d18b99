#include <stdio.h>
#include <winsock2.h>

// doc-begin
int start_ok(void)
{
    WSADATA data;
    int rc = WSAStartup(MAKEWORD(2, 2), &data);

    if (rc != 0) {
        fprintf(stderr, "WSAStartup: %d\n", rc);
        return -1;
    }
    return 0;
}
// doc-end

int nonzero_ok(void)
{
    WSADATA data;

    if (WSAStartup(MAKEWORD(2, 2), &data))
        return -1;
    return 0;
}

int zero_ok(void)
{
    WSADATA data;

    if (WSAStartup(MAKEWORD(2, 2), &data) == NO_ERROR)
        return 0;
    return -1;
}

/* One code among others. */
int codes_ok(void)
{
    WSADATA data;
    int rc = WSAStartup(MAKEWORD(2, 2), &data);

    if (rc == WSAVERNOTSUPPORTED)
        return 1;
    return rc;
}

/* Whoever writes void means it. */
void meant_ok(void)
{
    WSADATA data;

    (void)WSAStartup(MAKEWORD(2, 2), &data);
}

/* Another call failed behind it. */
int later_ok(SOCKET s)
{
    WSADATA data;

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return -1;
    if (listen(s, 1) == SOCKET_ERROR)
        return WSAGetLastError();
    return 0;
}

int returned_ok(WSADATA *data)
{
    return WSAStartup(MAKEWORD(2, 2), data);
}

static int is_ready;

/* The branch settles it in another way. */
void settled_ok(void)
{
    WSADATA data;

    is_ready = 1;
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0) {
        is_ready = 0;
    }
}

int otherwise_ok(void)
{
    WSADATA data;

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        printf("no Winsock\n");
    else
        return WSACleanup();
    return -1;
}
