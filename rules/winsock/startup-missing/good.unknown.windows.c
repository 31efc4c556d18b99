#include <winsock2.h>

int net_init(void);

/* A function that nobody knows may start it. */
int main(void)
{
    SOCKET s;

    if (net_init() != 0)
        return 1;
    s = socket(AF_INET, SOCK_STREAM, 0);
    closesocket(s);
    return 0;
}
