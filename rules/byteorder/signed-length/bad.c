#include <arpa/inet.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct header {
    uint32_t length;
    uint16_t name_length;
};

// doc-begin
int receive_body_bad(int s, const struct header *header)
{
    char body[512];
    int n = ntohl(header->length);

    if (n > (int)sizeof body)
        return -1;
    return recv(s, body, n, MSG_WAITALL) == n ? 0 : -1; // want "'n' is a signed int that came from the network, and only its upper limit was tested"
}
// doc-end

#define MAX_BODY 4096

void *copy_bad(int s, const char *packet)
{
    struct header header;
    int32_t length;
    void *body;

    if (recv(s, &header, sizeof header, MSG_WAITALL) != (ssize_t)sizeof header)
        return NULL;
    length = ntohl(header.length);
    if (length > MAX_BODY)
        return NULL;
    body = malloc(MAX_BODY);
    if (body != NULL)
        memcpy(body, packet, (size_t)length); // want "memcpy() takes it for a huge one"
    return body;
}

int short_bad(int s, const struct header *header)
{
    char name[64];
    short n = ntohs(header->name_length);

    if (n <= 63)
        return read(s, name, n) < 0 ? -1 : name[0]; // want "'n' is a signed short"
    return -1;
}

/* The descriptor goes elsewhere; the length is used here all the same. */
void keep(int s);

int escapes_bad(int s, const struct header *header, char *body)
{
    int n = ntohl(header->length);

    keep(s);
    if (n >= MAX_BODY)
        return -1;
    memset(body, 0, n); // want "a negative number passes"
    return 0;
}
