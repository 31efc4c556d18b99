#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

// doc-begin
int next_client(int listener, struct sockaddr_in *client)
{
    socklen_t length = sizeof *client;

    return accept(listener, (struct sockaddr *)client, &length);
}
// doc-end

/* This is what socklen_t is on Linux, the BSDs and macOS. */
int unsigned_ok(int listener, struct sockaddr_in *client)
{
    unsigned int length = sizeof *client;

    return accept(listener, (struct sockaddr *)client, &length);
}

/* A name of the program, whatever it stands for. */
typedef unsigned int length_type;

int alias_ok(int listener, struct sockaddr_in *client)
{
    length_type length = sizeof *client;

    return accept(listener, (struct sockaddr *)client, &length);
}

/* Only the length is a socklen_t; what is counted in bytes of data is not. */
long received_ok(int s, char *text, size_t size, struct sockaddr_in *from)
{
    socklen_t length = sizeof *from;

    return recvfrom(s, text, size, 0, (struct sockaddr *)from, &length);
}

int nobody_ok(int listener)
{
    return accept(listener, NULL, NULL);
}

/* The value of an option is not its length. */
int pending_error_ok(int s, const struct sockaddr *server, socklen_t size)
{
    int error = 0;
    socklen_t length = sizeof error;

    if (connect(s, server, size) == 0)
        return 0;
    return getsockopt(s, SOL_SOCKET, SO_ERROR, &error, &length) < 0 ? -1 : error;
}

/* Nothing here says what the structure holds. */
struct peer;
socklen_t *length_of(struct peer *peer);

int elsewhere_ok(int listener, struct peer *peer, struct sockaddr *client)
{
    return accept(listener, client, length_of(peer));
}
