#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
struct in_addr address_of(int s)
{
    struct ifreq request;

    strcpy(request.ifr_name, "eth0");
    ioctl(s, SIOCGIFADDR, &request); // want "Nothing tests whether ioctl() failed: 'request' then keeps what its memory held before, and what follows takes that for the answer to SIOCGIFADDR"
    return ((struct sockaddr_in *)&request.ifr_addr)->sin_addr;
}
// doc-end

int waiting_bad(int s)
{
    int waiting;

    ioctl(s, FIONREAD, &waiting); // want "the answer to FIONREAD"
    return waiting;
}

int unread_result_bad(int s)
{
    int rc;
    int mark;

    rc = ioctl(s, SIOCATMARK, &mark); // want "the answer to SIOCATMARK"
    rc = send(s, mark ? "!" : ".", 1, 0);
    return rc;
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
