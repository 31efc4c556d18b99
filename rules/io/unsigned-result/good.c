#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <stdint.h>

// doc-begin
int read_block(int c, char *block, size_t room)
{
    ssize_t n;

    n = recv(c, block, room, 0);
    if (n < 0)
        return -1;
    return (int)n;
}
// doc-end

/* -1 is converted the same way on both sides. */
int compared_ok(int c)
{
    char text[100];
    size_t n = recv(c, text, sizeof text, 0);

    if (n == (size_t)-1)
        return -1;
    return n > 0;
}

int cast_ok(int c)
{
    char text[100];
    size_t n = recv(c, text, sizeof text, 0);

    if ((ssize_t)n < 0)
        return -1;
    return (int)n;
}

/* Whether all came is asked. */
int whole_ok(int c)
{
    uint32_t number;
    size_t n = recv(c, &number, sizeof number, MSG_WAITALL);

    return n != sizeof number ? -1 : 0;
}

/* All lengths fit. */
int small_ok(int c)
{
    char text[100];
    signed char n = recv(c, text, sizeof text, 0);

    return n < 0 ? -1 : n;
}

/* Another number by the same name. */
int copied_ok(int c)
{
    char text[100];
    size_t length = 0;
    ssize_t n = recv(c, text, sizeof text, 0);

    if (n > 0)
        length = n;
    return length > 0;
}

void keep(int c, size_t *n);

/* The number goes elsewhere. */
int escaped_ok(int c)
{
    char text[100];
    size_t n = recv(c, text, sizeof text, 0);

    keep(c, &n);
    return n > 0;
}
