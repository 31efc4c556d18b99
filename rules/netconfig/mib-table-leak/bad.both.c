#ifdef _WIN32
#include <winsock2.h>
#include <iphlpapi.h>
#else
#include <sys/socket.h>
#endif

unsigned long interfaces_both_bad(void)
{
#ifdef _WIN32
    PMIB_IF_TABLE2 table;

    if (GetIfTable2(&table) != NO_ERROR)
        return 0;
    return table->NumEntries; // want-windows "is lost here"
#else
    return (unsigned long)socket(AF_INET, SOCK_DGRAM, 0);
#endif
}
