#include <errno.h>
#include <io.h>
#include <stdio.h>
#include <winsock2.h>

// doc-begin
int bind_ok(SOCKET s, const SOCKADDR_IN *address)
{
    if (bind(s, (const SOCKADDR *)address, sizeof(*address)) == SOCKET_ERROR) {
        fprintf(stderr, "bind: %d\n", WSAGetLastError());
        return -1;
    }
    return 0;
}
// doc-end

/* The program sets it itself. */
int translate_ok(SOCKET s, char *buf, int size)
{
    int n = recv(s, buf, size, 0);

    if (n < 0) {
        errno = WSAGetLastError() == WSAEWOULDBLOCK ? EAGAIN : EIO;
        perror("recv");
    }
    return n;
}

extern void set_error_from_winsock(void);

int translated_elsewhere_ok(SOCKET s)
{
    if (listen(s, 1) == SOCKET_ERROR) {
        set_error_from_winsock();
        perror("listen");
        return -1;
    }
    return 0;
}

/* The call of the C runtime in between sets it. */
int file_ok(SOCKET s, const char *path)
{
    if (listen(s, 1) == SOCKET_ERROR) {
        FILE *file = fopen(path, "a");

        if (file == NULL)
            perror(path);
        return -1;
    }
    return 0;
}

int read_file_ok(int fd, char *buf)
{
    if (_read(fd, buf, 1) < 0) {
        perror("read");
        return -1;
    }
    return 0;
}

SOCKET escape_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    return s;
}

/* The function called first may set it. */
int translate(int error);
int keep(int error, int other);

int set_by_a_function_ok(SOCKET s)
{
    if (listen(s, 1) == SOCKET_ERROR) {
        translate(WSAGetLastError());
        return keep(errno, 0);
    }
    if (listen(s, 2) == SOCKET_ERROR)
        return keep(translate(WSAGetLastError()), errno);
    return 0;
}
