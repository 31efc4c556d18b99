// not-compilable: the name cannot be read
#include <windows.h>

LONG damaged_ok(HKEY parameters, DWORD value)
{
    return RegSetValueExA(parameters, ?? DisableDHCPMediaSense, 0, REG_DWORD, (BYTE *)&value;
}
