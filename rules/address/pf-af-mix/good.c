#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_loopback_ok(void)
{
    struct sockaddr_in to = {0};
    int s = socket(PF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    to.sin_family = AF_INET;
    to.sin_port = htons(8080);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(s, (struct sockaddr *)&to, sizeof to) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

/* Protocol families, as the manuals of 4.4BSD have them, in the whole file. */
int pair_ok(int ends[2])
{
    return socketpair(PF_UNIX, SOCK_STREAM, 0, ends);
}

/* RFC 2553 wrote PF_ for the family in the hints. */
int look_up_ok(const char *host, struct addrinfo **list)
{
    struct addrinfo hints = {.ai_family = PF_UNSPEC};

    hints.ai_family = PF_INET6;
    return getaddrinfo(host, "http", &hints, list);
}

/* A rule of a packet filter. */
enum { PF_IN = 1, PF_OUT = 2 };

struct filter {
    int sa_family;
};

int filter_ok(struct filter *filter)
{
    filter->sa_family = PF_IN;
    return filter->sa_family == PF_OUT;
}

int other_ok(int family)
{
    return family == PF_INET;
}
