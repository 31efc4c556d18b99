#include <fcntl.h>
#include <io.h>
#include <winsock2.h>

// doc-begin
void echo_ok(SOCKET server)
{
    char buf[512];
    SOCKET client = accept(server, NULL, NULL);
    int n;

    if (client == INVALID_SOCKET)
        return;
    n = recv(client, buf, sizeof(buf), 0);
    if (n > 0)
        send(client, buf, n, 0);
    closesocket(client);
}
// doc-end

/* It is a file. */
int copy_file_ok(const char *path, char *buf, unsigned size)
{
    int fd = _open(path, _O_RDONLY);
    int n = _read(fd, buf, size);

    _close(fd);
    return n;
}

/* Nobody knows what the caller gives. */
int unknown_ok(int fd, const char *text)
{
    return write(fd, text, 1);
}

/* A file of the runtime was made of it. */
int runtime_file_ok(SOCKET s, const char *text)
{
    int fd = _open_osfhandle((intptr_t)s, 0);

    return write(fd, text, 1);
}

extern void give_away(SOCKET s);

void escape_ok(void)
{
    give_away(socket(AF_INET, SOCK_STREAM, 0));
}
