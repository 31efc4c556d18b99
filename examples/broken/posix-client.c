/*
 * POSIX. A client that asks a daytime server for the time.
 *
 * What to look for
 *  - connect_to() gets a pointer and passes the address of that pointer. The cast hides it from the compiler, and
 *    the system takes the bytes of the pointer for an address.
 */
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int connect_to(int s, const struct sockaddr_in *server)
{
    return connect(s, (const struct sockaddr *)&server, sizeof *server);
}

int main(void)
{
    struct sockaddr_in server;
    char text[64];
    ssize_t length;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0) {
        perror("socket");
        return 1;
    }
    memset(&server, 0, sizeof server);
    server.sin_family = AF_INET;
    server.sin_port = htons(8013);
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect_to(s, &server) < 0) {
        perror("connect");
        close(s);
        return 1;
    }
    while ((length = read(s, text, sizeof text)) > 0)
        fwrite(text, 1, (size_t)length, stdout);
    close(s);
    return 0;
}
