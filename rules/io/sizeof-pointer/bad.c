#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>

// doc-begin
ssize_t read_line(int c, char *line, size_t size)
{
    memset(line, 0, size);
    return recv(c, line, sizeof(line), 0); // want "'line' is a pointer, so that 'sizeof(line)' is the size of the pointer"
}
// doc-end

/* An array that is a parameter is a pointer. */
void parameter_bad(int c, char text[100])
{
    ssize_t n = read(c, text, sizeof text - 1); // want "'text' is a pointer, so that 'sizeof text'"

    if (n >= 0)
        text[n] = 0;
}

void cleared_bad(int s, struct sockaddr_in *address)
{
    memset(address, 0, sizeof(address)); // want "'address' is a pointer"
    address->sin_family = AF_INET;
    bind(s, (struct sockaddr *)address, sizeof *address);
}

void printed_bad(int c, const struct in_addr *address, char *text, size_t room)
{
    inet_ntop(AF_INET, address, text, sizeof text); // want "not of the memory it leads to, which is what inet_ntop() is to be told"
    send(c, text, strnlen(text, room), 0);
}
