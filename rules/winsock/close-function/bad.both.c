#ifdef _WIN32
#include <io.h>
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#endif

void probe_both_bad(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    close(s); // want-windows "'s' is a socket, and close() closes a file"
}
