#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define READ_ADDRESS(text, to) inet_pton(AF_INET, (text), (to))

int through_macro_bad(struct sockaddr_in *to, const char *host)
{
    if (READ_ADDRESS(host, &to->sin_addr) < 0) // want "this test takes bad text for success"
        return -1;
    return socket(AF_INET, SOCK_STREAM, 0);
}

static int read_address(const char *host, struct in_addr *to)
{
    return inet_pton(AF_INET, host, to);
}

/* What a function of the project returns is its own affair. */
int through_function_ok(struct sockaddr_in *to, const char *host)
{
    return read_address(host, &to->sin_addr) < 0 ? -1 : 0;
}
