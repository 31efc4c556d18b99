#include <netinet/in.h>
#include <stdint.h>
#include <sys/socket.h>

struct agent {
    long expires;
};

// doc-begin
static void set_lifetime(struct agent *agent, int32_t lifetime);

void create_agent_ok(struct agent *agent, int32_t lifetime)
{
    set_lifetime(agent, lifetime);
}
// doc-end

static void set_lifetime(struct agent *agent, int32_t lifetime)
{
    agent->expires = lifetime;
}

static void set_delay(uint16_t delay)
{
    (void)delay;
}

/* The range is known. */
int tested_ok(int delay)
{
    if (delay < 0 || delay > 65535)
        return -1;
    set_delay(delay);
    return 0;
}

void masked_ok(unsigned interval)
{
    interval %= 1000;
    set_delay(interval);
}

/* Whoever casts means it. */
void cast_ok(int delay)
{
    set_delay((uint16_t)delay);
}

/* A port has 16 bits in whatever type it is passed. */
static in_port_t to_network(uint16_t port_offset)
{
    return htons(port_offset);
}

in_port_t port_ok(int port_offset)
{
    return to_network(port_offset);
}

/* A value of this function: it may well be small. */
void local_ok(void)
{
    int delay = 5;

    set_delay(delay);
}

extern void elsewhere(int delay);

void escape_ok(int delay)
{
    elsewhere(delay);
}

int some_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
