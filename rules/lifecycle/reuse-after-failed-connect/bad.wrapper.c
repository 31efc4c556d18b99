#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#define TRY(s, addr) connect(s, (const struct sockaddr *)(addr), sizeof *(addr))

int through_macro_bad(const struct sockaddr_in *one, const struct sockaddr_in *other)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (TRY(s, one) < 0 && TRY(s, other) < 0) { // want "'s' is connected again"
        close(s);
        return -1;
    }
    return s;
}

static int new_socket(int *s)
{
    close(*s);
    *s = socket(AF_INET, SOCK_STREAM, 0);
    return *s;
}

int renewed_ok(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    while (connect(s, (const struct sockaddr *)addr, sizeof *addr) < 0)
        if (new_socket(&s) < 0)
            return -1;
    return s;
}
