#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int bind_loopback_ok(int s, struct sockaddr_in6 *p)
{
    memset(p, 0, sizeof *p);
    p->sin6_family = AF_INET6;
    p->sin6_port = htons(8080);
    p->sin6_addr = in6addr_loopback;
    return bind(s, (struct sockaddr *)p, sizeof *p);
}
// doc-end

/* Both structures have 16 bytes. */
int same_size_ok(int s)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(s, (struct sockaddr *)&to, sizeof(struct sockaddr));
}

/* The whole structure, whatever is in it. */
int storage_ok(int s)
{
    struct sockaddr_storage storage = {0};
    struct sockaddr_in6 *to = (struct sockaddr_in6 *)&storage;

    to->sin6_family = AF_INET6;
    to->sin6_addr = in6addr_loopback;
    return connect(s, (struct sockaddr *)&storage, sizeof storage);
}

int looked_up_ok(int s, const struct addrinfo *found)
{
    return connect(s, found->ai_addr, found->ai_addrlen);
}

/* A local address is as long as its path. */
int local_path_ok(int s)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};

    strcpy(to.sun_path, "/run/example");
    if (connect(s, (struct sockaddr *)&to, offsetof(struct sockaddr_un, sun_path) + strlen(to.sun_path) + 1) == 0)
        return 0;
    return connect(s, (struct sockaddr *)&to, SUN_LEN(&to));
}

/* Linux chooses a name when nothing but the family is given. */
int chosen_name_ok(int s)
{
    struct sockaddr_un here = {.sun_family = AF_UNIX};

    return bind(s, (struct sockaddr *)&here, sizeof(sa_family_t));
}

union address {
    struct sockaddr sa;
    struct sockaddr_in in;
    struct sockaddr_in6 in6;
};

int union_ok(int s, union address *any)
{
    return bind(s, &any->sa, sizeof *any);
}

int either_ok(int s, int six)
{
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
    struct sockaddr *here = six ? (struct sockaddr *)&in6 : (struct sockaddr *)&in;

    return bind(s, here, six ? sizeof in6 : sizeof in);
}

int given_ok(int s, const struct sockaddr *to, socklen_t length)
{
    return connect(s, to, length);
}

/* A connected stream ignores the address. */
ssize_t ignored_ok(const char *text, const struct sockaddr_in *to)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    ssize_t sent = sendto(s, text, strlen(text), 0, (const struct sockaddr *)to, 0);

    close(s);
    return sent;
}

/* The pointer hides what it leads to. */
typedef struct endpoint *endpoint_pointer;

int hidden_ok(int s, endpoint_pointer to)
{
    return connect(s, (const struct sockaddr *)to, sizeof(struct sockaddr_in));
}
