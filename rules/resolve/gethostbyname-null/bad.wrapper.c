#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LOOK_UP(name) gethostbyname(name)

void through_macro_bad(const char *name)
{
    struct hostent *host = LOOK_UP(name);

    puts(host->h_name); // want "'host' is NULL when gethostbyname() finds nothing"
}

static struct hostent *look_up(const char *name)
{
    return gethostbyname(name);
}

/* What a function of the project returns is its own affair. */
void through_function_ok(const char *name)
{
    puts(look_up(name)->h_name);
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
