// not-compilable: a statement is broken, as in a file that is being edited
#include <winsock2.h>

/* The option may be set in what cannot be read. */
int damaged_ok(void)
{
    SOCKADDR_IN addr = {0};
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    if (set(s, ==) return -1;
    if (bind(s, (SOCKADDR *)&addr, sizeof(addr)) != 0 || listen(s, SOMAXCONN) != 0) {
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return 0;
}
