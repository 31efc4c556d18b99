#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A first program that tests nothing: one report for its calls. */
int main(void)
{
    struct sockaddr_in addr;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == -1) {
        perror("socket");
        return 1;
    }
    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(s, (struct sockaddr *)&addr, sizeof addr); // want "Nothing tests whether bind() failed"
    listen(s, SOMAXCONN);
    for (;;) {
        int conn = accept(s, NULL, NULL);

        if (conn < 0)
            continue;
        send(conn, "hello\n", 6, MSG_NOSIGNAL);
        close(conn);
    }
}
