#include <winsock2.h>
#include <iphlpapi.h>

#define WATCH(handle, overlapped) NotifyRouteChange(handle, overlapped)

extern void refresh_routes(void);

int main(void)
{
    OVERLAPPED overlapped = { 0 };
    HANDLE handle;

    overlapped.hEvent = WSACreateEvent();
    WATCH(&handle, &overlapped); // want "tells of one change only"
    WaitForSingleObject(overlapped.hEvent, INFINITE);
    refresh_routes();
    return 0;
}
