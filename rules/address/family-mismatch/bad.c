#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int connect_loopback_bad(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};
    int s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(s, (struct sockaddr *)&to, sizeof to) < 0) { // want "'s' is a socket of family AF_INET6, but 'to' is an address of family AF_INET"
        close(s);
        return -1;
    }
    return s;
}
// doc-end

int bind_bad(void)
{
    struct sockaddr_in6 here = {.sin6_family = AF_INET6, .sin6_port = htons(8080)};
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&here, sizeof here) < 0) { // want "'s' is a socket of family AF_INET, but 'here' is an address of family AF_INET6"
        close(s);
        return -1;
    }
    return s;
}

int constant_bad(int s)
{
    struct sockaddr_in to;

    memset(&to, 0, sizeof to);
    to.sin_family = AF_INET6;
    to.sin_port = htons(8080);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(s, (struct sockaddr *)&to, sizeof to); // want "'to' is a struct sockaddr_in, but its family says AF_INET6"
}

int local_bad(void)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    strcpy(to.sun_path, "/run/example");
    if (connect(s, (struct sockaddr *)&to, sizeof to) < 0) { // want "'s' is a socket of family AF_INET, but 'to' is an address of family AF_UNIX"
        close(s);
        return -1;
    }
    return s;
}

ssize_t storage_bad(const char *text)
{
    struct sockaddr_storage storage = {0};
    struct sockaddr_in6 *to = (struct sockaddr_in6 *)&storage;
    ssize_t sent;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    to->sin6_family = AF_INET6;
    to->sin6_port = htons(514);
    to->sin6_addr = in6addr_loopback;
    sent = sendto(s, text, strlen(text), 0, (struct sockaddr *)to, sizeof *to); // want "'s' is a socket of family AF_INET, but 'storage' is an address of family AF_INET6"
    close(s);
    return sent;
}

/* The descriptor goes elsewhere; the address is wrong all the same. */
void keep(int s);

int escapes_bad(void)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(8080)};
    int s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    keep(s);
    return bind(s, (struct sockaddr *)&here, sizeof here); // want "'s' is a socket of family AF_INET6"
}
