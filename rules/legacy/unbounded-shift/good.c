#include <sys/socket.h>
#include <time.h>

struct probe {
    int socket;
    int sent_count;
    time_t last_sent;
};

// doc-begin
int send_probe_ok(struct probe *probe, time_t now)
{
    if (probe->sent_count != 0) {
        int doublings = probe->sent_count < 6 ? probe->sent_count : 6;

        if (probe->last_sent + (1 << doublings) > now)
            return 0;
    }
    probe->sent_count++;
    probe->last_sent = now;
    return send(probe->socket, "?", 1, 0);
}
// doc-end

struct client {
    int retries;
    int attempts;
    int rounds;
};

/* The program gives up before. */
int give_up_ok(struct client *client)
{
    if (++client->retries > 5)
        return -1;
    return 1 << client->retries;
}

int masked_ok(struct client *client)
{
    client->attempts++;
    client->attempts %= 8;
    return 1 << client->attempts;
}

int masked_in_place_ok(struct client *client)
{
    client->rounds++;
    return 1 << (client->rounds & 7);
}

int loop_ok(int fd)
{
    int bits = 0;

    for (int i = 0; i < 8; i++)
        bits |= fd & (1 << i);
    return bits;
}

extern int bounded(int *count);

int escape_ok(void)
{
    int count = 0;

    bounded(&count);
    count++;
    return 1 << count;
}
