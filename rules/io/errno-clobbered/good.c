#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <errno.h>
#include <netinet/in.h>

// doc-begin
int dial(const struct sockaddr_in *peer)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)peer, sizeof *peer) < 0) {
        perror("connect");
        close(s);
        return -1;
    }
    return s;
}
// doc-end

int saved_ok(int s)
{
    if (listen(s, 16) < 0) {
        int error = errno;

        close(s);
        errno = error;
        perror("listen");
        return -1;
    }
    return 0;
}

/* The error that is asked for is that of the last call. */
int another_ok(int s)
{
    if (listen(s, 16) < 0) {
        if (close(s) < 0)
            perror("close");
        return -1;
    }
    return 0;
}

/* In the same call it is read first. */
int printed_ok(int s)
{
    if (listen(s, 16) < 0) {
        fprintf(stderr, "listen: %s\n", strerror(errno));
        close(s);
        return -1;
    }
    return 0;
}

void tell(int s);

/* What an unknown function leaves in it is not known; the descriptor goes elsewhere. */
int unknown_ok(int s)
{
    if (listen(s, 16) < 0) {
        tell(s);
        perror("listen");
        return -1;
    }
    return 0;
}
