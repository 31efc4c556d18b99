#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int main(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    socklen_t length = sizeof addr;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return 1;
    addr.sin_port = 0;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return 1;
    }
    if (getsockname(s, (struct sockaddr *)&addr, &length) == 0)
        printf("port %u\n", ntohs(addr.sin_port));
    for (;;) {
        int connection = accept(s, NULL, NULL);

        if (connection < 0)
            continue;
        close(connection);
    }
}
// doc-end
