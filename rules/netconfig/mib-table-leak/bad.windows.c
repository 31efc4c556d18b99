#include <stdio.h>
#include <stdlib.h>
#include <winsock2.h>
#include <iphlpapi.h>

// doc-begin
int show_interfaces_bad(void)
{
    PMIB_IF_TABLE2 table;
    ULONG i;

    if (GetIfTable2(&table) != NO_ERROR)
        return -1;
    for (i = 0; i < table->NumEntries; i++)
        wprintf(L"%s\n", table->Table[i].Description);
    return 0; // want "The table that GetIfTable2() allocated for 'table' is lost here"
}
// doc-end

ULONG count_addresses_bad(void)
{
    PMIB_UNICASTIPADDRESS_TABLE table;
    ULONG count;

    if (GetUnicastIpAddressTable(AF_INET, &table) != NO_ERROR)
        return 0;
    count = table->NumEntries;
    free(table); // want "'table' was allocated by GetUnicastIpAddressTable(), and free() frees memory of another allocator"
    return count;
}

int one_path_bad(ULONG wanted)
{
    PMIB_IPFORWARD_TABLE2 routes;

    if (GetIpForwardTable2(AF_UNSPEC, &routes) != NO_ERROR)
        return -1;
    if (routes->NumEntries < wanted)
        return -1; // want "The table that GetIpForwardTable2() allocated for 'routes' is lost here"
    FreeMibTable(routes);
    return 0;
}
