// not-compilable: somebody is typing here.
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(const char *name, struct addrinfo **found)
{
    struct addrinfo hints;

    memset((&hints, 0, sizeof hints;
    hints.ai_family = AF_INET;
    return getaddrinfo(name, "8080", &hints, found);
}
