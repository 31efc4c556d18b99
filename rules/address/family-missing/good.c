#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int connect_loopback_ok(int s)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
// doc-end

int memset_ok(int s)
{
    struct sockaddr_in6 here;

    memset(&here, 0, sizeof here);
    here.sin6_family = AF_INET6; // drop -> want "sin6_family is still 0"
    here.sin6_port = htons(8080);
    return bind(s, (struct sockaddr *)&here, sizeof here);
}

int positional_ok(int s)
{
    struct sockaddr_in here = {AF_INET, htons(8080), {htonl(INADDR_LOOPBACK)}, {0}};

    return bind(s, (struct sockaddr *)&here, sizeof here);
}

int by_another_name_ok(int s)
{
    struct sockaddr_in here = {0};

    ((struct sockaddr *)&here)->sa_family = AF_INET;
    here.sin_port = htons(8080);
    return bind(s, (struct sockaddr *)&here, sizeof here);
}

/* Meant: AF_UNSPEC is written, or nothing but zeros is there. */
int dissolve_ok(int s)
{
    struct sockaddr_in nobody = {.sin_family = AF_UNSPEC, .sin_port = 0};

    return connect(s, (struct sockaddr *)&nobody, sizeof nobody);
}

int dissolve_by_zeros_ok(int s)
{
    struct sockaddr_in nobody = {0};
    struct sockaddr_un none = {0};

    if (connect(s, (struct sockaddr *)&none, sizeof none) < 0)
        return -1;
    return connect(s, (struct sockaddr *)&nobody, sizeof nobody);
}

int copied_ok(int s, const struct sockaddr_in *from)
{
    struct sockaddr_in to = {0}, other = *from;

    memcpy(&to, from, sizeof to);
    to.sin_port = htons(8080);
    other.sin_port = htons(8081);
    return connect(s, (struct sockaddr *)&to, sizeof to) == 0 ? 0
                                                              : connect(s, (struct sockaddr *)&other, sizeof other);
}

void fill_in(struct sockaddr_in *address);

int filled_ok(int s)
{
    struct sockaddr_in to = {0};

    fill_in(&to);
    to.sin_port = htons(8080);
    return connect(s, (struct sockaddr *)&to, sizeof to);
}

int received_ok(int s, int other)
{
    struct sockaddr_in here = {0};
    socklen_t length = sizeof here;

    if (getsockname(other, (struct sockaddr *)&here, &length) < 0)
        return -1;
    here.sin_port = htons(8080);
    return bind(s, (struct sockaddr *)&here, sizeof here);
}

/* The number comes from elsewhere. */
int given_ok(int s, int family, struct sockaddr_in *to)
{
    struct sockaddr_in here = {0};

    here.sin_family = (sa_family_t)family;
    here.sin_port = htons(8080);
    to->sin_port = htons(8081);
    if (bind(s, (struct sockaddr *)&here, sizeof here) < 0)
        return -1;
    return connect(s, (struct sockaddr *)to, sizeof *to);
}

/* What an earlier call left there stays. */
int kept_ok(int s, int first)
{
    static struct sockaddr_in here;

    if (first)
        here.sin_family = AF_INET;
    here.sin_port = htons(8080);
    return bind(s, (struct sockaddr *)&here, sizeof here);
}

union address {
    struct sockaddr sa;
    struct sockaddr_in in;
};

int union_ok(int s)
{
    union address to;

    memset(&to, 0, sizeof to);
    to.sa.sa_family = AF_INET;
    to.in.sin_port = htons(8080);
    return connect(s, (struct sockaddr *)&to.in, sizeof to.in);
}

/* Garbage is another fault. */
int uninitialised_ok(int s)
{
    struct sockaddr_in here;

    here.sin_port = htons(8080);
    return bind(s, (struct sockaddr *)&here, sizeof here);
}

/* Linux does not ask for the family of the address on a raw socket. */
ssize_t raw_ok(const void *packet, size_t size)
{
    struct sockaddr_in to = {0};
    int s = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
    ssize_t sent;

    if (s < 0)
        return -1;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sent = sendto(s, packet, size, 0, (struct sockaddr *)&to, sizeof to);
    close(s);
    return sent;
}

/* Which of the two it is, the caller has made sure of. */
int chosen_ok(int s, int family)
{
    struct sockaddr_storage to = {0};
    struct sockaddr_in *four = (struct sockaddr_in *)&to;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&to;

    if (family == AF_INET)
        four->sin_family = AF_INET;
    else if (family == AF_INET6)
        six->sin6_family = AF_INET6;
    four->sin_port = htons(8080);
    return connect(s, (struct sockaddr *)&to, family == AF_INET ? sizeof *four : sizeof *six);
}
