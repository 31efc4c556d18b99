#include <stdio.h>
#include <string.h>
#ifdef _WIN32
#include <winsock2.h>
typedef int ssize_t;
#define close closesocket
#else
#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>
#endif

int both_bad(int c)
{
    unsigned int length = 0;
    char buf[64];

    if (recv(c, (char *)&length, 4, 0) != 4)
        return -1;
    length = ntohl(length);
    return (int)recv(c, buf, length, 0); // want "'length' was received, so that the peer chooses how many bytes recv() stores into 'buf'"
}
