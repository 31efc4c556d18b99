#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int connect_loopback_ok(int s)
{
    struct sockaddr_in6 to = {0};

    to.sin6_family = AF_INET6;
    to.sin6_port = htons(8080);
    to.sin6_addr = in6addr_loopback;
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
// doc-end

int memset_ok(int s)
{
    struct sockaddr_in6 here;

    memset(&here, 0, sizeof here); // drop -> want "sin6_flowinfo and sin6_scope_id"
    here.sin6_family = AF_INET6;
    here.sin6_port = htons(8080);
    here.sin6_addr = in6addr_any;
    return bind(s, (struct sockaddr *)&here, sizeof here);
}

int bzero_ok(int s)
{
    struct sockaddr_in here;

    bzero(&here, sizeof here); // drop -> want "sin_zero"
    here.sin_family = AF_INET;
    here.sin_port = htons(8080);
    return bind(s, (struct sockaddr *)&here, sizeof here);
}

int designated_ok(int s)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(8080)};

    return bind(s, (struct sockaddr *)&here, sizeof here);
}

int static_ok(int s)
{
    static struct sockaddr_in here;

    here.sin_family = AF_INET;
    here.sin_port = htons(8080);
    return bind(s, (struct sockaddr *)&here, sizeof here);
}

static struct sockaddr_in6 everywhere;

int global_ok(int s)
{
    everywhere.sin6_family = AF_INET6;
    return bind(s, (struct sockaddr *)&everywhere, sizeof everywhere);
}

/* Every member was written. */
int each_member_ok(int s)
{
    struct sockaddr_in here;

    here.sin_family = AF_INET;
    here.sin_port = htons(8080);
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    memset(here.sin_zero, 0, sizeof here.sin_zero);
    return bind(s, (struct sockaddr *)&here, sizeof here);
}

int copied_ok(int s, const struct sockaddr_in6 *from)
{
    struct sockaddr_in6 to = *from, other;

    to.sin6_port = htons(8080);
    memcpy(&other, from, sizeof other);
    other.sin6_port = htons(8081);
    return connect(s, (struct sockaddr *)&to, sizeof to) == 0 ? 0
                                                              : connect(s, (struct sockaddr *)&other, sizeof other);
}

/* A call filled it in. */
ssize_t answer_ok(int s, char *buffer, size_t size)
{
    struct sockaddr_in6 from;
    socklen_t length = sizeof from;
    ssize_t n = recvfrom(s, buffer, size, 0, (struct sockaddr *)&from, &length);

    if (n < 0)
        return -1;
    return sendto(s, buffer, (size_t)n, 0, (struct sockaddr *)&from, length);
}

void fill_in(struct sockaddr_in6 *address);

int filled_ok(int s)
{
    struct sockaddr_in6 to;

    fill_in(&to);
    to.sin6_port = htons(8080);
    return connect(s, (struct sockaddr *)&to, sizeof to);
}

int heap_ok(int s)
{
    struct sockaddr_in6 *to = calloc(1, sizeof *to);
    int result;

    if (to == NULL)
        return -1;
    to->sin6_family = AF_INET6;
    to->sin6_addr = in6addr_loopback;
    result = connect(s, (struct sockaddr *)to, sizeof *to);
    free(to);
    return result;
}

/* The path ends with its null byte; what lies behind it does not count. */
int local_ok(int s)
{
    struct sockaddr_un to;

    to.sun_family = AF_UNIX;
    strcpy(to.sun_path, "/run/example");
    return connect(s, (struct sockaddr *)&to, sizeof to);
}

/* Linux chooses a name when nothing but the family is given. */
int chosen_name_ok(int s)
{
    struct sockaddr_un here;

    here.sun_family = AF_UNIX;
    return bind(s, (struct sockaddr *)&here, sizeof(sa_family_t));
}

/* AF_UNSPEC dissolves the association; nothing else is read. */
int dissolve_ok(int s)
{
    struct sockaddr_in nobody;

    nobody.sin_family = AF_UNSPEC;
    return connect(s, (struct sockaddr *)&nobody, sizeof nobody);
}

union address {
    struct sockaddr_storage any;
    struct sockaddr_in6 in6;
};

int union_ok(int s)
{
    union address to;

    memset(&to.any, 0, sizeof to.any);
    to.in6.sin6_family = AF_INET6;
    to.in6.sin6_addr = in6addr_loopback;
    return connect(s, (struct sockaddr *)&to.in6, sizeof to.in6);
}

int given_ok(int s, struct sockaddr_in6 *to)
{
    to->sin6_port = htons(8080);
    return connect(s, (struct sockaddr *)to, sizeof *to);
}

/* A connected stream ignores the address. */
ssize_t ignored_ok(const char *text)
{
    struct sockaddr_in to;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    ssize_t sent;

    to.sin_family = AF_INET;
    sent = sendto(s, text, strlen(text), 0, (struct sockaddr *)&to, sizeof to);
    close(s);
    return sent;
}
