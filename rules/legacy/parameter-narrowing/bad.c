#include <stdint.h>
#include <sys/socket.h>

struct agent {
    long expires;
    int32_t lifetime;
};

// doc-begin
static void set_lifetime(struct agent *agent, uint16_t lifetime);

void create_agent_bad(struct agent *agent, int32_t lifetime)
{
    set_lifetime(agent, lifetime); // want "'lifetime' has 32 bits, and set_lifetime() takes it as uint16_t of 16: only the lower 16 bits arrive"
}
// doc-end

static void set_lifetime(struct agent *agent, uint16_t lifetime)
{
    agent->expires = lifetime;
}

static void note_length(unsigned char length)
{
    (void)length;
}

void member_bad(const struct agent *agent, unsigned int length)
{
    set_lifetime(0, agent->lifetime); // want "'agent->lifetime' has 32 bits"
    note_length(length); // want "note_length() takes it as unsigned char of 8"
}

static int update_interval(agent, interval)
    struct agent *agent;
    unsigned short interval;
{
    agent->expires = interval;
    return 0;
}

int old_style_bad(agent, interval)
    struct agent *agent;
    int interval;
{
    return update_interval(agent, interval); // want "'interval' has 32 bits, and update_interval() takes it as unsigned short of 16"
}

/* The grammar of C knows no definition in this form that returns a pointer. */
struct agent *
old_style_pointer_bad(agent, lifetime)
    struct agent *agent;
    int32_t lifetime;
{
    set_lifetime(agent, lifetime); // want "'lifetime' has 32 bits"
    return agent;
}

int some_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
