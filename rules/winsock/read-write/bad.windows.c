#include <io.h>
#include <stdio.h>
#include <winsock2.h>

// doc-begin
void echo_bad(SOCKET server)
{
    char buf[512];
    SOCKET client = accept(server, NULL, NULL);
    int n;

    if (client == INVALID_SOCKET)
        return;
    n = read(client, buf, sizeof(buf)); // want "'client' is a socket, and read() works on files of the C runtime on Windows"
    if (n > 0)
        write(client, buf, n); // want "Call send()."
    closesocket(client);
}
// doc-end

int copies_bad(SOCKET s)
{
    FILE *stream;
    int copy = _dup(s); // want "'s' is a socket, and _dup() copies files of the C runtime"

    stream = _fdopen(s, "r+"); // want "'s' is a socket, and _fdopen() opens a stream on a file"
    return stream == NULL || copy < 0;
}
