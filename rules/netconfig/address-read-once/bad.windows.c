#include <winsock2.h>
#include <iphlpapi.h>
#include <string.h>

// doc-begin
static SOCKET listen_on_first_bad(void)
{
    static char memory[16384];
    IP_ADAPTER_ADDRESSES *adapters = (IP_ADAPTER_ADDRESSES *)memory;
    ULONG size = sizeof(memory);
    SOCKADDR_IN address;
    SOCKET s;

    if (GetAdaptersAddresses(AF_INET, 0, NULL, adapters, &size) != NO_ERROR) // want "The addresses of the machine are read once, as this service starts"
        return INVALID_SOCKET;
    memcpy(&address, adapters->FirstUnicastAddress->Address.lpSockaddr, sizeof(address));
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
    SOCKET s = listen_on_first_bad();

    if (s != INVALID_SOCKET)
        closesocket(accept(s, NULL, NULL));
}

int main(void)
{
    SERVICE_TABLE_ENTRYA services[] = { { "demo", ServiceMain }, { NULL, NULL } };

    return StartServiceCtrlDispatcherA(services) ? 0 : 1;
}
