// not-compilable: a statement is broken, as in a file that is being edited
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/* The option may be set in what cannot be read. */
int damaged_ok(void)
{
    struct sockaddr_in6 addr = {.sin6_family = AF_INET6, .sin6_port = htons(5060)};
    int s = socket(AF_INET6, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (set(s, IPV6_V6ONLY ==) return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    return s;
}
