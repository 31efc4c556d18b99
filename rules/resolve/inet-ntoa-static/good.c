#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void print_both_ok(const struct sockaddr_in *from, const struct sockaddr_in *to)
{
    char first[INET_ADDRSTRLEN], second[INET_ADDRSTRLEN];

    printf("%s -> %s\n", inet_ntop(AF_INET, &from->sin_addr, first, sizeof first),
           inet_ntop(AF_INET, &to->sin_addr, second, sizeof second));
}
// doc-end

/* One text at a time. */
void one_by_one_ok(struct in_addr one, struct in_addr other)
{
    printf("%s -> ", inet_ntoa(one));
    printf("%s\n", inet_ntoa(other));
}

/* Copied at once. */
void copied_ok(struct in_addr one, struct in_addr other)
{
    char first[INET_ADDRSTRLEN];

    snprintf(first, sizeof first, "%s", inet_ntoa(one));
    printf("%s -> %s\n", first, inet_ntoa(other));
}

/* Only one of the two calls runs. */
void either_ok(int chosen, struct in_addr one, struct in_addr other)
{
    printf("%s\n", chosen ? inet_ntoa(one) : inet_ntoa(other));
}

/* A number for the other one. */
void number_ok(struct in_addr one, struct in_addr other)
{
    printf("%s -> %#x\n", inet_ntoa(one), ntohl(other.s_addr));
}

/* On some paths only. */
void perhaps_ok(int verbose, struct in_addr one, struct in_addr other)
{
    const char *text = inet_ntoa(one);

    if (verbose)
        text = inet_ntoa(other);
    puts(text);
}

/* The same address twice. */
void same_ok(int s, struct in_addr one)
{
    send(s, inet_ntoa(one), strlen(inet_ntoa(one)), 0);
}

/* The descriptor goes elsewhere. */
void keep(int s);

void escapes_ok(int s, struct in_addr one)
{
    keep(s);
    puts(inet_ntoa(one));
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
