#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

/* No signal is asked for. */
int main(void)
{
    struct sockaddr_in clock = {.sin_family = AF_INET, .sin_port = htons(37), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int d = socket(AF_INET, SOCK_DGRAM, 0);
    int c;

    if (listener < 0 || listen(listener, 5) < 0 || (c = accept(listener, NULL, NULL)) < 0)
        return 1;
    if (send(c, "hello\n", 6, MSG_NOSIGNAL) < 0)
        return 1;
    /* A datagram has no peer that could close. */
    if (d >= 0 && connect(d, (struct sockaddr *)&clock, sizeof clock) == 0 && send(d, "hello\n", 6, 0) < 0)
        return 1;
    close(c);
    return 0;
}
