#include <winsock2.h>
#include <iphlpapi.h>

// doc-begin
DWORD bytes_received_ok(DWORD index, ULONG64 *bytes)
{
    MIB_IF_ROW2 row;
    DWORD rc;

    ZeroMemory(&row, sizeof(row));
    row.InterfaceIndex = index;
    rc = GetIfEntry2(&row);
    if (rc == NO_ERROR)
        *bytes = row.InOctets;
    return rc;
}
// doc-end

/* On systems without the new function, which is there too. */
DWORD fallback_ok(MIB_IFROW *row)
{
    return GetIfEntry(row);
}
