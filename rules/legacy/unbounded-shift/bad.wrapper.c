#include <sys/socket.h>

#define BASE_DELAY 2

struct peer {
    int failures;
};

static void failed(struct peer *peer)
{
    ++peer->failures;
}

unsigned long delay_bad(struct peer *peer, int s)
{
    if (send(s, "?", 1, 0) < 0)
        failed(peer);
    return 1UL << peer->failures; // want "Nothing keeps 'peer->failures' small"
}
