#include <signal.h>
#include <sys/socket.h>

/* Another program: what it does with its children does not matter to the first. */
int main(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);

    signal(SIGCHLD, SIG_IGN);
    return fd < 0;
}
