#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <netinet/in.h>

static int say(int s, const char *text)
{
    return write(s, text, strlen(text)) < 0 ? -1 : 0;
}

void keep(int s);

/* A client; the descriptor goes elsewhere. */
int main(void)
{
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = 80};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0 || connect(s, (struct sockaddr *)&peer, sizeof peer) < 0)
        return 1;
    keep(s);
    for (int i = 0; i < 10; i++)
        if (write(s, "hello\n", 6) < 0) // want "write() raises SIGPIPE"
            return 1;
    return say(s, "bye\n");
}
