#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define COPY(to, from, length) memcpy((to), (from), (length))

void through_macro_bad(struct sockaddr_in *to, const struct hostent *host)
{
    COPY(&to->sin_addr, host->h_addr_list[0], host->h_length); // want "bytes go into 'to->sin_addr', which has 4"
}

static void copy(void *to, const struct hostent *host)
{
    memcpy(to, host->h_addr_list[0], host->h_length);
}

/* How large the memory is the callee cannot tell, and the caller does not copy. */
void through_function_ok(struct sockaddr_in *to, const struct hostent *host)
{
    copy(&to->sin_addr, host);
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
