// not-compilable: a parenthesis is missing
#include <winsock2.h>
#include <iphlpapi.h>

int damaged_ok(void)
{
    PMIB_IF_TABLE2 table;

    if (GetIfTable2(&table) != NO_ERROR)
        return -1;
    if ((( ?? )
        return 1;
    return 0;
}
