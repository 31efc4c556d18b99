#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <stdint.h>
#include <stdlib.h>

struct header {
    uint16_t kind;
    uint16_t count;
    uint32_t length;
};

// doc-begin
int read_message(int c)
{
    struct header header;
    char body[1024];
    uint32_t length;

    if (recv(c, &header, sizeof header, MSG_WAITALL) != sizeof header)
        return -1;
    length = ntohl(header.length);
    if (length > sizeof body)
        return -1;
    return recv(c, body, length, MSG_WAITALL) == (ssize_t)length;
}
// doc-end

#define LIMIT 65536

char *limited_ok(int c)
{
    uint32_t length;

    if (recv(c, &length, sizeof length, MSG_WAITALL) != sizeof length)
        return NULL;
    length = ntohl(length);
    return length > LIMIT ? NULL : malloc(length);
}

/* All that a byte can be fits. */
void byte_ok(int c)
{
    unsigned char length;
    char text[256];

    if (recv(c, &length, 1, 0) == 1)
        recv(c, text, length, MSG_WAITALL);
}

/* 64 kilobytes are no harm. */
char *small_ok(int c)
{
    uint16_t length;

    if (recv(c, &length, sizeof length, MSG_WAITALL) != sizeof length)
        return NULL;
    return malloc(ntohs(length));
}

int is_good(uint32_t length);

/* A function is asked. */
void asked_ok(int c)
{
    uint32_t length;
    char text[256];

    if (recv(c, &length, sizeof length, MSG_WAITALL) != sizeof length || !is_good(length))
        return;
    recv(c, text, length, MSG_WAITALL);
}

/* The program's own number. */
void own_ok(int c, uint32_t length)
{
    char text[256];

    recv(c, text, sizeof text, 0);
    if (length < sizeof text)
        recv(c, text, length, MSG_WAITALL);
}

void check(int c, struct header *header);

/* The header goes elsewhere. */
void escaped_ok(int c)
{
    struct header header;
    char body[1024];

    recv(c, &header, sizeof header, MSG_WAITALL);
    check(c, &header);
    recv(c, body, header.length, MSG_WAITALL);
}
