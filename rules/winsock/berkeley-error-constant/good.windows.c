#include <errno.h>
#include <stdio.h>
#include <winsock2.h>

// doc-begin
int receive_ok(SOCKET s, char *buf, int size)
{
    int n = recv(s, buf, size, 0);

    if (n == SOCKET_ERROR && WSAGetLastError() == WSAEWOULDBLOCK)
        return 0;
    return n;
}
// doc-end

/* The C runtime sets errno for files. */
int file_ok(const char *path)
{
    FILE *file = fopen(path, "r");

    if (file == NULL)
        return errno == EACCES;
    return fclose(file);
}

extern int translated(int error);

int translated_ok(SOCKET s)
{
    if (listen(s, 1) == 0)
        return 0;
    return translated(WSAGetLastError()) == EADDRINUSE;
}

/* The variable holds something else by then. */
int overwritten_ok(SOCKET s)
{
    int error = WSAGetLastError();

    closesocket(s);
    error = errno;
    switch (error) {
    case EINVAL:
        return 1;
    }
    return error == EBADF;
}

/* Both names are asked for. */
int both_names_ok(SOCKET s, char *buf)
{
    int error;

    if (recv(s, buf, 1, 0) >= 0)
        return 1;
    error = WSAGetLastError();
    return error == EWOULDBLOCK || error == WSAEWOULDBLOCK;
}

SOCKET escape_ok(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
