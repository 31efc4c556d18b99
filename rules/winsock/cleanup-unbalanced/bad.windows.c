#include <stdio.h>
#include <winsock2.h>

// doc-begin
int show_port_bad(const SOCKADDR_IN *address)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return 1;
    if (bind(s, (const SOCKADDR *)address, sizeof(*address)) == SOCKET_ERROR) {
        closesocket(s);
        return 1;
    }
    printf("run netstat -ao now\n");
    WSACleanup(); // want "WSACleanup() closes 's' here, before the program stops to wait"
    getchar();
    return 0;
}
// doc-end

int started_bad(void)
{
    WSADATA data;

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0) {
        WSACleanup(); // want "WSAStartup() failed on this path, so that there is nothing that WSACleanup() could give back"
        return -1;
    }
    return 0;
}

void last_bad(SOCKET s)
{
    WSACleanup();
    closesocket(s); // want "closesocket() comes behind WSACleanup() and fails with WSANOTINITIALISED"
}

int fetch_bad(const struct sockaddr *peer, int length)
{
    WSADATA data;
    SOCKET s;

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return -1;
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1; // want "This path returns without the WSACleanup() that the others call"
    if (connect(s, peer, length) == SOCKET_ERROR) {
        closesocket(s);
        return -1; // want "This path returns without the WSACleanup()"
    }
    closesocket(s);
    WSACleanup();
    return 0;
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved)
{
    WSADATA data;

    if (reason == DLL_PROCESS_ATTACH)
        return WSAStartup(MAKEWORD(2, 2), &data) == 0; // want "WSAStartup() is called in DllMain()"
    return TRUE;
}
