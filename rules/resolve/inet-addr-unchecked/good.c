#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_to_ok(int s, const char *host)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};

    if (inet_pton(AF_INET, host, &to.sin_addr) != 1)
        return -1;
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
// doc-end

int compared_ok(int s, const char *host)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};

    to.sin_addr.s_addr = inet_addr(host);
    if (to.sin_addr.s_addr == INADDR_NONE) // drop -> want "Nothing tests whether"
        return -1;
    return connect(s, (struct sockaddr *)&to, sizeof to);
}

int minus_one_ok(struct sockaddr_in *to, const char *host)
{
    in_addr_t address;

    if ((address = inet_addr(host)) == (in_addr_t)-1)
        return -1;
    to->sin_addr.s_addr = address;
    return 0;
}

/* A literal is an address or it is not, whoever runs the program. */
int literal_ok(int s)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};

    to.sin_addr.s_addr = inet_addr("127.0.0.1");
    return connect(s, (struct sockaddr *)&to, sizeof to);
}

/* Asked first, then stored. */
int asked_first_ok(struct sockaddr_in *to, const char *host)
{
    if (inet_addr(host) == INADDR_NONE)
        return -1;
    to->sin_addr.s_addr = inet_addr(host);
    return 0;
}

/* 0.0.0.0 is refused too. */
int both_ok(struct sockaddr_in *to, const char *host)
{
    in_addr_t address = inet_addr(host);

    if (address == INADDR_NONE || address == 0)
        return -1;
    to->sin_addr.s_addr = address;
    return 0;
}

/* The caller is to look at it. */
in_addr_t returned_ok(const char *host)
{
    return inet_addr(host);
}

/* The text was made of an address. */
void made_ok(struct sockaddr_in *to, struct in_addr from)
{
    to->sin_addr.s_addr = inet_addr(inet_ntoa(from));
}

/* The descriptor goes elsewhere. */
void keep(int s);

int escapes_ok(int s, const char *host)
{
    struct in_addr address;

    keep(s);
    return inet_pton(AF_INET, host, &address) == 1 ? 0 : -1;
}

/* What a pointer leads to is tested, too. */
int through_pointer_ok(struct sockaddr_in *to, const char *host)
{
    to->sin_addr.s_addr = inet_addr(host);
    if (to->sin_addr.s_addr == (in_addr_t)-1)
        return -1;
    return 0;
}

/* An address, or a name that is looked up. */
int name_ok(struct sockaddr_in *to, const char *host)
{
    struct hostent *found;

    if (host == NULL)
        to->sin_addr.s_addr = htonl(INADDR_ANY);
    else
        to->sin_addr.s_addr = inet_addr(host);
    if (to->sin_addr.s_addr == INADDR_NONE) {
        found = gethostbyname(host);
        if (found == NULL)
            return -1;
        memcpy(&to->sin_addr, found->h_addr_list[0], sizeof to->sin_addr);
    }
    return 0;
}

/* The text of an array that nothing may change. */
void constant_ok(struct sockaddr_in *to)
{
    const char address[] = "104.18.11.118";

    to->sin_addr.s_addr = inet_addr(address);
}
