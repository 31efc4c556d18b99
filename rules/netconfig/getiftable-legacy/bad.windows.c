#include <winsock2.h>
#include <iphlpapi.h>

// doc-begin
DWORD bytes_received_bad(DWORD index, ULONG64 *bytes)
{
    MIB_IFROW row;
    DWORD rc;

    ZeroMemory(&row, sizeof(row));
    row.dwIndex = index;
    rc = GetIfEntry(&row); // want "GetIfEntry() counts bytes in 32 bits, which start again at 0 after 4 GiB"
    if (rc == NO_ERROR)
        *bytes = row.dwInOctets;
    return rc;
}
// doc-end

DWORD table_bad(MIB_IFTABLE *table, ULONG size)
{
    return GetIfTable(table, &size, TRUE); // want "Call GetIfTable2()."
}
