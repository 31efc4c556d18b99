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
    int number = 0;
    int s = (int)socket(AF_INET, SOCK_STREAM, 0);

    recv(s, (char *)&number, sizeof(number), 0); // want "a part of 'number'"
    close(s);
    return number;
}
