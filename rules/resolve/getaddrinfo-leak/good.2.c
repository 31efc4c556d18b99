#include <netdb.h>
#include <stdio.h>
#include <sys/socket.h>

/* The process ends with its function. */
int main(int argc, char **argv)
{
    struct addrinfo *found;

    if (argc > 1 && getaddrinfo(argv[1], "80", NULL, &found) == 0)
        printf("%d\n", socket(found->ai_family, found->ai_socktype, 0));
}
