#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

/* No signal is asked for. */
int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int d = socket(AF_INET, SOCK_DGRAM, 0);
    int c = accept(listener, NULL, NULL);

    if (c < 0)
        return 1;
    if (send(c, "hello\n", 6, MSG_NOSIGNAL) < 0)
        return 1;
    /* A datagram has no peer that could close. */
    if (d >= 0 && send(d, "hello\n", 6, 0) < 0)
        return 1;
    close(c);
    return 0;
}
