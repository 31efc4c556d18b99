#include <stdio.h>
#include <winsock2.h>
#include <iphlpapi.h>

// doc-begin
int show_interfaces_ok(void)
{
    PMIB_IF_TABLE2 table;
    ULONG i;

    if (GetIfTable2(&table) != NO_ERROR)
        return -1;
    for (i = 0; i < table->NumEntries; i++)
        wprintf(L"%s\n", table->Table[i].Description);
    FreeMibTable(table);
    return 0;
}
// doc-end

/* The caller frees it. */
DWORD filled_ok(PMIB_IF_TABLE2 *table)
{
    return GetIfTable2(table);
}

PMIB_IF_TABLE2 returned_ok(void)
{
    PMIB_IF_TABLE2 table;

    return GetIfTable2(&table) == NO_ERROR ? table : NULL;
}

#define WIN_SUCCESS(status) ((status) == NO_ERROR)

extern int succeeded(DWORD status);

/* What the function says of the result nobody knows. */
int judged_elsewhere_ok(void)
{
    PMIB_IF_TABLE2 table;
    DWORD status = GetIfTable2(&table);

    if (!succeeded(status))
        return -1;
    FreeMibTable(table);
    if (!WIN_SUCCESS(status))
        return -1;
    return 0;
}

struct cache {
    PMIB_IF_TABLE2 table;
};

int stored_ok(struct cache *cache)
{
    PMIB_IF_TABLE2 table;

    if (GetIfTable2(&table) != NO_ERROR)
        return -1;
    cache->table = table;
    return 0;
}

extern void take(PMIB_IF_TABLE2 table);

void escape_ok(void)
{
    PMIB_IF_TABLE2 table;

    if (GetIfTable2(&table) == NO_ERROR)
        take(table);
}
