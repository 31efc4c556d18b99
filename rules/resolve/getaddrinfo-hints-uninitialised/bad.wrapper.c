#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LOOK_UP(name, hints, found) getaddrinfo((name), "8080", (hints), (found))

int through_macro_bad(const char *name, struct addrinfo **found)
{
    struct addrinfo hints;

    hints.ai_family = AF_INET;
    return LOOK_UP(name, &hints, found); // want "'hints' was never cleared"
}

static int look_up(const char *name, const struct addrinfo *hints, struct addrinfo **found)
{
    return getaddrinfo(name, "8080", hints, found);
}

/* Who calls is judged where the hints are read, and nothing is known of them there. */
int through_function_ok(const char *name, struct addrinfo **found)
{
    struct addrinfo hints;

    hints.ai_family = AF_INET;
    return look_up(name, &hints, found);
}
