#ifdef _WIN32
#include <windows.h>
#else
#include <sys/socket.h>
#endif

long prefer_ipv4_both_bad(void *key)
{
#ifdef _WIN32
    DWORD value = 0xFFFFFFFFu;

    return RegSetValueExA((HKEY)key, "DisabledComponents", 0, REG_DWORD, (BYTE *)&value, sizeof(value)); // want-windows "five seconds"
#else
    return key == 0 ? -1 : socket(AF_INET, SOCK_STREAM, 0);
#endif
}
