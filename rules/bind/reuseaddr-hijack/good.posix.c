#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/* On POSIX systems this is how a server restarts while old connections are in TIME_WAIT. */
int posix_only_ok(const struct sockaddr_in *addr)
{
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    bind(s, (const struct sockaddr *)addr, sizeof *addr);
    listen(s, 16);
    close(s);
    return 0;
}
