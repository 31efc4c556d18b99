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
    if (recv(c, &next, sizeof next, 0) <= 0) { // want "as soon as a part of 'next' has come"
        close(c);
        return -1;
    }
    *header = next;
    return c;
}
// doc-end

int number_bad(int s)
{
    uint32_t number = 0;
    ssize_t n = recv(s, &number, sizeof number, 0); // want "a part of 'number'"

    if (n < 0)
        return -1;
    return (int)number;
}

int ignored_bad(void)
{
    int values[4] = {0};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    read(s, values, sizeof values); // want "a part of 'values'"
    close(s);
    return values[0];
}
