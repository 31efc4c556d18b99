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

#include <stdlib.h>

int main(void)
{
    int listener = (int)socket(AF_INET, SOCK_STREAM, 0);
    int c = (int)accept(listener, NULL, NULL);

    if (c < 0)
        return 1;
    if (send(c, "hello\n", 6, 0) < 0) // want-posix "send() raises SIGPIPE"
        return 1;
    close(c);
    close(listener);
    return 0;
}
