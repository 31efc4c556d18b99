// not-compilable: a parenthesis is missing
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int c = accept(listener, NULL, NULL);

    signal(SIG(PIPE, SIG_IGN);
    return send(c, "hello\n", 6, 0) < 0;
}
