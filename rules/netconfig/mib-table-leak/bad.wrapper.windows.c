#include <winsock2.h>
#include <iphlpapi.h>

static void release(PMIB_IF_TABLE2 table)
{
    FreeMibTable(table);
}

ULONG released_ok(void)
{
    PMIB_IF_TABLE2 table;
    ULONG count;

    if (GetIfTable2(&table) != NO_ERROR)
        return 0;
    count = table->NumEntries;
    release(table);
    return count;
}

void twice_bad(void)
{
    PMIB_IF_TABLE2 table;

    if (GetIfTable2(&table) != NO_ERROR)
        return;
    if (GetIfTable2(&table) != NO_ERROR) // want "The table that GetIfTable2() allocated for 'table' is lost here"
        return; // want "is lost here"
    FreeMibTable(table);
}
