#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

/* A client that asks once. */
int main(void)
{
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = 80};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0 || connect(s, (struct sockaddr *)&peer, sizeof peer) < 0)
        return 1;
    if (send(s, "hello\n", 6, 0) < 0)
        return 1;
    return close(s);
}
