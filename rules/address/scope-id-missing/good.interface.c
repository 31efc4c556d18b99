#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The option says by which interface groups are reached. */
ssize_t option_ok(const char *text, unsigned interface)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(5353)};
    int s = socket(AF_INET6, SOCK_DGRAM, 0);
    ssize_t sent;

    if (s < 0)
        return -1;
    inet_pton(AF_INET6, "ff02::fb", &to.sin6_addr);
    if (setsockopt(s, IPPROTO_IPV6, IPV6_MULTICAST_IF, &interface, sizeof interface) < 0) {
        close(s);
        return -1;
    }
    sent = sendto(s, text, strlen(text), 0, (struct sockaddr *)&to, sizeof to);
    close(s);
    return sent;
}
