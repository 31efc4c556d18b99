#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/ioctl.h>
#include <sys/socket.h>
#define ioctlsocket ioctl
#endif

unsigned long on_both_bad(int s)
{
    unsigned long waiting;

    ioctlsocket(s, FIONREAD, &waiting); // want "the answer to FIONREAD"
    return waiting;
}

int send_to_peer(int s)
{
    return send(s, "x", 1, 0);
}

int asked_socket(void)
{
    return (int)socket(AF_INET, SOCK_DGRAM, 0);
}
