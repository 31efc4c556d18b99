#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

// doc-begin
int connect_loopback_bad(int s)
{
    struct sockaddr_in6 to;

    to.sin6_family = AF_INET6;
    to.sin6_port = htons(8080);
    to.sin6_addr = in6addr_loopback;
    return connect(s, (struct sockaddr *)&to, sizeof to); // want "from sin6_flowinfo and sin6_scope_id is whatever"
}
// doc-end

int family_only_bad(int s)
{
    struct sockaddr_in here;

    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    return bind(s, (struct sockaddr *)&here, sizeof here); // want "from sin_port and sin_zero is whatever"
}

int no_family_bad(int s)
{
    struct sockaddr_in here;

    here.sin_port = htons(8080);
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return bind(s, (struct sockaddr *)&here, sizeof here); // want "from sin_family and sin_zero is whatever"
}

int padding_bad(int s)
{
    struct sockaddr_in here, other;

    here.sin_family = AF_INET;
    here.sin_port = htons(8080);
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    memset(&other, 0, sizeof other);
    return bind(s, (struct sockaddr *)&here, sizeof here); // want "sin_zero still holds whatever was in memory when bind() reads it. Linux ignores it"
}

ssize_t send_bad(int s, const char *text)
{
    struct sockaddr_in6 to;

    inet_pton(AF_INET6, "2001:db8::1", &to.sin6_addr);
    to.sin6_family = AF_INET6;
    to.sin6_port = htons(514);
    return sendto(s, text, strlen(text), 0, (struct sockaddr *)&to, sizeof to); // want "from sin6_flowinfo and sin6_scope_id is whatever"
}

int local_bad(int s)
{
    struct sockaddr_un to;

    to.sun_family = AF_UNIX;
    return connect(s, (struct sockaddr *)&to, 110); // want "from sun_path is whatever"
}

int nothing_bad(int s)
{
    struct sockaddr_in to;

    return connect(s, (struct sockaddr *)&to, sizeof to); // want "Nothing was ever stored in 'to'"
}

int storage_bad(int s)
{
    struct sockaddr_storage storage;
    struct sockaddr_in6 *to = (struct sockaddr_in6 *)&storage;

    to->sin6_family = AF_INET6;
    to->sin6_port = htons(8080);
    to->sin6_addr = in6addr_loopback;
    return connect(s, (struct sockaddr *)&storage, sizeof *to); // want "from sin6_flowinfo and sin6_scope_id is whatever"
}

/* The descriptor goes elsewhere; the address is read here all the same. */
void keep(int s);

int escapes_bad(int s)
{
    struct sockaddr_in here;

    here.sin_family = AF_INET;
    here.sin_port = htons(8080);
    keep(s);
    return bind(s, (struct sockaddr *)&here, sizeof here); // want "from sin_addr and sin_zero is whatever"
}
