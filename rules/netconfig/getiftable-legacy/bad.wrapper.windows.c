#include <winsock2.h>
#include <iphlpapi.h>

static DWORD read_table(MIB_IFTABLE *table, ULONG *size)
{
    return GetIfTable(table, size, FALSE); // want "GetIfTable() counts bytes in 32 bits"
}

DWORD through_function(MIB_IFTABLE *table)
{
    ULONG size = 4096;

    return read_table(table, &size);
}
