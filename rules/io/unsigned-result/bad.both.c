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

int both_bad(int c, const char *text, int length)
{
    unsigned n = send(c, text, length, 0);

    if (n < 0) // want "Declare 'n' with a signed type, int"
        return -1;
    return 0;
}

#ifdef _WIN32
int windows_bad(SOCKET s)
{
    char text[100];
    DWORD n = recv(s, text, 100, 0);

    if (n > 0) // want-windows "'n' has the unsigned type DWORD"
        puts("more");
    return 0;
}
#endif
