#include <winsock2.h>
#include <iphlpapi.h>

extern void refresh_addresses(void);

// doc-begin
DWORD WINAPI watch_addresses_ok(LPVOID unused)
{
    OVERLAPPED overlapped = { 0 };
    HANDLE handle = NULL;

    overlapped.hEvent = WSACreateEvent();
    for (;;) {
        NotifyAddrChange(&handle, &overlapped);
        if (WaitForSingleObject(overlapped.hEvent, INFINITE) != WAIT_OBJECT_0)
            break;
        WSAResetEvent(overlapped.hEvent);
        refresh_addresses();
    }
    return 0;
}
// doc-end

void start_watching(void)
{
    CreateThread(NULL, 0, watch_addresses_ok, NULL, 0, NULL);
}

/* The caller asks as often as it likes. */
void wait_for_change_ok(void)
{
    NotifyAddrChange(NULL, NULL);
}

static OVERLAPPED pending;
static HANDLE registered;

static VOID CALLBACK on_change(PVOID context, BOOLEAN timed_out)
{
    HANDLE handle;

    refresh_addresses();
    NotifyAddrChange(&handle, &pending);
}

/* The pool waits, and the callback asks again. */
void registered_ok(void)
{
    HANDLE handle;

    pending.hEvent = WSACreateEvent();
    RegisterWaitForSingleObject(&registered, pending.hEvent, on_change, NULL, INFINITE, 0);
    NotifyAddrChange(&handle, &pending);
}

/* Whoever has the structure waits for it. */
void escape_ok(OVERLAPPED *overlapped)
{
    HANDLE handle;

    NotifyAddrChange(&handle, overlapped);
}

int main(void)
{
    for (;;) {
        wait_for_change_ok();
        refresh_addresses();
    }
}
