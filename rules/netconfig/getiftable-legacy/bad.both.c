#ifdef _WIN32
#include <winsock2.h>
#include <iphlpapi.h>
#else
#include <sys/socket.h>
#endif

unsigned long size_both_bad(void)
{
#ifdef _WIN32
    ULONG size = 0;

    GetIfTable(NULL, &size, FALSE); // want-windows "GetIfTable() counts bytes in 32 bits"
    return size;
#else
    return (unsigned long)socket(AF_INET, SOCK_DGRAM, 0);
#endif
}
