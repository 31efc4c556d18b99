#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int serve_one(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    int c = accept(s, NULL, NULL);
    if (c >= 0) {
        shutdown(c, SHUT_RDWR);
        close(c);
    }
    shutdown(s, SHUT_RDWR); // want "'s' listens and has no connection to shut down: except on Linux shutdown() fails with ENOTCONN"
    close(s);
    return c < 0 ? -1 : 0;
}
// doc-end

int unconnected_bad(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) == 0) {
        shutdown(s, SHUT_RDWR); // want "'s' is not connected, so there is nothing to shut down: shutdown() fails with ENOTCONN,"
        close(s);
        return 0;
    }
    close(s);
    return -1;
}
