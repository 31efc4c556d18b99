#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#define SOCKET int
#endif

/* Windows takes one byte for what only switches something. */
int flag_bad(SOCKET s)
{
    char on = 1;

    return setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want-posix "gets 1 byte of SO_REUSEADDR"
}

int linger_bad(SOCKET s)
{
    int on = 1;

    return setsockopt(s, SOL_SOCKET, SO_LINGER, (char *)&on, sizeof on); // want "Windows takes its two halves for l_onoff and l_linger"
}

int join_bad(SOCKET s, struct in_addr group)
{
    return setsockopt(s, IPPROTO_IP, IP_ADD_MEMBERSHIP, (char *)&group, sizeof group); // want "it fails with EINVAL (on Windows WSAEFAULT)"
}

int past_bad(SOCKET s)
{
    char on = 1;

    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(int)); // want "The length says 4 bytes"
}
