#include <sys/socket.h>

struct agent {
    int preference;
    struct agent *next;
};

extern void reinsert(struct agent *agent);

// doc-begin
void forget_preference_ok(struct agent *agent)
{
    if (agent->preference != 0) {
        agent->preference = 0;
        reinsert(agent);
    }
}
// doc-end

/* Another constant. */
void clamp_ok(struct agent *agent)
{
    if (agent->preference == 0)
        agent->preference = 1;
}

/* The call in between may have changed it. */
void changed_between_ok(struct agent *agent)
{
    if (agent->preference == 0) {
        reinsert(agent);
        agent->preference = 0;
    }
}

/* It has another value by then. */
void moved_ok(struct agent *agent, struct agent *other)
{
    if (agent->preference == 0) {
        agent = other;
        agent->preference = 0;
    }
}

/* A store to it does something by itself. */
volatile int latch;

void acknowledge_ok(void)
{
    if (latch == 1)
        latch = 1;
}

/* -0.0 == 0.0: the store takes the sign away. */
double absolute_zero_ok(double x)
{
    if (x == 0)
        x = 0;
    return x;
}

/* The second half of the condition is what is judged. */
void both_ok(struct agent *agent, int force)
{
    if (agent->preference == 0 && force)
        agent->preference = 0;
}

void escape_ok(struct agent *agent)
{
    reinsert(agent);
}

int some_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
