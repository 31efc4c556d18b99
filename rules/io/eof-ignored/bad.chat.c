#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void chat_bad(int listener)
{
    char text[512] = "hello\n";
    ssize_t n;
    int s = accept(listener, NULL, NULL);

    if (s < 0)
        return;
    for (;;) {
        if (send(s, text, strlen(text), MSG_NOSIGNAL) < 0)
            exit(1);
        n = recv(s, text, sizeof text - 1, 0); // want "nothing in this loop looks for it: what the buffer held before is taken for an answer"
        if (n < 0)
            break;
        text[n] = 0;
        puts(text);
    }
    close(s);
}
