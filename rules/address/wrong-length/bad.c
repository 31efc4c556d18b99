#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int bind_loopback_bad(int s, struct sockaddr_in6 *p)
{
    memset(p, 0, sizeof *p);
    p->sin6_family = AF_INET6;
    p->sin6_port = htons(8080);
    p->sin6_addr = in6addr_loopback;
    return bind(s, (struct sockaddr *)p, sizeof(p)); // want "size of a pointer (4 or 8 bytes), but '*p' is a struct sockaddr_in6"
}
// doc-end

int address_of_pointer_bad(int s)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(s, (struct sockaddr *)&to, sizeof(&to)); // want "size of a pointer (4 or 8 bytes), but 'to' is a struct sockaddr_in"
}

int generic_size_bad(int s)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(8080)};

    to.sin6_addr = in6addr_loopback;
    return connect(s, (struct sockaddr *)&to, sizeof(struct sockaddr)); // want "length of 16 bytes for 'to', but a struct sockaddr_in6 has 28"
}

int storage_bad(int s)
{
    struct sockaddr_storage storage = {0};
    struct sockaddr_in6 *to = (struct sockaddr_in6 *)&storage;

    to->sin6_family = AF_INET6;
    to->sin6_port = htons(8080);
    to->sin6_addr = in6addr_loopback;
    return connect(s, (struct sockaddr *)&storage, sizeof(struct sockaddr_in)); // want "length of 16 bytes for 'storage', but a struct sockaddr_in6 has 28"
}

ssize_t literal_bad(int s, const char *text)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(514)};

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return sendto(s, text, strlen(text), 0, (struct sockaddr *)&to, 8); // want "length of 8 bytes for 'to', but a struct sockaddr_in has 16"
}

int variable_bad(int s)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(8080)};
    struct sockaddr_in *p = &here;
    socklen_t length = sizeof p;

    return bind(s, (struct sockaddr *)p, length); // want "size of a pointer (4 or 8 bytes), but 'here' is a struct sockaddr_in"
}

int local_path_bad(int s)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};

    strcpy(to.sun_path, "/run/example/control.sock");
    return connect(s, (struct sockaddr *)&to, sizeof(struct sockaddr)); // want "only the first 14 bytes of the path count"
}

int local_pointer_bad(int s, const struct sockaddr_un *to)
{
    return connect(s, (const struct sockaddr *)to, sizeof(to)); // want "only the first 6 bytes of the path count"
}

int too_long_bad(int s)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(8080)};

    return bind(s, (struct sockaddr *)&here, sizeof(struct sockaddr_storage)); // want "length of 128 bytes for 'here', which has 16"
}

/* The descriptor goes elsewhere; the length is wrong all the same. */
void keep(int s);

int escapes_bad(int s)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(8080)};

    keep(s);
    return connect(s, (struct sockaddr *)&to, sizeof(struct sockaddr_in)); // want "length of 16 bytes for 'to', but a struct sockaddr_in6 has 28"
}
