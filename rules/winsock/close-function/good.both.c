#ifdef _WIN32
#include <winsock2.h>
#define close closesocket
#else
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#endif

/* The macro makes it the right call on each. */
void macro_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    close(s);
}

void branches_ok(SOCKET s)
{
#ifdef _WIN32
    closesocket(s);
#else
    shutdown(s, SHUT_RDWR);
    close(s);
#endif
}
