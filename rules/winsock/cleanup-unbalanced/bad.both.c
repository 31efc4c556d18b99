#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define closesocket close
#endif

void end_both_bad(SOCKET s)
{
#ifdef _WIN32
    WSACleanup();
#endif
    closesocket(s); // want-windows "closesocket() comes behind WSACleanup()"
}
