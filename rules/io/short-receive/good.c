#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <stdint.h>

struct header {
    uint16_t kind;
    uint16_t count;
    uint32_t length;
};

// doc-begin
int read_header(int listener, struct header *header)
{
    int c = accept(listener, NULL, NULL);
    struct header next;

    if (c < 0)
        return -1;
    if (recv(c, &next, sizeof next, MSG_WAITALL) != sizeof next) {
        close(c);
        return -1;
    }
    *header = next;
    return c;
}
// doc-end

/* A part is gone on with. */
int loop_ok(int c, struct header *header)
{
    size_t got = 0;
    ssize_t n;

    while (got < sizeof *header) {
        n = recv(c, (char *)header + got, sizeof *header - got, 0);
        if (n <= 0)
            return -1;
        got += n;
    }
    return 0;
}

int compared_ok(int c)
{
    uint32_t number;
    ssize_t n = recv(c, &number, sizeof number, 0);

    if (n <= 0)
        return -1;
    return n < (ssize_t)sizeof number ? -1 : (int)number;
}

int given_ok(int c, struct header *header)
{
    return recv(c, header, sizeof *header, 0);
}

/* A datagram comes as a whole. */
int datagram_ok(void)
{
    uint32_t number = 0;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    recv(s, &number, sizeof number, 0);
    close(s);
    return (int)number;
}

/* One byte is whole or not there; text has no size. */
int text_ok(int s)
{
    char byte;
    _Bool is_on;
    char text[100];

    recv(s, &is_on, sizeof(is_on), 0);
    if (recv(s, &byte, 1, 0) <= 0 || recv(s, text, sizeof text, 0) <= 0)
        return -1;
    return byte;
}

int is_whole(ssize_t n);

/* The number goes elsewhere. */
int escaped_ok(int c)
{
    uint32_t number;
    ssize_t n = recv(c, &number, sizeof number, 0);

    return is_whole(n) ? (int)number : -1;
}
