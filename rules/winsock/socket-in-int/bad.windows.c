#include <stdio.h>
#include <winsock2.h>

// doc-begin
int open_server_bad(const struct sockaddr *address, int size)
{
    int s = socket(AF_INET, SOCK_STREAM, 0); // want "'s' is of type int, but socket() returns a SOCKET, which has 64 bits on 64-bit Windows"

    if (s < 0)
        return 1;
    if (bind(s, address, size) == 0)
        listen(s, SOMAXCONN);
    closesocket(s);
    return 0;
}
// doc-end

int accept_bad(SOCKET server)
{
    unsigned int client;
    DWORD other = WSASocketW(AF_INET, SOCK_DGRAM, 0, NULL, 0, 0); // want "'other' is of type DWORD"

    client = accept(server, NULL, NULL); // want "'client' is of type unsigned int, but accept() returns a SOCKET, which has 64 bits on 64-bit Windows: what does not fit is cut off, and it is never equal to INVALID_SOCKET"
    if (client == INVALID_SOCKET || other == INVALID_SOCKET)
        return 1;
    closesocket(client);
    closesocket(other);
    return 0;
}

void log_bad(SOCKET s, int id)
{
    printf("socket %d of client %d\n", s, id); // want "'s' is a SOCKET, which has 64 bits on 64-bit Windows, but %d takes an int"
    fprintf(stderr, "%5u %s\n", s, "closed"); // want "but %u takes an int"
}
