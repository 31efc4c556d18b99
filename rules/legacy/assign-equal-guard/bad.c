#include <sys/socket.h>

struct agent {
    int preference;
    unsigned char flags;
};

extern void reinsert(struct agent *agent);

// doc-begin
void forget_preference_bad(struct agent *agent)
{
    if (agent->preference == 0) {
        agent->preference = 0; // want "'agent->preference' is 0 already where this stores 0 in it, and where it is not, nothing does"
        reinsert(agent);
    }
}
// doc-end

void other_branch_bad(int *tries, int limit)
{
    int left = limit;

    if (left != -1)
        *tries = left;
    else
        left = -1; // want "'left' is -1 already"
    *tries += left;
}

void second_statement_bad(struct agent *agent)
{
    int changed;

    if (agent->flags == 1) {
        changed = 1;
        agent->flags = 1; // want "'agent->flags' is 1 already"
    } else {
        changed = 0;
    }
    if (changed)
        reinsert(agent);
}

int some_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}

int pointed_bad(int *limit)
{
    if (*limit == 0)
        *limit = 0; // want "'*limit' is 0 already"
    return *limit;
}
