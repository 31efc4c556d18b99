#include <string.h>
#include <winsock2.h>

/* The struct itself is cast to a pointer: the & is missing. */
int open_listener(void)
{
    struct sockaddr_in addrin;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET) {
        return 1;
    }
    memset(&addrin, 0, sizeof(addrin));
    addrin.sin_family = AF_INET;
    addrin.sin_port = htons(8080);
    addrin.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (SOCKADDR*)addrin, sizeof(addrin)) == SOCKET_ERROR) {
        closesocket(s);
        return 1;
    }
    listen(s, 5);
    closesocket(s);
    return 0;
}
