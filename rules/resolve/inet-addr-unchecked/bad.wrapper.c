#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define READ_ADDRESS inet_addr

void through_macro_bad(struct sockaddr_in *to, const char *host)
{
    to->sin_addr.s_addr = READ_ADDRESS(host); // want "'to->sin_addr.s_addr' becomes 255.255.255.255"
}

static in_addr_t read_address(const char *host)
{
    return inet_addr(host);
}

/* What a function of the project does on failure is its own affair. */
void through_function_ok(struct sockaddr_in *to, const char *host)
{
    to->sin_addr.s_addr = read_address(host);
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
