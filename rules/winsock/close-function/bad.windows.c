#include <io.h>
#include <winsock2.h>

// doc-begin
int ping_bad(const struct sockaddr *peer, int length)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    if (connect(s, peer, length) == 0)
        send(s, "ping", 4, 0);
    close(s); // want "'s' is a socket, and close() closes a file of the C runtime on Windows"
    return 0;
}
// doc-end

void close_parameter_bad(SOCKET s)
{
    _close(s); // want "'s' is a socket, and _close() closes a file"
}

void accepted_bad(SOCKET server)
{
    int client = (int)accept(server, NULL, NULL);

    close(client); // want "'client' is a socket"
}

void handle_bad(SOCKET s)
{
    CloseHandle((HANDLE)s); // want "'s' is a socket, and CloseHandle() closes only the handle of the kernel"
}
