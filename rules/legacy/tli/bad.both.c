// not-compilable: no system of today has these headers
#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <xti.h> // want-posix "<xti.h> belongs to TLI or XTI"
#endif

int open_both(void)
{
    return (int)socket(AF_INET, SOCK_STREAM, 0);
}
