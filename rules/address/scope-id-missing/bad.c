#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_neighbour_bad(int s)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(8080)};

    if (inet_pton(AF_INET6, "fe80::1", &to.sin6_addr) != 1)
        return -1;
    return connect(s, (struct sockaddr *)&to, sizeof to); // want "'to' is fe80::1, which every link has for itself"
}
// doc-end

int bind_bad(int s)
{
    struct sockaddr_in6 here;

    memset(&here, 0, sizeof here);
    here.sin6_family = AF_INET6;
    inet_pton(AF_INET6, "ff02::fb", &here.sin6_addr);
    here.sin6_port = htons(5353);
    return bind(s, (struct sockaddr *)&here, sizeof here); // want "Linux fails with EINVAL in bind()"
}

ssize_t send_bad(int s, const char *text)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(514)};

    inet_pton(AF_INET6, "FE80::2", &to.sin6_addr);
    return sendto(s, text, strlen(text), 0, (struct sockaddr *)&to, sizeof to); // want "the datagram leaves by an interface of the system's choice"
}

ssize_t group_bad(int s, const char *text)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(5353)};

    inet_pton(AF_INET6, "ff02::fb", &to.sin6_addr);
    return sendto(s, text, strlen(text), 0, (struct sockaddr *)&to, sizeof to); // want "'to' is the group ff02::fb of one link"
}

int parse_bad(struct sockaddr_in6 *to)
{
    return inet_pton(AF_INET6, "fe80::1%eth0", &to->sin6_addr); // want "inet_pton() knows no '%'"
}

int look_up_bad(int s)
{
    struct addrinfo hints = {.ai_family = AF_INET6, .ai_flags = AI_NUMERICHOST}, *list;
    int result;

    if (getaddrinfo("fe80::1", "8080", &hints, &list) != 0)
        return -1;
    result = connect(s, list->ai_addr, list->ai_addrlen); // want "is fe80::1"
    freeaddrinfo(list);
    return result;
}

/* The descriptor goes elsewhere; the address is read here all the same. */
void keep(int s);

int escapes_bad(int s)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(8080)};

    keep(s);
    inet_pton(AF_INET6, "fe80::1", &to.sin6_addr);
    return connect(s, (struct sockaddr *)&to, sizeof to); // want "sin6_scope_id does not say which link"
}
