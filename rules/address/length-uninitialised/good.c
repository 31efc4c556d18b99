#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int accept_one_ok(int listener)
{
    struct sockaddr_in peer;
    socklen_t length;

    length = sizeof peer;
    return accept(listener, (struct sockaddr *)&peer, &length);
}
// doc-end

/* Nobody wants the address. */
int no_address_ok(int listener)
{
    socklen_t length;

    return accept(listener, NULL, &length);
}

int neither_ok(int listener)
{
    return accept(listener, NULL, NULL);
}

int every_round_ok(int listener)
{
    struct sockaddr_storage peer;
    socklen_t length;
    int c;

    for (;;) {
        length = sizeof peer;
        c = accept(listener, (struct sockaddr *)&peer, &length);
        if (c < 0)
            return -1;
        close(c);
    }
}

/* Both structures have 16 bytes. */
int same_size_ok(int listener)
{
    struct sockaddr_in peer;
    socklen_t length = sizeof(struct sockaddr);

    return accept(listener, (struct sockaddr *)&peer, &length);
}

/* Storage with room for an IPv4 address, and an IPv4 socket or one of unknown family. */
int storage_ok(int listener)
{
    struct sockaddr_storage peer;
    socklen_t length = sizeof(struct sockaddr_in);

    return accept(listener, (struct sockaddr *)&peer, &length);
}

/* Who calls sets it. */
int given_ok(int listener, struct sockaddr *peer, socklen_t *length)
{
    return accept(listener, peer, length);
}

static socklen_t room(void)
{
    return sizeof(struct sockaddr_in6);
}

int from_a_call_ok(int listener)
{
    struct sockaddr_in6 peer;
    socklen_t length = room();

    return accept(listener, (struct sockaddr *)&peer, &length);
}

void set_room(socklen_t *length);

int set_elsewhere_ok(int listener)
{
    struct sockaddr_in6 peer;
    socklen_t length;

    set_room(&length);
    return accept(listener, (struct sockaddr *)&peer, &length);
}

union address {
    struct sockaddr sa;
    struct sockaddr_storage any;
};

int union_ok(int listener)
{
    union address peer;
    socklen_t length = sizeof peer.any;

    return accept(listener, &peer.sa, &length);
}

/* A local peer's address may be short. */
int local_ok(int listener)
{
    struct sockaddr_un peer;
    socklen_t length = sizeof(struct sockaddr);

    return accept(listener, (struct sockaddr *)&peer, &length);
}
