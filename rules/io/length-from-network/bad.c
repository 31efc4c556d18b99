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
    return recv(c, body, length, MSG_WAITALL) == (ssize_t)length; // want "the peer chooses how many bytes recv() stores into 'body', which has 1024"
}
// doc-end

char *allocate_bad(int c)
{
    uint32_t length;

    if (recv(c, &length, sizeof length, MSG_WAITALL) != sizeof length)
        return NULL;
    return malloc(ntohl(length)); // want "the peer chooses how much memory malloc() is asked for"
}

void copied_bad(int c, char *to)
{
    unsigned char packet[64];

    if (recv(c, packet, sizeof packet, 0) == sizeof packet)
        memcpy(to, packet, packet[0]); // want "the peer chooses how many bytes memcpy() reads from 'packet', which has 64"
}

int chosen_bad(int c)
{
    static const char names[8] = "abcdefg";
    struct header header;

    if (recv(c, &header, sizeof header, MSG_WAITALL) != sizeof header)
        return -1;
    return names[ntohs(header.kind)]; // want "the peer chooses which element of 'names' is read"
}
