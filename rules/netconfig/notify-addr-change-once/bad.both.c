#ifdef _WIN32
#include <winsock2.h>
#include <iphlpapi.h>
#else
#include <sys/socket.h>
#endif

int main(void)
{
#ifdef _WIN32
    NotifyAddrChange(NULL, NULL); // want-windows "NotifyAddrChange() tells of one change only"
    return 0;
#else
    return socket(AF_INET, SOCK_DGRAM, 0);
#endif
}
