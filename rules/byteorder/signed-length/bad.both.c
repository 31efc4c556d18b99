#ifdef _WIN32
#include <winsock2.h>
#else
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
typedef int SOCKET;
#endif

int answer_bad(SOCKET s, const unsigned *field, const char *text)
{
    char buffer[256];
    int n = ntohl(*field);

    if (n > 256)
        return -1;
    memcpy(buffer, text, n); // want "'n' is a signed int"
    return recv(s, buffer, n, 0) == n ? 0 : -1; // want-posix "recv() takes it for a huge one"
}
