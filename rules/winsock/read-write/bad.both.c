#ifdef _WIN32
#include <io.h>
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#endif

int greet_both_bad(SOCKET s)
{
    return write(s, "hello", 5) == 5; // want-windows "'s' is a socket, and write() works on files"
}
