#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Netlink tells of new addresses. */
int watch(void)
{
    int s = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);

    if (s < 0)
        return 1;
    close(s);
    return 0;
}
