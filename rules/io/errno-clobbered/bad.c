#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>

// doc-begin
int dial(const struct sockaddr_in *peer)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)peer, sizeof *peer) < 0) {
        close(s);
        perror("connect"); // want "'perror()' is to tell why connect() failed, but close() ran in between"
        return -1;
    }
    return s;
}
// doc-end

int code_bad(int s)
{
    if (listen(s, 16) == -1) {
        shutdown(s, SHUT_RDWR);
        return -errno; // want "'errno' is to tell why listen() failed, but shutdown() ran in between"
    }
    return 0;
}

int stored_bad(int s, char *text)
{
    ssize_t n = recv(s, text, 10, 0);

    if (n < 0) {
        printf("cannot receive\n");
        if (errno == EAGAIN) // want "but printf() ran in between"
            return 0;
        return -1;
    }
    return (int)n;
}
