#include <stdio.h>
#include <string.h>
#ifdef _WIN32
#include <winsock2.h>
typedef int ssize_t;
#define close closesocket
#else
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>
#endif

int both_bad(void)
{
    int s = (int)socket(AF_INET, SOCK_STREAM, 0);
    int more = 0;

    send(s, "hello\r\n", 7, 0); // want "Nothing looks at what send() returns"
    more = (int)recv(s, (char *)&more, 1, 0);
    close(s);
    return more;
}
