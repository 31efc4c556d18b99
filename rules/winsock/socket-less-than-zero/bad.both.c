#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define closesocket close
#endif

int open_both_bad(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0) // want-windows "This test of 's' is never true"
        return 1;
    closesocket(s);
    return 0;
}
