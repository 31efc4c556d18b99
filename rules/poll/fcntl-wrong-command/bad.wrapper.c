#include <fcntl.h>
#include <sys/socket.h>

#define CONTROL fcntl

int through_macro_bad(int s)
{
    return CONTROL(s, F_SETFD, O_NONBLOCK); // want "F_SETFD sets only FD_CLOEXEC"
}

/* Which command it is, the caller says. */
static int add_flag(int s, int command, int flag)
{
    return fcntl(s, command, flag);
}

int through_function_ok(int s)
{
    return add_flag(s, F_SETFL, O_NONBLOCK);
}

int listener(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
