#include <stdio.h>
#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <unistd.h>
#define closesocket close
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#endif

int main(void)
{
    SOCKET listener = socket(AF_INET, SOCK_STREAM, 0);

    /* Both have to compile. */
    if (listener == INVALID_SOCKET || listen(listener, 16) != 0)
        return 1;
    for (;;) {
        SOCKET c = accept(listener, NULL, NULL);

        if (c == INVALID_SOCKET)
            continue;
        if (send(c, "hello\n", 6, 0) < 0) // want-posix "send() raises SIGPIPE"
            printf("gone\n");
        closesocket(c);
    }
}
