#ifdef _WIN32
#include <windows.h>
#else
#include <sys/socket.h>
#endif

long ignore_cable_both_bad(void *key)
{
#ifdef _WIN32
    DWORD on = 1;

    return RegSetValueExA((HKEY)key, "DisableDHCPMediaSense", 0, REG_DWORD, (BYTE *)&on, sizeof(on)); // want-windows "DisableDHCPMediaSense changes the whole machine"
#else
    return key == 0 ? -1 : socket(AF_INET, SOCK_STREAM, 0);
#endif
}
