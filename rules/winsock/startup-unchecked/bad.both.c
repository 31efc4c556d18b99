#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
typedef int SOCKET;
#endif

SOCKET open_both_bad(void)
{
#ifdef _WIN32
    WSADATA data;

    WSAStartup(MAKEWORD(2, 2), &data); // want-windows "Nothing tests whether WSAStartup() failed"
#endif
    return socket(AF_INET, SOCK_STREAM, 0);
}
