#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

// doc-begin
static void serve(int listener)
{
    char text[512];
    ssize_t n;
    int c = accept(listener, NULL, NULL);

    if (c < 0)
        return;
    while ((n = recv(c, text, sizeof text, 0)) > 0)
        if (send(c, text, n, 0) != n) // want "send() raises SIGPIPE, which ends the whole program without a word"
            break;
    close(c);
}

int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0 || listen(listener, 16) < 0)
        return 1;
    for (;;)
        serve(listener);
}
// doc-end
