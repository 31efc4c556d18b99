#include <winsock2.h>

/* The first round starts it for the others. */
int main(void)
{
    int started = 0;
    WSADATA data;

    for (;;) {
        if (started) {
            SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

            closesocket(s);
            return 0;
        }
        if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
            return 1;
        started = 1;
    }
}
