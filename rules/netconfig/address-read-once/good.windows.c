#include <winsock2.h>
#include <iphlpapi.h>
#include <string.h>

// doc-begin
static SOCKET listen_on_all_ok(void)
{
    SOCKADDR_IN address;
    SOCKET s;

    memset(&address, 0, sizeof(address));
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    address.sin_port = htons(8080);
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    if (bind(s, (SOCKADDR *)&address, sizeof(address)) == SOCKET_ERROR || listen(s, SOMAXCONN) == SOCKET_ERROR) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}
// doc-end

static void WINAPI ServiceMain(DWORD argc, LPSTR *argv)
{
    SOCKET s = listen_on_all_ok();

    if (s == INVALID_SOCKET)
        return;
    closesocket(accept(s, NULL, NULL));
    closesocket(s);
}

int main(void)
{
    SERVICE_TABLE_ENTRYA services[] = { { "demo", ServiceMain }, { NULL, NULL } };

    return StartServiceCtrlDispatcherA(services) ? 0 : 1;
}
