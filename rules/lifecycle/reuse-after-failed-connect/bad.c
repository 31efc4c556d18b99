#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_patiently(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    while (connect(s, (const struct sockaddr *)addr, sizeof *addr) < 0) // want "'s' is connected again after connect() failed on it: POSIX leaves its state unspecified then"
        sleep(1);
    return s;
}
// doc-end

int second_address_bad(const struct sockaddr_in *one, const struct sockaddr_in *other)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)one, sizeof *one) < 0 &&
        connect(s, (const struct sockaddr *)other, sizeof *other) < 0) { // want "Close it and make a new socket for each attempt"
        close(s);
        return -1;
    }
    return s;
}
