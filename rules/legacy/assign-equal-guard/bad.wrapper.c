#include <sys/socket.h>

#define UNSET (-1)
#define CLOSED 2

static int state;

void macro_bad(void)
{
    if (state == CLOSED)
        state = CLOSED; // want "'state' is CLOSED already"
}

static int get_state(void)
{
    return state;
}

/* What a function returns may be another number the next time. */
void through_function_ok(void)
{
    if (get_state() == UNSET)
        state = UNSET;
}

int some_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
