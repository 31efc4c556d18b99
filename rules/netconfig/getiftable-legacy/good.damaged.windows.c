// not-compilable: the call cannot be read
#include <winsock2.h>
#include <iphlpapi.h>

DWORD damaged_ok(void)
{
    NotifyAddrChange(NULL, NULL);
    return GetIfTable ??;
}
