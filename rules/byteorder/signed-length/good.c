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
int receive_body_ok(int s, const struct header *header)
{
    char body[512];
    uint32_t n = ntohl(header->length);

    if (n > sizeof body)
        return -1;
    return recv(s, body, n, MSG_WAITALL) == (ssize_t)n ? 0 : -1;
}
// doc-end

int both_limits_ok(int s, const struct header *header)
{
    char body[512];
    int n = ntohl(header->length);

    if (n < 0 || n > (int)sizeof body)
        return -1;
    return recv(s, body, n, MSG_WAITALL) == n ? 0 : -1;
}

int not_empty_ok(int s, const struct header *header)
{
    char body[512];
    int n = ntohl(header->length);

    if (n > 0 && n <= 512)
        return recv(s, body, n, MSG_WAITALL) == n ? 0 : -1;
    return -1;
}

/* sizeof makes both sides unsigned: a negative number is a large one, and too long. */
int unsigned_comparison_ok(int s, const struct header *header)
{
    char body[512];
    int n = ntohl(header->length);

    if (n > sizeof body)
        return -1;
    return recv(s, body, n, MSG_WAITALL) == n ? 0 : -1;
}

int unsigned_limit_ok(int s, const struct header *header, char *body)
{
    const size_t limit = 512;
    int n = ntohl(header->length);

    if (n > limit - 1u)
        return -1;
    return recv(s, body, n, MSG_WAITALL) == n ? 0 : -1;
}

/* Sixteen bits fit into an int, whatever they are; thirty-two fit into 64. */
int wider_ok(int s, const struct header *header)
{
    char body[512];
    int n = ntohs(header->name_length);
    int64_t m = ntohl(header->length);

    if (n > 512 || m > 512)
        return -1;
    if (recv(s, body, n, MSG_WAITALL) != n)
        return -1;
    return recv(s, body, m, MSG_WAITALL) == m ? 0 : -1;
}

int short_ok(int s, const struct header *header)
{
    char name[64];
    short n = ntohs(header->name_length);

    if (n < 0 || n > 63)
        return -1;
    return read(s, name, n) < 0 ? -1 : name[0];
}

/* No limit at all is another fault. */
void *unlimited_ok(int s, const struct header *header)
{
    int n = ntohl(header->length);
    void *body = malloc(n);

    if (body == NULL || recv(s, body, n, MSG_WAITALL) != n) {
        free(body);
        return NULL;
    }
    return body;
}

void keep(int s);

int escapes_ok(int s, const struct header *header, char *body)
{
    unsigned n = ntohl(header->length);

    keep(s);
    if (n >= 4096)
        return -1;
    memset(body, 0, n);
    return 0;
}
