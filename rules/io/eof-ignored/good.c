#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void handle(const char *data, ssize_t length);

// doc-begin
void serve(int listener)
{
    char text[512];
    ssize_t n;
    int c = accept(listener, NULL, NULL);

    if (c < 0)
        return;
    while ((n = recv(c, text, sizeof text, 0)) > 0)
        handle(text, n);
    close(c);
}
// doc-end

int fill_ok(int s, char *to, size_t wanted)
{
    size_t got = 0;

    while (got < wanted) {
        ssize_t n = recv(s, to + got, wanted - got, 0);

        if (n < 0)
            return -1;
        if (n == 0)
            break;
        got += n;
    }
    return got == wanted ? 0 : -1;
}

/* An empty datagram is no end. */
void datagrams_ok(void)
{
    char text[512];
    ssize_t n;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    while ((n = recv(s, text, sizeof text, 0)) >= 0)
        handle(text, n);
    close(s);
}

/* Whose datagram it is, only a datagram tells. */
void senders_ok(int s)
{
    char text[512];
    struct sockaddr_storage from;

    for (;;) {
        socklen_t length = sizeof from;
        ssize_t n = recvfrom(s, text, sizeof text, 0, (struct sockaddr *)&from, &length);

        if (n == -1)
            break;
        handle(text, n);
    }
}
