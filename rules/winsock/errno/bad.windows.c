#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <winsock2.h>

// doc-begin
int bind_bad(SOCKET s, const SOCKADDR_IN *address)
{
    if (bind(s, (const SOCKADDR *)address, sizeof(*address)) == SOCKET_ERROR) {
        perror("bind"); // want "On Windows bind() does not set errno, so that this prints the text of an earlier error"
        return -1;
    }
    return 0;
}
// doc-end

int receive_bad(SOCKET s, char *buf, int size)
{
    int n = recv(s, buf, size, 0);

    if (n < 0 && errno == EWOULDBLOCK) // want "On Windows recv() does not set errno: it still holds"
        return 0;
    return n;
}

int listen_bad(SOCKET s)
{
    if (listen(s, SOMAXCONN) != 0) {
        fprintf(stderr, "listen: %s\n", strerror(errno)); // want "On Windows listen() does not set errno, so that this prints"
        return -1;
    }
    return 0;
}

SOCKET accept_bad(SOCKET server)
{
    SOCKET client = accept(server, NULL, NULL);

    if (client == INVALID_SOCKET) {
        if (errno != EINTR) // want "On Windows accept() does not set errno"
            return INVALID_SOCKET;
    }
    return client;
}

int send_all_bad(SOCKET s, const char *buf, int size)
{
    int n;

    while ((n = send(s, buf, size, 0)) == SOCKET_ERROR && errno == EINTR) // want "On Windows send() does not set errno"
        ;
    return n;
}

int note_error(int error);

int given_to_a_function_bad(SOCKET s, int on)
{
    if (setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, (const char *)&on, sizeof on) == SOCKET_ERROR)
        return note_error(errno); // want "On Windows setsockopt() does not set errno"
    return 0;
}
