#include <fcntl.h>
#include <io.h>
#include <winsock2.h>

// doc-begin
int ping_ok(const struct sockaddr *peer, int length)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    if (connect(s, peer, length) == 0)
        send(s, "ping", 4, 0);
    closesocket(s);
    return 0;
}
// doc-end

/* It is a file. */
int file_ok(const char *path)
{
    int fd = _open(path, _O_RDONLY);

    if (fd < 0)
        return -1;
    _close(fd);
    return 0;
}

/* Nobody knows what the caller gives. */
void unknown_ok(int fd, HANDLE event)
{
    close(fd);
    CloseHandle(event);
}

extern void give_away(SOCKET s);

void escape_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    give_away(s);
}
