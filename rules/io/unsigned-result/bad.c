#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <stdint.h>

// doc-begin
int read_block(int c, char *block, size_t room)
{
    size_t n;

    n = recv(c, block, room, 0);
    if (n < 0) // want "'n' has the unsigned type size_t and is never below 0"
        return -1;
    return (int)n;
}
// doc-end

void loop_bad(int c)
{
    char text[100];
    unsigned int n;

    while ((n = read(c, text, sizeof text)) > 0) // want "the -1 of a failed read() becomes a very large number, and passes"
        fwrite(text, 1, n, stdout);
}

void mirrored_bad(int c, const char *text, size_t length)
{
    uint32_t sent = send(c, text, length, 0);

    if (0 >= sent) // want "'sent' has the unsigned type uint32_t"
        perror("send");
}

void narrow_bad(int c)
{
    char text[1024];
    unsigned char n = recv(c, text, sizeof text, 0); // want "'n' has the type unsigned char, which cannot hold all lengths up to 1024"

    printf("%d bytes\n", n);
}

struct reader {
    int fd;
    size_t got;
};

void member_bad(struct reader *r, char *to)
{
    r->got = recv(r->fd, to, 10, 0);
    if (r->got <= 0) // want "'r->got' has the unsigned type size_t"
        close(r->fd);
}
