#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void print_both_bad(const struct sockaddr_in *from, const struct sockaddr_in *to)
{
    printf("%s -> %s\n", inet_ntoa(from->sin_addr), inet_ntoa(to->sin_addr)); // want "All calls of inet_ntoa() answer in the same buffer: when printf() reads these texts, both are the address that was converted last"
}
// doc-end

void kept_pointer_bad(const struct sockaddr_in *from, const struct sockaddr_in *to)
{
    const char *first = inet_ntoa(from->sin_addr);
    const char *second = inet_ntoa(to->sin_addr);

    printf("from %s\n", first); // want "'first' leads to the buffer of inet_ntoa(), which a later call has filled with another address by now"
    printf("to %s\n", second);
}

int compare_bad(struct in_addr one, struct in_addr other)
{
    return strcmp(inet_ntoa(one), inet_ntoa(other)); // want "when strcmp() reads these texts"
}

/* The descriptor goes elsewhere; the buffer is one all the same. */
void keep(int s);

void escapes_bad(int s, struct in_addr one, struct in_addr other)
{
    keep(s);
    fprintf(stderr, "%s, %s\n", inet_ntoa(one), inet_ntoa(other)); // want "Use inet_ntop() with a buffer for each"
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
