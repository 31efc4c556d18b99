#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int next_client(int listener, struct sockaddr_in *client)
{
    size_t length = sizeof *client;

    return accept(listener, (struct sockaddr *)client, (void *)&length); // want "'length' is declared as size_t"
}
// doc-end

/* One declaration for several variables, one report for several calls. */
int next_client_bad(int listener, struct sockaddr_in *own)
{
    long count = 0, length = sizeof *own, other = 0;
    int s;

    if (getsockname(listener, (struct sockaddr *)own, (socklen_t *)&length) < 0) // want "'length' is declared as long"
        return -1;
    length = sizeof *own;
    s = accept(listener, (struct sockaddr *)own, (socklen_t *)&length);
    printf("%ld bytes, %ld\n", length, count + other);
    return s;
}

/* Four bytes are written into two. */
int short_bad(int listener, struct sockaddr_in *client)
{
    unsigned short length = sizeof *client;

    return accept(listener, (struct sockaddr *)client, (socklen_t *)&length); // want "it overwrites what lies behind"
}

int old_bad(int s, char *text, size_t size, struct sockaddr_in *from)
{
    int length;

    length = sizeof *from;
    return (int)recvfrom(s, text, size, 0, (struct sockaddr *)from, (void *)&length); // want "is declared as int"
}
