#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

/* A client that tries one address after the other, and asks once. */
int main(int argc, char **argv)
{
    struct addrinfo hints, *result, *p;
    int s = -1;

    memset(&hints, 0, sizeof hints);
    hints.ai_socktype = SOCK_STREAM;
    if (argc < 2 || getaddrinfo(argv[1], "80", &hints, &result) != 0)
        return 1;
    for (p = result; p != NULL; p = p->ai_next) {
        s = socket(p->ai_family, p->ai_socktype, p->ai_protocol);
        if (s < 0)
            continue;
        if (connect(s, p->ai_addr, p->ai_addrlen) == 0)
            break;
        close(s);
    }
    freeaddrinfo(result);
    if (p == NULL)
        return 1;
    if (send(s, "hello\n", 6, 0) < 0)
        return 1;
    return close(s);
}
