#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int connect_loopback_bad(int s)
{
    struct sockaddr_in to = {0};

    to.sin_port = htons(8080);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(s, (struct sockaddr *)&to, sizeof to); // want "AF_UNSPEC tells connect() to dissolve an association"
}
// doc-end

int designated_bad(int s)
{
    struct sockaddr_in6 here = {.sin6_port = htons(8080), .sin6_addr = IN6ADDR_LOOPBACK_INIT};

    return bind(s, (struct sockaddr *)&here, sizeof here); // want "sin6_family is still 0 (AF_UNSPEC), and bind() fails with EAFNOSUPPORT"
}

int memset_bad(int s)
{
    struct sockaddr_in here;

    memset(&here, 0, sizeof here);
    here.sin_port = htons(8080);
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return bind(s, (struct sockaddr *)&here, sizeof here); // want "Set sin_family to AF_INET first"
}

int wildcard_bad(int s)
{
    struct sockaddr_in here = {0};

    here.sin_port = htons(8080);
    here.sin_addr.s_addr = htonl(INADDR_ANY);
    return bind(s, (struct sockaddr *)&here, sizeof here); // want "Linux and FreeBSD let that pass for INADDR_ANY alone"
}

ssize_t send_bad(int s, const char *text)
{
    struct sockaddr_in6 to = {0};

    inet_pton(AF_INET6, "2001:db8::1", &to.sin6_addr);
    to.sin6_port = htons(514);
    return sendto(s, text, strlen(text), 0, (struct sockaddr *)&to, sizeof to); // want "sendto() fails with EDESTADDRREQ"
}

ssize_t send_four_bad(int s, const char *text)
{
    struct sockaddr_in to = {0};

    to.sin_addr.s_addr = inet_addr("192.0.2.1");
    to.sin_port = htons(514);
    return sendto(s, text, strlen(text), 0, (struct sockaddr *)&to, sizeof to); // want "Linux takes it for an IPv4 address in sendto()"
}

int local_bad(int s, const char *path)
{
    struct sockaddr_un here = {0};

    strncpy(here.sun_path, path, sizeof here.sun_path - 1);
    return bind(s, (struct sockaddr *)&here, sizeof here); // want "sun_family is still 0 (AF_UNSPEC), and bind() fails with EINVAL"
}

int storage_bad(int s)
{
    struct sockaddr_storage storage = {0};
    struct sockaddr_in *to = (struct sockaddr_in *)&storage;

    to->sin_port = htons(8080);
    to->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(s, (struct sockaddr *)&storage, sizeof *to); // want "ss_family is still 0"
}

/* The descriptor goes elsewhere; the address is wrong all the same. */
void keep(int s);

int escapes_bad(void)
{
    struct sockaddr_in here = {0};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    here.sin_port = htons(8080);
    keep(s);
    if (bind(s, (struct sockaddr *)&here, sizeof here) < 0) // want "'here' has no address family"
        return -1;
    return s;
}
