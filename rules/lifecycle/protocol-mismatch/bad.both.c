#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#define closesocket close
#endif

int on_both_bad(void)
{
    return (int)socket(AF_INET, SOCK_DGRAM, IPPROTO_TCP); // want "A socket of the type SOCK_DGRAM does not speak IPPROTO_TCP"
}
