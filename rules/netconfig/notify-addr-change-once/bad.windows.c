#include <winsock2.h>
#include <iphlpapi.h>

extern void refresh_addresses(void);

// doc-begin
DWORD WINAPI watch_addresses_bad(LPVOID unused)
{
    OVERLAPPED overlapped = { 0 };
    HANDLE handle = NULL;

    overlapped.hEvent = WSACreateEvent();
    NotifyAddrChange(&handle, &overlapped); // want "NotifyAddrChange() tells of one change only, and nothing asks again"
    if (WaitForSingleObject(overlapped.hEvent, INFINITE) == WAIT_OBJECT_0)
        refresh_addresses();
    return 0;
}
// doc-end

void start_watching(void)
{
    CreateThread(NULL, 0, watch_addresses_bad, NULL, 0, NULL);
}

void WINAPI ServiceMain(DWORD argc, LPTSTR *argv)
{
    NotifyAddrChange(NULL, NULL); // want "Ask again in a loop"
    refresh_addresses();
}

void closed_bad(void)
{
    static OVERLAPPED overlapped;
    HANDLE handle;

    NotifyAddrChange(&handle, &overlapped);
    CloseHandle(handle); // want "'handle' is the handle that NotifyAddrChange() gave, and it must not be closed"
}

void stack_bad(void)
{
    OVERLAPPED overlapped = { 0 };
    HANDLE handle;

    NotifyAddrChange(&handle, &overlapped); // want "'overlapped' is a variable of this function, which returns while the request is pending"
}
