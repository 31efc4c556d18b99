#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_to_bad(int s, const char *host)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};

    to.sin_addr.s_addr = inet_addr(host); // want "Nothing tests whether inet_addr() understood the text: when it is no address, such as a host name, 'to.sin_addr.s_addr' becomes 255.255.255.255"
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
// doc-end

int main(int argc, char **argv)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};

    if (argc < 2)
        return 1;
    to.sin_addr.s_addr = inet_addr(argv[1]); // want "Nothing tests whether inet_addr() understood the text"
    return connect(0, (struct sockaddr *)&to, sizeof to) == 0 ? 0 : 1;
}

int zero_bad(struct sockaddr_in *to, const char *host)
{
    in_addr_t address = inet_addr(host);

    if (!address) // want "This test does not tell whether inet_addr() failed: it returns INADDR_NONE then, and 0 is the address 0.0.0.0"
        return -1;
    to->sin_addr.s_addr = address;
    return socket(AF_INET, SOCK_STREAM, 0);
}

int below_zero_bad(struct sockaddr_in *to, const char *host)
{
    if ((to->sin_addr.s_addr = inet_addr(host)) < 0) // want "its result is unsigned and never below 0"
        return -1;
    return 0;
}

int wide_bad(struct sockaddr_in *to, const char *host)
{
    unsigned long address = inet_addr(host);

    if (address == -1) // want "On 64-bit systems this test is never true"
        return -1;
    to->sin_addr.s_addr = address;
    return 0;
}

/* The descriptor goes elsewhere; the address is untested all the same. */
void keep(int s);

void escapes_bad(int s, const char *host, const struct sockaddr_in *from)
{
    struct sockaddr_in to = *from;

    keep(s);
    to.sin_addr.s_addr = inet_addr(host); // want "Nothing tests whether inet_addr() understood the text"
    connect(s, (struct sockaddr *)&to, sizeof to);
}
