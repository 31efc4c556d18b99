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
    while ((n = recv(c, text, sizeof text, 0)) != -1) // want "recv() returns 0 when the peer has closed the connection"
        handle(text, n);
    close(c);
}
// doc-end

int fill_bad(int s, char *to, size_t wanted)
{
    size_t got = 0;

    while (got < wanted) {
        ssize_t n = recv(s, to + got, wanted - got, 0); // want "this loop does not leave then"

        if (n < 0)
            return -1;
        got += n;
    }
    return 0;
}

void retried_bad(int s)
{
    char text[512];

    for (;;) {
        ssize_t n = recv(s, text, sizeof text, 0); // want "this loop does not leave then"

        if (n == 0) {
            usleep(1000);
            continue;
        }
        if (n < 0)
            break;
        handle(text, n);
    }
}

void positive_bad(int s)
{
    char text[512];
    ssize_t n;

    while (1) {
        n = recv(s, text, sizeof text - 1, 0); // want "this loop does not leave then"
        if (n < 0) {
            perror("recv");
            return;
        }
        if (n > 0) {
            text[n] = 0;
            if (strcmp(text, "quit") == 0)
                break;
            puts(text);
        }
    }
}
