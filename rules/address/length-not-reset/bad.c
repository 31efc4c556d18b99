#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
void greet_clients(int listener)
{
    struct sockaddr_un client;
    socklen_t length = sizeof client;

    for (;;) {
        int c = accept(listener, (struct sockaddr *)&client, &length); // want "after a client without a path"
        if (c < 0)
            continue;
        if (length > sizeof client.sun_family)
            printf("client %s\n", client.sun_path);
        close(c);
    }
}
// doc-end

/* The addresses of one socket have one length, as long as it is of one internet family. */
void one_listener_bad(int listener, void (*serve)(int, const struct sockaddr *, socklen_t))
{
    struct sockaddr_storage from;
    socklen_t length = sizeof(from);

    while (1) {
        int c = accept(listener, (struct sockaddr *)&from, &length); // want "after a shorter address, a longer address is cut off"
        if (c < 0)
            break;
        serve(c, (struct sockaddr *)&from, length);
    }
}

/* One length for sockets of both families. */
void datagrams_bad(const int *sockets, int count)
{
    struct sockaddr_storage from;
    socklen_t length;
    char text[512];

    length = sizeof(struct sockaddr_storage);
    for (int i = 0; i < count; i++) {
        ssize_t n = recvfrom(sockets[i], text, sizeof text, 0, (struct sockaddr *)&from, &length); // want "with an IPv6 client (28 bytes) on another"
        if (n < 0)
            continue;
        (void)sendto(sockets[i], text, (size_t)n, 0, (struct sockaddr *)&from, length);
    }
}

/* A member of what does not change is one socket too. */
struct server {
    int s;
};

void member_bad(const struct server *server, void (*note)(const struct sockaddr_storage *))
{
    struct sockaddr_storage from;
    socklen_t length = sizeof from;
    char text[512];

    for (;;) {
        ssize_t n = recvfrom(server->s, text, sizeof text, 0, (struct sockaddr *)&from, &length); // want "overwrites it with the length of each address"
        if (n < 0)
            break;
        note(&from);
    }
}
