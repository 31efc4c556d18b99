#ifdef _WIN32
#include <winsock2.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define closesocket close
#endif

int exclusive_on_windows_bad(void)
{
    struct sockaddr_in addr = {0};
    int on = 1;
    SOCKET a = socket(AF_INET, SOCK_STREAM, 0);
    SOCKET b, conn;

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
#ifdef _WIN32
    setsockopt(a, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof on);
#else
    setsockopt(a, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
#endif
    bind(a, (struct sockaddr *)&addr, sizeof addr);
    listen(a, 16);
    conn = accept(a, 0, 0);
    closesocket(conn);
    closesocket(a);

    b = socket(AF_INET, SOCK_STREAM, 0);
#ifndef _WIN32
    setsockopt(b, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
#endif
    bind(b, (struct sockaddr *)&addr, sizeof addr); // want-windows "'b' binds port 8080 again"
    closesocket(b);
    return 0;
}
