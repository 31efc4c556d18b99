#define _WIN32_WINNT 0x0501
#include <winsock2.h>
#include <iphlpapi.h>

/* For Windows XP. */
DWORD old_target_ok(MIB_IFTABLE *table, ULONG size)
{
    return GetIfTable(table, &size, TRUE);
}
