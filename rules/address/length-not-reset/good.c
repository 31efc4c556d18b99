#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
void greet_clients(int listener)
{
    struct sockaddr_un client;

    for (;;) {
        socklen_t length = sizeof client;
        int c = accept(listener, (struct sockaddr *)&client, &length);
        if (c < 0)
            continue;
        if (length > sizeof client.sun_family)
            printf("client %s\n", client.sun_path);
        close(c);
    }
}
// doc-end

void assigned_ok(int listener, void (*serve)(int, const struct sockaddr_storage *))
{
    struct sockaddr_storage from;
    socklen_t length = sizeof from;

    for (;; length = sizeof from) {
        int c = accept(listener, (struct sockaddr *)&from, &length);
        if (c < 0)
            break;
        serve(c, &from);
    }
}

/* The addresses of IPv4 all have one length. */
void internet_ok(int listener, void (*serve)(int, const struct sockaddr_in *))
{
    struct sockaddr_in from;
    socklen_t length = sizeof from;

    for (;;) {
        int c = accept(listener, (struct sockaddr *)&from, &length);
        if (c < 0)
            break;
        serve(c, &from);
    }
}

/* So have those of one socket whose family is known. */
int one_family_ok(const struct sockaddr_in6 *where, void (*serve)(const struct sockaddr_storage *))
{
    struct sockaddr_storage from;
    socklen_t length = sizeof from;
    char text[64];
    int s = socket(AF_INET6, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)where, sizeof *where) < 0) {
        close(s);
        return -1;
    }
    while (recvfrom(s, text, sizeof text, 0, (struct sockaddr *)&from, &length) >= 0)
        serve(&from);
    close(s);
    return 0;
}

/* A call that fails leaves the length as it was: these only try again. */
int retried_ok(int listener, struct sockaddr_storage *out)
{
    struct sockaddr_storage from;
    socklen_t length = sizeof from;
    int c;

    do {
        c = accept(listener, (struct sockaddr *)&from, &length);
    } while (c < 0 && errno == EINTR);
    *out = from;
    return c;
}

ssize_t received_ok(int s, char *text, size_t size, struct sockaddr_un *out)
{
    struct sockaddr_un from;
    socklen_t length = sizeof from;

    for (;;) {
        ssize_t n = recvfrom(s, text, size, 0, (struct sockaddr *)&from, &length);
        if (n >= 0 || errno != EINTR) {
            *out = from;
            return n;
        }
    }
}

/* Nobody looks at the address. */
void unused_ok(int listener)
{
    struct sockaddr_un from;
    socklen_t length = sizeof from;

    for (;;) {
        int c = accept(listener, (struct sockaddr *)&from, &length);
        if (c < 0)
            break;
        close(c);
    }
}

/* Somebody else may set the length. */
void prepare(socklen_t *length);

void elsewhere_ok(int listener, void (*serve)(int, const struct sockaddr_un *))
{
    struct sockaddr_un from;
    socklen_t length = sizeof from;

    for (;;) {
        prepare(&length);
        int c = accept(listener, (struct sockaddr *)&from, &length);
        if (c < 0)
            break;
        serve(c, &from);
    }
}
