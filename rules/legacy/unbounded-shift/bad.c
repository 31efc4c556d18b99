#include <stdio.h>
#include <unistd.h>
#include <sys/socket.h>
#include <time.h>

struct probe {
    int socket;
    int sent_count;
    time_t last_sent;
};

// doc-begin
int send_probe_bad(struct probe *probe, time_t now)
{
    if (probe->sent_count != 0) {
        if (probe->last_sent + (1 << probe->sent_count) > now) // want "Nothing keeps 'probe->sent_count' small, and a number of 32 bits that is shifted by 31 or more has no defined value"
            return 0;
    }
    probe->sent_count++;
    probe->last_sent = now;
    return send(probe->socket, "?", 1, 0);
}
// doc-end

static unsigned wait_round;

unsigned next_wait_bad(void)
{
    wait_round += 1;
    return 100u << wait_round; // want "Nothing keeps 'wait_round' small"
}

struct client {
    int retry_count;
};

/* Counted elsewhere, to judge by its name. */
int pause_bad(const struct client *client)
{
    return 1 << client->retry_count; // want "Nothing keeps 'client->retry_count' small"
}

void printed_bad(int s, const struct sockaddr *to, socklen_t length)
{
    unsigned tries = 0;

    while (connect(s, to, length) < 0) {
        printf("attempt %u\n", tries);
        sleep(1u << tries); // want "Nothing keeps 'tries' small"
        tries++;
    }
}

struct peer {
    unsigned doublings;
};

unsigned stepped_bad(struct peer *peer)
{
    return 100u << peer->doublings++; // want "Nothing keeps 'peer->doublings' small"
}
