#include <string.h>
#include <winsock2.h>

/* Two listeners on one port: the first on the loopback address, the second on every address. */
int open_both(void)
{
    struct sockaddr_in local, any;
    SOCKET first, second;

    first = socket(AF_INET, SOCK_STREAM, 0);
    if (first == INVALID_SOCKET) {
        return 1;
    }
    memset(&local, 0, sizeof(local));
    local.sin_family = AF_INET;
    local.sin_port = htons(55001);
    local.sin_addr.s_addr = inet_addr("127.0.0.1");
    if (bind(first, (struct sockaddr *)&local, sizeof(local)) == SOCKET_ERROR) {
        closesocket(first);
        return 1;
    }

    second = socket(AF_INET, SOCK_STREAM, 0);
    if (second == INVALID_SOCKET) {
        closesocket(first);
        return 1;
    }
    memset(&any, 0, sizeof(any));
    any.sin_family = AF_INET;
    any.sin_port = htons(55001);
    any.sin_addr.s_addr = htonl(INADDR_ANY);
    /* 二つ目 */ if (bind(second, (struct sockaddr *)&any, sizeof(any)) == SOCKET_ERROR) {
        closesocket(second);
        closesocket(first);
        return 1;
    }

    if (listen(first, 5) == SOCKET_ERROR || listen(second, 5) == SOCKET_ERROR) {
        closesocket(second);
        closesocket(first);
        return 1;
    }
    closesocket(second);
    closesocket(first);
    return 0;
}
