#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LOOK_UP(name) gethostbyname(name)

struct hostent *through_macro_bad(const char *name)
{
    return LOOK_UP(name); // want "finds IPv4 addresses only"
}

static struct hostent *look_up(const char *name)
{
    return gethostbyname2(name, AF_INET6); // want "gethostbyname2() is obsolete: it answers in memory of the library"
}

/* Told where the library is called. */
struct hostent *through_function_ok(const char *name)
{
    return look_up(name);
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
