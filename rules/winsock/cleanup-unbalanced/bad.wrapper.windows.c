#include <winsock2.h>

#define STOP_NETWORK() WSACleanup()

static void finish(SOCKET s)
{
    closesocket(s);
}

/* The macro ends Winsock; the function that uses the socket comes behind. */
void through_macro_bad(SOCKET s)
{
    WSACleanup();
    shutdown(s, SD_BOTH); // want "shutdown() comes behind WSACleanup()"
}

void in_order_ok(SOCKET s)
{
    finish(s);
    STOP_NETWORK();
}
