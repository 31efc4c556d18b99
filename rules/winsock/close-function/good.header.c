// not-compilable: the header of the project is not there
#include "portable-sockets.h"
#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <unistd.h>
#endif

/* A header that nobody has read may make close() the right call. */
void hidden_macro_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    close(s);
}
