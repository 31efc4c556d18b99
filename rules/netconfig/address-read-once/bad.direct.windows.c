#include <winsock2.h>
#include <iphlpapi.h>

static void serve(void)
{
    static char memory[16384];
    IP_ADAPTER_ADDRESSES *adapters = (IP_ADAPTER_ADDRESSES *)memory;
    ULONG size = sizeof(memory);
    SOCKET_ADDRESS *own;
    SOCKET s;

    if (GetAdaptersAddresses(AF_INET, 0, NULL, adapters, &size) != NO_ERROR) // want "The addresses of the machine are read once, as this service starts"
        return;
    own = &adapters->FirstUnicastAddress->Address;
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return;
    if (bind(s, own->lpSockaddr, own->iSockaddrLength) == 0 && listen(s, SOMAXCONN) == 0)
        closesocket(accept(s, NULL, NULL));
    closesocket(s);
}

static void WINAPI ServiceMain(DWORD argc, LPSTR *argv)
{
    serve();
}

int main(void)
{
    SERVICE_TABLE_ENTRYA services[] = { { "demo", ServiceMain }, { NULL, NULL } };

    return StartServiceCtrlDispatcherA(services) ? 0 : 1;
}
