#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TEXT_OF(address) inet_ntoa(address)

void through_macro_bad(struct in_addr one, struct in_addr other)
{
    const char *first = TEXT_OF(one);
    const char *second = TEXT_OF(other);

    printf("%s, %s\n", first, second); // want "'first' leads to the buffer of inet_ntoa()"
}

static void print(struct in_addr address)
{
    puts(inet_ntoa(address));
}

/* Each text is read before the next one is made. */
void through_function_ok(struct in_addr one, struct in_addr other)
{
    print(one);
    print(other);
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
