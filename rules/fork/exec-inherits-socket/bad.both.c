#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define closesocket close
#endif
#include <stdlib.h>

/* On Windows a handle is inherited by other rules. */
int run_bad(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0); // want-posix "The program that system() starts gets 's' too"

    if (s == INVALID_SOCKET)
        return -1;
    system("hook");
    closesocket(s);
    return 0;
}
